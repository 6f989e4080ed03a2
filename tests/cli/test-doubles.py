#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Search, doubles, merging, undoing it, and the history of a youth, from end to end with reperesctl."""

import json
import os
import shutil
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
        self.folder = Path(tempfile.mkdtemp(prefix="reperes-doubles-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.vault = self.folder / "essai.reperes"
        self.password = self.folder / "mot-de-passe"
        self.password.write_text("sept mots de passe\n")
        self.done("init", "--organisation", "Essai", "--new-login", "maud", "--new-password-file", self.password,
                  "--recovery-file", self.folder / "feuille.txt")
        self.done("demo", "--persons", 20, "--seed", 1)

    def run_ctl(self, *words, login="maud"):
        call = [CTL, "--vault", self.vault, "--login", login, "--password-file", self.password, *words]
        env = {**os.environ, "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": str(self.folder / "state")}
        return subprocess.run([str(word) for word in call], capture_output=True, text=True, env=env, timeout=300,
                              check=False)

    def done(self, *words, login="maud"):
        done = self.run_ctl(*words, login=login)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def json(self, *words):
        return json.loads(self.done("--json", *words))

    def refused(self, *words, status=1, login="maud"):
        done = self.run_ctl(*words, login=login)
        self.assertEqual((done.returncode, done.stdout), (status, ""), (words, done.stderr))
        if status == 1:
            self.assertIn("reperesctl: ", done.stderr)
        return done.stderr

    def meet(self, last, first, *words):
        return self.json(*CONTACT, "--new-last", last, "--new-first", first, *words)["person"]

    def found(self, text):
        return [match["id"] for match in self.json("person", "find", text)]

    def sound(self):
        check = self.json("check")
        self.assertEqual((check["damaged"], check["dangling"], check["rings"], check["unsigned"]), ([], [], [], []))
        subprocess.run(["/usr/bin/python3", READER, self.vault, "--login", "maud", "--password-file", self.password,
                        "--fields", FIELDS, "--verify-only"], check=True)

    def test_search_forgives(self):
        zoe = self.meet("Müller-Lefèvre", "Zoé", "--phone", "+33 (0)6 39 98 12 34")
        for text in ("lefevre zoe", "mulerlefevr", "ZOE muller", "müller lefaivre", "zoé lefevre", "mullerl",
                     "06.39.98.12.34", "0033639981234", "98 12 34"):
            self.assertIn(zoe, self.found(text), text)
        whys = {text: self.json("person", "find", text)[0]["why"]
                for text in ("muller-lefevre", "mulerlefevr", "mullerlefevrez")}
        self.assertEqual(whys["muller-lefevre"], "NAME")
        self.assertEqual(whys["mulerlefevr"], "SOUND")

    def test_merge_and_unmerge(self):
        keep = self.meet("Müller-Lefèvre", "Zoé", "--birth", "2004-05-06")
        other = self.meet("Mullerlefevre", "Zoé", "--phone", "06 39 98 12 34", "--sex", "F")
        before = {id: self.json("person", "show", id) for id in (keep, other)}
        pair = next(p for p in self.json("person", "doubles") if {p["a"]["id"], p["b"]["id"]} == {keep, other})
        self.assertEqual(pair["why"], ["NAME"])

        self.assertEqual(self.json("person", "merge", keep, other), {"kept": keep, "merged": other})
        merged = self.json("person", "show", other)
        self.assertEqual((merged["id"], merged["merged"], len(merged["contacts"])), (keep, [other], 2))
        self.assertEqual(merged["identity"]["phones"], ["06 39 98 12 34"])
        self.assertEqual((merged["facts"]["sex"], merged["identity"]["birth"]), ("F", "2004-05-06"))
        self.assertEqual(self.found("mulerlefevr"), [keep])
        self.assertNotIn(other, json.dumps(self.json("person", "doubles")))
        self.sound()
        self.refused("person", "merge", keep, other)

        self.json(*CONTACT, "--person", other)  # goes to the record that is kept
        self.assertEqual(self.json("person", "unmerge", other), {"kept": keep, "unmerged": other})
        after = {id: self.json("person", "show", id) for id in (keep, other)}
        for id in (keep, other):
            self.assertEqual(after[id]["identity"], before[id]["identity"])
            facts = {key: value for key, value in after[id]["facts"].items() if key != "merges"}
            self.assertEqual(facts, before[id]["facts"])
        self.assertEqual((len(after[keep]["contacts"]), len(after[other]["contacts"])), (2, 1))
        self.refused("person", "unmerge", other)
        self.sound()
        actions = [entry["action"] for entry in self.json("journal")]
        self.assertEqual([actions.count(name) for name in ("MERGE", "UNMERGE")], [1, 1])

    def test_fields_are_chosen(self):
        keep = self.meet("Brumelune", "Inès", "--sex", "F")
        other = self.meet("Brumelunes", "Inès", "--sex", "X")
        self.refused("person", "merge", keep, other, "--take", "merges")
        self.refused("person", "merge", keep, other, "--take", "nothing_such")
        self.json("person", "merge", keep, other, "--take", "last_name", "--take", "sex")
        merged = self.json("person", "show", keep)
        self.assertEqual((merged["identity"]["last_name"], merged["facts"]["sex"]), ("Brumelunes", "X"))

    def test_not_the_same(self):
        a, b = self.meet("Brumelune", "Inès"), self.meet("Brumelune", "Inès")
        listed = lambda: {a, b} in [{p["a"]["id"], p["b"]["id"]} for p in self.json("person", "doubles")]
        self.assertTrue(listed())
        self.json("person", "distinct", b, a)
        self.assertFalse(listed())
        self.json("person", "distinct", "--withdraw", a, b)
        self.assertTrue(listed())
        self.sound()

    def test_history(self):
        keep, other = self.meet("Brumelune", "Inès"), self.meet("Brumelune", "Inès", "--phone", "0639981234")
        self.json("person", "merge", keep, other)
        history = self.json("person", "history", keep)
        phones = next(change for change in history if change["field"] == "phones")
        self.assertEqual((phones["before"], phones["after"], phones["login"], phones["action"]),
                         ([], ["0639981234"], "maud", "MERGE"))
        self.assertIn("0639981234", self.done("person", "history", keep))
        self.assertGreater(history[0]["revision"], history[-1]["revision"])
        self.assertEqual({change["revision"] for change in history if change["field"] == "last_name"}, {1})

    def test_roles(self):
        keep, other = self.meet("Brumelune", "Inès"), self.meet("Brumelune", "Inès")
        self.done("account", "add", "dora", "--role", "director", "--new-password-file", self.password)
        for words in (("merge", keep, other), ("doubles",), ("history", keep), ("distinct", keep, other)):
            self.refused("person", *words, login="dora")
        self.refused("person", "merge", keep, keep)
        self.refused("person", "merge", keep, "0" * 32)
        self.refused("person", "merge", keep, status=2)

    def test_erasing_one_who_was_merged(self):
        keep, other = self.meet("Brumelune", "Inès"), self.meet("Brumelune", "Inès")
        third = self.meet("Brumelune", "Inès")
        self.json("person", "distinct", keep, third)
        self.json("person", "merge", keep, other)
        self.json("person", "erase", other, "--reason", "DEMANDE")
        self.refused("person", "show", keep)
        self.assertEqual(self.found("brumelune"), [third])
        self.sound()


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
