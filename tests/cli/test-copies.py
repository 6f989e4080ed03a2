#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies, restoring, erasing and older files, from end to end with reperesctl on several machines.

A machine is a folder of state; a stick is a folder anyone may read.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CTL = os.environ["REPERESCTL"]
sys.path.insert(0, str(Path(os.environ["REP_SOURCE_ROOT"]) / "tests" / "lint"))
sys.dont_write_bytecode = True

import tap  # noqa: E402

READER = Path(os.environ["REP_SOURCE_ROOT"]) / "tools" / "read-vault.py"
FIELDS = Path(os.environ["REP_SOURCE_ROOT"]) / "docs" / "fields.json"
CONTACT = ("contact", "add", "--project", "reims", "--channel", "BUS", "--reached", "JOINT")


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="reperes-copies-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.vault = self.folder / "essai.reperes"
        self.password = self.folder / "mot-de-passe"
        self.password.write_text("sept mots de passe\n")
        self.machine = "une"
        self.done("init", "--organisation", "Essai", "--new-login", "maud", "--new-password-file", self.password,
                  "--recovery-file", self.folder / "feuille.txt")
        self.done("demo", "--persons", 20, "--seed", 1)

    def run_ctl(self, *words, vault=None):
        call = [CTL, "--vault", vault or self.vault, "--login", "maud", "--password-file", self.password, *words]
        env = {**os.environ, "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": str(self.folder / self.machine)}
        return subprocess.run([str(word) for word in call], capture_output=True, text=True, env=env, timeout=300,
                              check=False)

    def done(self, *words, vault=None):
        done = self.run_ctl(*words, vault=vault)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def json(self, *words, vault=None):
        return json.loads(self.done("--json", *words, vault=vault).stdout)

    def refused(self, *words, vault=None, status=1):
        done = self.run_ctl(*words, vault=vault)
        self.assertEqual(done.returncode, status, (words, done.stdout, done.stderr))
        self.assertEqual(done.stdout, "")
        return done.stderr

    def sound(self, vault=None):
        found = self.json("check", vault=vault)
        self.assertEqual((found["damaged"], found["journal"], found["manifest"], found["dangling"], found["unsigned"]),
                         ([], "ok", "ok", [], []))
        self.read(vault)
        return found["records"]

    def read(self, vault=None):
        """The second reader agrees that all is well."""
        done = subprocess.run(["/usr/bin/python3", READER, vault or self.vault, "--login", "maud", "--password-file",
                               self.password, "--fields", FIELDS], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def add(self, last, vault=None):
        return self.json(*CONTACT, "--new-last", last, "--new-first", "Zoë", "--birth", "2003-03-03",
                         vault=vault)["person"]

    def find(self, last, vault=None):
        return [found["id"] for found in self.json("person", "find", last, vault=vault)]

    def copy_of_vault(self, name):
        path = self.folder / name
        shutil.copy(self.vault, path)
        return path

    def devices(self, path):
        database = sqlite3.connect(path)
        try:
            return [database.execute(f"SELECT * FROM {table}").fetchall() for table in ("device", "roster", "head")]
        finally:
            database.close()

    def put_back(self, path):
        for suffix in ("-wal", "-shm"):
            Path(f"{self.vault}{suffix}").unlink(missing_ok=True)
        shutil.copy(path, self.vault)


class Older(Case):
    def test_yesterdays_file(self):
        """C9: refused with the two dates; gone on with only when asked for, and journalled."""
        yesterday = self.copy_of_vault("hier")
        self.add("Aujourdhui")
        self.put_back(yesterday)
        for words in (("progress",), ("check",), CONTACT + ("--headcount", "3"), ("backup", self.folder / "c")):
            message = self.refused(*words)
            self.assertRegex(message, r"older.*\d{4}-\d\d-\d\d \d\d:\d\d < \d{4}-\d\d-\d\d \d\d:\d\d")
        self.assertEqual(message.count("\n"), 1)
        self.done("--accept-older", "progress")  # looking accepts nothing for good
        self.refused("progress")
        self.done(*CONTACT, "--headcount", 3, "--accept-older")
        self.sound()
        self.done("progress")

    def test_first_time_on_a_machine(self):
        """Said until something is written; the other machine goes on with its own file."""
        there = self.copy_of_vault("la-bas.reperes")
        self.machine = "deux"
        before = self.devices(there)
        for _ in range(2):
            self.assertIn("first time", self.done("progress", vault=there).stderr)
        self.assertEqual(self.devices(there), before)
        self.add("Ailleurs", vault=there)
        self.assertNotIn("first time", self.done("progress", vault=there).stderr)
        self.sound(there)
        self.machine = "une"
        self.assertNotIn("first time", self.done("progress").stderr)
        self.assertIn("first time", self.done("progress", vault=there).stderr)

    def test_state_is_private_and_only_a_memory(self):
        state = self.folder / "une" / "reperes"
        self.assertEqual(state.stat().st_mode & 0o777, 0o700)
        self.assertEqual({file.stat().st_mode & 0o777 for file in state.iterdir()}, {0o600})
        marks = list(state.glob("*.marks"))
        self.assertEqual(len(marks), 1)
        self.assertEqual(marks[0].stat().st_size, 55 + 96)
        whole = marks[0].read_bytes()
        for bad in (b"", b"x", whole[:-1], whole + b"x", whole[:100] + b"\0" + whole[101:], b"x" * 100000):
            marks[0].write_bytes(bad)
            self.assertIn("first time", self.done("progress").stderr)
        marks[0].write_bytes(whole)
        self.assertNotIn("first time", self.done("progress").stderr)
        marks[0].unlink()
        marks[0].mkdir()
        self.add("Quand meme")  # a machine that cannot remember does not keep anyone from working
        self.sound()


class Copies(Case):
    def test_copy_and_restore(self):
        person = self.add("Retour")
        records = self.sound()
        made = self.json("backup", self.folder / "copie.reperes")
        self.assertEqual(made, {"file": str(self.folder / "copie.reperes"), "records": records, "verified": True})
        self.add("Apres")
        stick = self.folder / "cle"
        stick.mkdir()
        for suffix in ("", ".erased"):
            shutil.move(self.folder / f"copie.reperes{suffix}", stick / f"copie.reperes{suffix}")
            (stick / f"copie.reperes{suffix}").chmod(0o755)  # as a stick has it
        stick.chmod(0o755)
        before = {path: hashlib.sha256(path.read_bytes()).digest() for path in stick.iterdir()}
        self.machine = "deux"
        made = self.json("restore", stick / "copie.reperes", "--to", self.folder / "neuf.reperes")
        self.assertEqual(made, {"file": str(self.folder / "neuf.reperes"), "records": records, "verified": True,
                                "erased": 0})
        self.assertEqual(before, {path: hashlib.sha256(path.read_bytes()).digest() for path in stick.iterdir()})
        new = self.folder / "neuf.reperes"
        self.assertEqual(new.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.find("Retour", new), [person])
        self.assertEqual(self.find("Apres", new), [])
        self.sound(new)
        self.add("Encore", new)
        self.sound(new)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir() if ".restoring" in path.name), [])

    def test_never_over_anything(self):
        self.done("backup", self.folder / "copie.reperes")
        before = self.vault.read_bytes()
        self.refused("backup", self.folder / "copie.reperes")
        self.refused("restore", self.folder / "copie.reperes", "--to", self.vault)
        self.refused("restore", self.folder / "feuille.txt", "--to", self.folder / "neuf")
        self.refused("restore", self.folder / "rien", "--to", self.folder / "neuf")
        self.refused("restore", self.folder / "copie.reperes", status=2)
        self.assertEqual(before[:100], self.vault.read_bytes()[:100])
        self.assertFalse((self.folder / "neuf").exists())
        self.sound()

    def test_damaged_copy(self):
        self.done("backup", self.folder / "copie.reperes")
        path = self.folder / "copie.reperes"
        whole = path.read_bytes()
        path.write_bytes(whole[:len(whole) // 2])
        self.refused("restore", path, "--to", self.folder / "neuf")
        self.assertEqual([name.name for name in self.folder.glob("neuf*")], [])

    def test_kept_beside_the_vault(self):
        made = self.json("backup")
        self.assertEqual(Path(made["file"]).parent.name, "Sauvegardes")
        self.done("backup")  # the newest of a day is kept
        self.assertEqual(len(list((self.folder / "Sauvegardes").glob("*.reperes"))), 1)

    def test_without_names_needs_a_director(self):
        self.assertIn("director", self.refused("backup", self.folder / "copie", "--facts-only"))
        self.refused("backup", "--facts-only", status=2)


class Places(Case):
    def test_synchronised_folder(self):
        self.assertNotIn("warning", self.done("progress").stderr)
        (self.folder / ".sync_1f3b.db").touch()
        self.assertIn("Nextcloud", self.done("progress").stderr)

    def test_made_private_whatever_the_mask(self):
        before = os.umask(0)
        try:
            self.done("backup", self.folder / "copie.reperes")
            self.done("backup")
            self.done("restore", self.folder / "copie.reperes", "--to", self.folder / "neuf.reperes")
        finally:
            os.umask(before)
        for path in self.folder.rglob("*"):
            if path.is_file() and path.name not in ("mot-de-passe", "feuille.txt"):
                self.assertEqual(path.stat().st_mode & 0o077, 0, path)
        self.assertEqual((self.folder / "Sauvegardes").stat().st_mode & 0o777, 0o700)


class Erasing(Case):
    def test_erase(self):
        person = self.add("Canari")
        self.done("stage", "set", person, "--project", "reims", "--stage", "MOBILISE", "--date", "2020-10-01")
        before = self.json("progress", "reims")[0]
        self.done("backup", self.folder / "copie.reperes")
        self.done("backup")
        self.refused("person", "erase", person, status=2)
        self.refused("person", "erase", person, "--reason", "PARCE_QUE")
        self.refused("person", "erase", "0" * 32, "--reason", "DEMANDE")
        erased = self.json("person", "erase", person, "--reason", "DEMANDE")
        self.assertEqual((erased["person"], erased["records"], erased["contacts"], erased["closed"]),
                         (person, 2, 1, 0))
        self.assertEqual(self.find("Canari"), [])
        self.refused("person", "show", person)
        self.refused("person", "erase", person, "--reason", "DEMANDE")
        self.sound()
        after = self.json("progress", "reims")[0]
        self.assertEqual(after["reached"], before["reached"] - 1)
        self.assertNotIn(person, self.read())

        kept, = (self.folder / "Sauvegardes").glob("*.reperes")
        made = self.json("restore", kept, "--to", self.folder / "neuf.reperes")
        self.assertEqual(made["erased"], 1)
        self.assertEqual(self.find("Canari", self.folder / "neuf.reperes"), [])
        self.sound(self.folder / "neuf.reperes")

        elsewhere = self.folder / "ailleurs"
        elsewhere.mkdir()
        shutil.move(self.folder / "copie.reperes", elsewhere)
        self.assertIn("copie.reperes.erased",
                      self.refused("restore", elsewhere / "copie.reperes", "--to", elsewhere / "neuf.reperes"))
        self.done("restore", elsewhere / "copie.reperes", "--to", elsewhere / "neuf.reperes", "--without-erasures")
        self.assertEqual(self.find("Canari", elsewhere / "neuf.reperes"), [person])
        self.sound(elsewhere / "neuf.reperes")


def case(test):
    def run():
        result = unittest.TestResult()
        test.run(result)
        for _, text in result.failures + result.errors:
            raise AssertionError(text)
    return test.id(), run


if __name__ == "__main__":
    suites = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    tap.run([case(test) for suite in suites for test in suite])
