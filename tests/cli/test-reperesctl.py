#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""reperesctl from end to end, as another program would use it: exit statuses, JSON, one line per error."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CTL = os.environ["REPERESCTL"]
ENV = {**os.environ, "LC_ALL": "C.UTF-8"}
TARGETS = {"charleville-mezieres": 1000, "reims": 450, "pays-messin": 2000, "molsheim": 160, "val-de-lorraine": 100}
PROGRESS_KEYS = {
    "project", "as_of", "target", "basis", "basis_confirmed", "reached", "rate", "expected", "expected_worked",
    "days_elapsed", "days_total", "weekly_needed", "forecast", "by_channel", "by_structure",
}
PROJECT_KEYS = {
    "code", "title", "lead", "start", "end", "targets", "channels", "audience", "structures", "consortium",
    "actions", "budget_eur", "pic_funding_eur", "amendments", "pauses",
}


class Vault:
    """A vault in a folder of its own, and reperesctl on it."""

    def __init__(self, persons=0):
        self.folder = tempfile.TemporaryDirectory(prefix="reperes-cli-")
        self.path = Path(self.folder.name) / "essai.reperes"
        self.password = Path(self.folder.name) / "mot-de-passe"
        self.password.write_text("sept mots de passe\n")
        self.sheet = Path(self.folder.name) / "feuille.txt"
        done = self.run("init", "--organisation", "Essai", "--new-login", "maud", "--new-password-file",
                        str(self.password), "--recovery-file", str(self.sheet))
        assert done.returncode == 0, done.stderr
        if persons:
            done = self.run("demo", "--persons", str(persons), "--seed", "1")
            assert done.returncode == 0, done.stderr

    def run(self, *words, password=None, vault=None, env=None):
        call = [CTL, "--vault", str(vault or self.path), "--login", "maud", "--password-file",
                str(password or self.password), *words]
        return subprocess.run(call, capture_output=True, text=True, env={**ENV, **(env or {})}, timeout=300)

    def json(self, *words):
        done = self.run(*words, "--json")
        assert done.returncode == 0, (words, done.returncode, done.stderr)
        return json.loads(done.stdout)

    def progress(self, code="charleville-mezieres"):
        return {line["project"]: line for line in self.json("progress")}[code]

    def close(self):
        self.folder.cleanup()


def channel(progress, code):
    for line in progress["by_channel"]:
        if line["channel"] == code:
            return line["persons"], line["contacts"]
    return 0, 0


NEW = ("contact", "add", "--project", "charleville-mezieres", "--channel", "BUS", "--reached", "JOINT")


class TestDemo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.vault = Vault(persons=800)

    @classmethod
    def tearDownClass(cls):
        cls.vault.close()

    def test_five_projects(self):
        lines = self.vault.json("progress")
        self.assertEqual({line["project"]: line["target"] for line in lines}, TARGETS)
        for line in lines:
            self.assertLessEqual(PROGRESS_KEYS, set(line))
            self.assertEqual(line["basis"], "REPERE")
            self.assertFalse(line["basis_confirmed"])
            self.assertGreater(line["reached"], 0)
            self.assertAlmostEqual(line["rate"], line["reached"] / line["target"])
            self.assertEqual(sum(entry["persons"] for entry in line["by_channel"]),
                             line["reached"] + line["signalled"])
            self.assertEqual(sum(entry["reached"] for entry in line["by_structure"]), line["reached"])
            self.assertEqual(line["as_of"], "2020-11-16")

    def test_one_new_youth(self):
        before = self.vault.progress()
        new = (*NEW, "--new-last", "Müller-Lefèvre", "--new-first", "Zoé", "--age", "19", "--client-id", "c0ffee")
        saved = self.vault.json(*new)
        self.assertEqual(set(saved), {"contact", "person", "stage", "saved"})
        self.assertIs(saved["saved"], True)
        self.assertEqual(saved["stage"], "RENCONTRE")
        after = self.vault.progress()
        self.assertEqual(after["reached"], before["reached"] + 1)
        self.assertEqual(channel(after, "BUS"), tuple(n + 1 for n in channel(before, "BUS")))
        self.assertEqual(self.vault.json(*new), saved)
        self.assertEqual(self.vault.progress(), after)

        found = self.vault.json("person", "find", "mulerlefevr")
        self.assertEqual([(match["id"], match["display"]) for match in found],
                         [(saved["person"], "Zoé MÜLLER-LEFÈVRE")])
        self.assertEqual(set(found[0]), {"id", "display", "score", "why"})
        for text in ("zoe muller lefevre", "LEFEVRE Zoé", "muller-lefevre", "lefevre"):
            self.assertIn(saved["person"], [match["id"] for match in self.vault.json("person", "find", text)])

    def test_stage(self):
        person = self.vault.json(*NEW, "--new-last", "Pontdelune", "--new-first", "Ana")["person"]
        told = self.vault.json("stage", "set", person, "--project", "charleville-mezieres", "--stage",
                               "ACCOMPAGNE", "--date", "2020-11-16", "--scheme", "PACEA", "--proof", "CERFA:12")
        self.assertEqual(told, {"person": person, "project": "charleville-mezieres", "stage": "ACCOMPAGNE",
                                "date": "2020-11-16"})
        shown = self.vault.json("person", "show", person)
        self.assertEqual(shown["projects"][0]["stages"]["MOBILISE"], "2020-11-16")
        self.assertEqual(shown["identity"]["last_name"], "Pontdelune")

    def test_out_of_age_is_activity(self):
        before = self.vault.progress()
        saved = self.vault.json(*NEW, "--new-last", "Vieuxchêne", "--new-first", "Léo", "--age", "41")
        after = self.vault.progress()
        self.assertTrue(saved["saved"])
        self.assertEqual(after["reached"], before["reached"])
        self.assertEqual(channel(after, "BUS")[1], channel(before, "BUS")[1] + 1)

    def test_headcount_is_no_person(self):
        before = self.vault.progress()
        saved = self.vault.json("contact", "add", "--project", "charleville-mezieres", "--channel", "BUS",
                                "--headcount", "14")
        self.assertIsNone(saved["person"])
        self.assertEqual(self.vault.progress(), before)

    def test_all_words_of_a_contact(self):
        note = Path(self.vault.folder.name) / "note.txt"
        note.write_text("Revient jeudi.\n")
        saved = self.vault.json(
            "contact", "add", "--project", "pays-messin", "--channel", "JUSTICE", "--result", "JOINT", "--outcome",
            "RDV_PRIS", "--outcome", "ORIENTE", "--mode", "VOIX", "--direction", "ENTRANT", "--date", "2020-11-10",
            "--time", "14:30", "--commune", "57463", "--structure", "Mission Locale du Pays Messin", "--with",
            "maud", "--via", "SPIP", "--new-last", "Clairebrise", "--new-first", "Noé", "--birth", "2001-02-03",
            "--sex", "M", "--home", "57463", "--situation", "SANS_ACTIVITE", "--known-ml", "no", "--known-spe",
            "?", "--phone", "06 39 98 77 66", "--public", "QPV", "--public", "RURAL=no", "--informed", "ORAL",
            "--action", "ENTRETIEN", "--next-step", "RDV", "--next", "2020-11-20", "--note-file", str(note))
        shown = self.vault.json("person", "show", saved["person"])
        contact = shown["contacts"][0]
        self.assertEqual(contact["outcomes"], ["RDV_PRIS", "ORIENTE"])
        self.assertEqual((contact["minute"], contact["place"], contact["note"]), (870, "57463", "Revient jeudi."))
        self.assertEqual((contact["next_step"], contact["next_date"]), ("RDV", "2020-11-20"))
        self.assertEqual(shown["facts"]["publics_yes"], ["QPV"])
        self.assertEqual(shown["facts"]["publics_no"], ["RURAL"])
        self.assertEqual(shown["facts"]["ages"][0]["age"], 19)
        self.assertEqual(shown["facts"]["epci"], "200039865")
        self.assertEqual((shown["facts"]["known_ml"], shown["facts"]["known_spe"]), ("NON", "NSP"))

    def test_sheets(self):
        sheets = {sheet["code"]: sheet for sheet in self.vault.json("project", "list")}
        self.assertEqual(set(sheets), set(TARGETS))
        for sheet in sheets.values():
            self.assertLessEqual(PROJECT_KEYS, set(sheet))
        self.assertEqual(sum(sheet["budget_eur"] for sheet in sheets.values()), 2882812)
        self.assertEqual(sum(sheet["pic_funding_eur"] for sheet in sheets.values()), 1852586)
        self.assertEqual(sum(len(sheet["consortium"]) for sheet in sheets.values()), 53)
        shown = self.vault.json("project", "show", "molsheim")
        self.assertEqual(shown, [sheets["molsheim"]])
        text = self.vault.run("project", "show", "molsheim", env={"LANGUAGE": "fr"}).stdout
        for word in ("170388", "131708", "ITHAQUE", "Locomotive", "à confirmer", "Milo" if False else "PSAD"):
            self.assertIn(word, text)

    def test_check_and_export(self):
        report = self.vault.json("check")
        self.assertEqual((report["records"], report["journal"], report["manifest"]), (report["ok"], "ok", "ok"))
        self.assertEqual((report["damaged"], report["dangling"], report["unsigned"]), ([], [], []))
        output = Path(self.vault.folder.name) / "export.jsonl"
        told = self.vault.json("export", "--identified", "--output", str(output))
        lines = [json.loads(line) for line in output.read_text().splitlines()]
        self.assertEqual(told, {"records": len(lines)})
        self.assertEqual(output.stat().st_mode & 0o777, 0o600)
        for line in lines:
            self.assertEqual(set(line), {"kind", "id", "revision", "facts", "identity"})
        again = self.vault.run("export", "--identified", "--output", str(output))
        self.assertEqual((again.returncode, again.stdout), (1, ""))

    def test_journal(self):
        person = self.vault.json(*NEW, "--new-last", "Journalier", "--new-first", "Zoé")["person"]
        before = self.vault.json("journal")
        self.assertEqual([line["sequence"] for line in before], list(range(1, len(before) + 1)))
        for line in before:
            self.assertEqual(set(line), {"sequence", "time", "login", "action", "ids", "device"})
            self.assertRegex(line["time"], r"^2\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual((before[0]["action"], before[0]["ids"]), ("CREATE", []))
        self.assertIn(person, before[-1]["ids"])
        self.vault.json("person", "show", person)
        self.vault.json("person", "find", "Journalier")
        output = Path(self.vault.folder.name) / "journal.jsonl"
        self.vault.json("export", "--identified", "--output", str(output))
        new = self.vault.json("journal", "--since", str(len(before) + 1))
        self.assertEqual([(line["action"], line["ids"]) for line in new],
                         [("READ_IDENTITY", [person]), ("READ_IDENTITY", [person]), ("EXPORT", [])])
        text = self.vault.run("journal").stdout
        self.assertNotIn("Journalier", text)
        self.assertRegex(text, r"\n\d+  2\d\d\d-\d\d-\d\d \d\d:\d\d  \S+  Identity read: youth [0-9a-f]{32}\n")
        self.assertEqual(len(text.splitlines()), len(before) + 3)
        self.assertEqual(self.vault.json("journal", "prune"), {"pruned": 0})
        self.assertEqual(len(self.vault.json("journal")), len(before) + 3)
        for words in (("journal", "--since", "-1"), ("journal", "prune", "--keep", "0"), ("journal", "x")):
            self.assertEqual(self.vault.run(*words).returncode, 2, words)

    def test_control_characters(self):
        for field, text in (("--new-last", "Ana\x1b[2J"), ("--phone", "06\x9b31m"), ("--pseudonym", "a\nb")):
            words = [*NEW, field, text] + (["--new-first", "Zoé"] if field == "--phone" else [])
            done = self.vault.run(*words)
            self.assertEqual((done.returncode, done.stdout), (1, ""), words)
            self.assertIn("cannot be seen", done.stderr)
        for words in (("\x1b[31mrouge",), ("contact", "add", "--channel", "\x1b[2J"), ("person", "show", "\x9b31m")):
            done = self.vault.run(*words)
            self.assertNotEqual(done.returncode, 0, words)
            self.assertNotRegex(done.stdout + done.stderr, "[\x00-\x08\x0b-\x1f\x7f-\x9f]", words)
        long = self.vault.run(*NEW, "--new-first", "Zoé", "--phone", "0" * 255)
        self.assertEqual(long.returncode, 1)
        self.assertIn("phones (254)", long.stderr)

    def test_nothing_in_clear(self):
        note = Path(self.vault.folder.name) / "secret-note"
        note.write_text("Canarinote aux ailes bleues")
        self.vault.json(*NEW, "--new-last", "Canarinom", "--new-first", "Canariprénom", "--phone", "0639985566",
                        "--home", "08105", "--note-file", str(note))
        note.unlink()
        self.vault.json(*NEW, "--pseudonym", "Canaripseudo")
        self.vault.json(*NEW, "--unknown", "Canaridescription")
        words = ("Canari", "canari", "CANARI", "0639985566", "06 39 98", "Charleville", "charleville", "08105", "JOINT",
                 "Mission Locale", "2020-11-16")
        for file in Path(self.vault.folder.name).glob("essai.reperes*"):
            data = file.read_bytes()
            for word in words:
                self.assertNotIn(word.encode(), data, f"{word} in {file.name}")


class TestRefusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.vault = Vault(persons=40)

    @classmethod
    def tearDownClass(cls):
        cls.vault.close()

    def refused(self, done, status=1):
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stdout, "")
        lines = [line for line in done.stderr.splitlines() if "today is" not in line]
        self.assertEqual(len(lines), 1, done.stderr)
        self.assertTrue(lines[0].startswith("reperesctl"), lines[0])

    def test_bad_words(self):
        before = self.vault.json("check")["records"]
        named = ("--new-last", "Brumelune", "--new-first", "Ana")
        for words in (
            ("contact", "add", "--project", "nulle-part", "--channel", "BUS", "--reached", "JOINT", *named),
            ("contact", "add", "--project", "reims", "--channel", "TRAIN", "--reached", "JOINT", *named),
            ("contact", "add", "--project", "reims", "--channel", "BUS", "--reached", "PEUT_ETRE", *named),
            (*NEW, *named, "--place", "99999"), (*NEW, *named, "--home", "Reims"),
            (*NEW, *named, "--date", "2020-02-30"), (*NEW, *named, "--date", "2020-11-17"),
            (*NEW, *named, "--birth", "2021-01-01"), (*NEW, *named, "--age", "vingt"),
            (*NEW, *named, "--time", "25:00"), (*NEW, *named, "--with", "personne"),
            (*NEW, *named, "--via", "Personne"), (*NEW, *named, "--structure", "Ailleurs"),
            (*NEW, *named, "--outing", "0" * 32), (*NEW, *named, "--note-file", "/nulle/part"),
            (*NEW, *named, "--client-id", "pas-hexa"), (*NEW, *named, "--public", "QPV=peut-être"),
            (*NEW, "--person", "0" * 32), (*NEW, "--person", "abc"), (*NEW, "--new-last", " ", "--new-first", "Ana"),
            ("person", "show", "0" * 32), ("project", "show", "nulle-part"), ("progress", "nulle-part"),
            ("progress", "--as-of", "hier"), ("project", "import", "/nulle/part"),
            ("demo", "--persons", "5"),
        ):
            with self.subTest(words=words):
                self.refused(self.vault.run(*words))
        self.assertEqual(self.vault.json("check")["records"], before)

    def test_wrong_usage(self):
        for words in ((), ("danse",), ("contact", "add"), ("contact", "add", "--project", "reims", "--channel", "BUS"),
                      (*NEW,), (*NEW, "--pseudonym", "a", "--unknown", "b"), ("person", "find"), ("check", "--quoi"),
                      ("contact", "add", "--project", "reims", "--channel", "BUS", "--pseudonym", "a"),
                      ("export", "--identified"), ("stage", "set", "0" * 32)):
            with self.subTest(words=words):
                done = self.vault.run(*words)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn("reperesctl", done.stderr)

    def test_wrong_password(self):
        wrong = Path(self.vault.folder.name) / "faux"
        messages = set()
        for text in ("faux\n", "sept mots de passe \n", "\n", "x" * 1000000, "sept mots de passe\0\n"):
            wrong.write_text(text)
            done = self.vault.run("progress", password=wrong, vault=self.copy())
            self.refused(done)
            messages.add(done.stderr)
        unknown = subprocess.run([CTL, "--vault", str(self.copy()), "--login", "personne", "--password-file",
                                  str(self.vault.password), "progress"], capture_output=True, text=True, env=ENV)
        self.refused(unknown)
        messages.add(unknown.stderr)
        self.assertEqual(len(messages), 1)

    def copy(self):
        """The vault in a file of its own, where no one has tried a password yet."""
        folder = Path(tempfile.mkdtemp(dir=self.vault.folder.name))
        return Path(shutil.copy(self.vault.path, folder))

    def test_not_a_vault(self):
        folder = Path(self.vault.folder.name)
        text = folder / "texte"
        text.write_text("bonjour")
        text.chmod(0o600)
        open_to_all = folder / "ouvert.reperes"
        open_to_all.write_bytes(self.vault.path.read_bytes())
        open_to_all.chmod(0o644)
        for path in (folder / "absent", text, open_to_all, folder):
            with self.subTest(path=path.name):
                self.refused(self.vault.run("progress", vault=path))
        self.assertEqual(text.read_text(), "bonjour")

    def test_full_disk(self):
        done = self.vault.run("export", "--identified", "--output", "/dev/full")
        self.refused(done)
        done = self.vault.run("export", "--identified", "--output", "/proc/export")
        self.refused(done)

    def test_init_overwrites_nothing(self):
        before = self.vault.path.read_bytes()
        call = ("init", "--organisation", "Autre", "--new-login", "chef", "--new-password-file",
                str(self.vault.password), "--recovery-file")
        self.refused(self.vault.run(*call, str(Path(self.vault.folder.name) / "autre.txt")))
        other = Path(self.vault.folder.name) / "autre.reperes"
        self.refused(self.vault.run(*call, str(self.vault.sheet), vault=other))
        self.assertFalse(other.exists())
        self.assertEqual(self.vault.path.read_bytes(), before)

    def test_french(self):
        done = self.vault.run("project", "show", "nulle-part", env={"LANGUAGE": "fr"})
        self.assertRegex(done.stderr, r"projet")

    def test_damage_is_named(self):
        import shutil
        import sqlite3

        damaged = Path(self.vault.folder.name) / "abime.reperes"
        shutil.copy(self.vault.path, damaged)
        with sqlite3.connect(damaged) as database:
            record, facts = database.execute("SELECT id, facts FROM record WHERE kind = 2 LIMIT 1").fetchone()
            database.execute("UPDATE record SET facts = ? WHERE id = ?",
                             (facts[:60] + bytes([facts[60] ^ 1]) + facts[61:], record))
        database.close()
        done = self.vault.run("check", "--json", vault=damaged)
        self.assertEqual(done.returncode, 3)
        report = json.loads(done.stdout)
        self.assertEqual(report["damaged"], [record.hex()])
        self.assertEqual(report["manifest"], "mismatch")


class TestInit(unittest.TestCase):
    def test_sheets(self):
        vault = Vault()
        self.addCleanup(vault.close)
        code = r"([0-9A-Z]{5}-){13}[0-9A-Z]{5}"
        self.assertRegex(vault.sheet.read_text(), code)
        for name in ("deux.txt", "deux.pdf"):
            made = vault.json("init", "--vault", f"{vault.folder.name}/{name}.reperes", "--organisation", "Essai",
                              "--new-login", "chef", "--new-password-file", str(vault.password), "--recovery-file",
                              f"{vault.folder.name}/{name}", "--recovery-shares", "2")
            self.assertEqual(made, {"vault": f"{vault.folder.name}/{name}.reperes", "organisation": "Essai",
                                    "login": "chef"})
        shares = [(Path(vault.folder.name) / f"deux-{n}.txt").read_text() for n in (1, 2)]
        self.assertNotEqual(re.search(code, shares[0])[0], re.search(code, shares[1])[0])
        for n in (1, 2):
            page = Path(vault.folder.name) / f"deux-{n}.pdf"
            self.assertTrue(page.read_bytes().startswith(b"%PDF"))
            self.assertEqual(page.stat().st_mode & 0o777, 0o600)
        self.assertEqual(vault.path.stat().st_mode & 0o777, 0o600)

    def test_same_seed_same_facts(self):
        digests = []
        for _ in range(2):
            vault = Vault(persons=60)
            output = Path(vault.folder.name) / "e.jsonl"
            vault.json("export", "--identified", "--output", str(output))
            lines = [json.loads(line) for line in output.read_text().splitlines()]
            persons = {line["id"]: (line["facts"].get("sex"), line["identity"].get("last_name")) for line in lines
                       if line["kind"] == "person"}
            contacts = {line["id"]: (line["facts"]["date"], line["facts"].get("channel")) for line in lines
                        if line["kind"] == "contact"}
            digests.append((persons, contacts))
            vault.close()
        self.assertEqual(len(digests[0][0]), 60)
        self.assertEqual(digests[0], digests[1])

    def test_places(self):
        for text in ("charl", "0800", "08105"):
            done = subprocess.run([CTL, "place", "find", text, "--json"], capture_output=True, text=True, env=ENV)
            self.assertIn("08105", [place["insee"] for place in json.loads(done.stdout)])

    def test_help(self):
        done = subprocess.run([CTL, "--help"], capture_output=True, text=True, env=ENV)
        self.assertEqual(done.returncode, 0)
        for command in ("init", "demo", "contact add", "person find", "stage set", "progress", "check"):
            self.assertIn(command, done.stdout)
            one = subprocess.run([CTL, *command.split(), "--help"], capture_output=True, text=True, env=ENV)
            self.assertEqual(one.returncode, 0)


class TapResult(unittest.TestResult):
    """One TAP line a test."""

    def __init__(self, total):
        super().__init__()
        self.failed = set()
        print(f"1..{total}", flush=True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.failed.add(test)

    def addError(self, test, err):
        super().addError(test, err)
        self.failed.add(test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.failed.add(test)

    def stopTest(self, test):
        super().stopTest(test)
        print(f"{'not ok' if test in self.failed else 'ok'} {self.testsRun} - {test.id()}", flush=True)


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = TapResult(suite.countTestCases())
    suite.run(result)
    for test, text in result.failures + result.errors:
        print("\n".join(f"# {line}" for line in f"{test}\n{text}".splitlines()))
    sys.exit(0 if result.wasSuccessful() else 1)
