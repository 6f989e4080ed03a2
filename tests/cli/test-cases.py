#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work between two figures, from end to end: contacts that change hands, follow-ups, calls, referrals, partners,
outings and their papers."""

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
sys.path.insert(0, str(Path(os.environ["REP_SOURCE_ROOT"]) / "tests" / "lint"))
sys.dont_write_bytecode = True

import tap  # noqa: E402

TODAY = "2020-11-16"  # of the demonstration
CODE = "charleville-mezieres"
CONTACT = ("contact", "add", "--project", CODE, "--channel", "BUS")
NEW = (*CONTACT, "--reached", "JOINT")


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="reperes-cases-"))
        cls.vault = cls.folder / "essai.reperes"
        cls.password = cls.folder / "mot-de-passe"
        cls.password.write_text("sept mots de passe\n")
        cls.sheet = cls.folder / "feuille.txt"
        for words in (("init", "--organisation", "Essai", "--new-login", "maud", "--new-password-file", cls.password,
                       "--recovery-file", cls.sheet), ("demo", "--persons", 60, "--seed", 1)):
            done = cls.run_ctl(*words)
            assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def run_ctl(cls, *words, login="maud", env=None):
        call = [CTL, "--vault", cls.vault, "--login", login, "--password-file", cls.password, *words]
        return subprocess.run([str(word) for word in call], capture_output=True, text=True, check=False, timeout=300,
                              env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})})

    def json(self, *words, login="maud"):
        done = self.run_ctl("--json", *words, login=login)
        self.assertEqual(done.returncode, 0, (words, done.stderr))
        return json.loads(done.stdout)

    def refused(self, *words, status=1, login="maud"):
        done = self.run_ctl(*words, login=login)
        self.assertEqual((done.returncode, done.stdout), (status, ""), (words, done.stdout, done.stderr))
        return done.stderr

    def youth(self, name, *more, **contact):
        words = [word for key, value in contact.items() for word in (f"--{key.replace('_', '-')}", value)]
        return self.json(*CONTACT, *([] if "reached" in contact else ["--reached", "JOINT"]), *words, "--new-last",
                         name, "--new-first", "Ana", *more)

    def sound(self):
        found = self.json("check")
        self.assertEqual((found["damaged"], found["journal"], found["manifest"], found["dangling"], found["unsigned"]),
                         ([], "ok", "ok", [], []))


class TestContacts(Case):
    def test_attach_and_detach(self):
        named = self.youth("Pontdelune")
        nameless = self.json(*NEW, "--unknown", "attend le bus", "--date", "2020-10-01")
        told = self.json("contact", "attach", nameless["contact"], named["person"])
        self.assertEqual(set(told), {"before", "after"})
        self.assertEqual(told["before"], told["after"])
        self.assertEqual(set(told["before"]), {"contacts", "persons", "reached"})
        shown = self.json("person", "show", named["person"])
        self.assertEqual({contact["id"] for contact in shown["contacts"]}, {named["contact"], nameless["contact"]})
        self.assertEqual(shown["projects"][0]["stages"]["REPERE"], "2020-10-01")
        self.assertEqual(self.json("person", "show", nameless["person"])["contacts"], [])
        self.refused("contact", "attach", nameless["contact"], named["person"])
        back = self.json("contact", "detach", nameless["contact"])
        self.assertEqual(back["before"], back["after"])
        self.assertEqual(back["before"], told["after"])
        shown = self.json("person", "show", named["person"])
        self.assertEqual(shown["projects"][0]["stages"]["REPERE"], TODAY)
        self.refused("contact", "detach", nameless["contact"])
        group = self.json(*CONTACT, "--headcount", "6")
        self.refused("contact", "attach", group["contact"], named["person"])
        self.refused("contact", "attach", "0" * 32, named["person"])
        self.refused("contact", "attach", nameless["contact"], "0" * 32)
        self.refused("contact", "attach", nameless["contact"], status=2)
        self.sound()

    def test_same_day_is_told_and_completed(self):
        first = self.youth("Quaidebrume", reached="MESSAGE_LAISSE")
        self.assertNotIn("same_day", first)
        again = self.json(*NEW, "--person", first["person"], "--outcome", "RDV_PRIS")
        self.assertEqual(again["same_day"], first["contact"])
        other = self.youth("Ventdouest", reached="NON_JOINT")
        done = self.json(*NEW, "--person", other["person"], "--complete", other["contact"], "--outcome",
                         "ACTION_FAITE")
        self.assertEqual((done["contact"], done["stage"]), (other["contact"], "MOBILISE"))
        self.assertEqual(len(self.json("person", "show", other["person"])["contacts"]), 1)
        self.refused(*NEW, "--person", other["person"], "--complete", first["contact"])
        self.refused(*NEW, "--pseudonym", "X", "--complete", first["contact"], status=2)

    def test_refuses_to_be_recorded(self):
        before = self.json("progress", CODE)
        records = self.json("check")["records"]
        note = self.folder / "note"
        note.write_text("Canarinote")
        told = self.json(*CONTACT, "--refused", "--note-file", note)
        note.unlink()
        self.assertIsNone(told["person"])
        self.assertEqual(self.json("check")["records"], records + 1)
        self.assertEqual(self.json("progress", CODE), before)
        output = self.folder / "refus.jsonl"
        self.json("export", "--identified", "--output", output)
        self.assertNotIn("Canari", output.read_text())
        line = next(json.loads(line) for line in output.read_text().splitlines() if told["contact"] in line)
        self.assertEqual(line["identity"], {})
        self.assertIs(line["facts"]["refused_record"], True)
        self.refused(*CONTACT, "--refused", "--pseudonym", "Canari", status=2)

    def test_two_dates_and_several_authors(self):
        self.run_ctl("account", "add", "ines", "--role", "counsellor", "--structure",
                     "Mission Locale de Charleville-Mézières", "--new-password-file", self.password)
        told = self.youth("Toitdardoise", "--with", "ines", date="2020-09-01")
        contact = self.json("person", "show", told["person"])["contacts"][0]
        self.assertEqual(contact["date"], "2020-09-01")
        self.assertRegex(contact["entered_at"], r"^2\d\d\d-\d\d-\d\dT")
        self.assertNotEqual(contact["entered_at"][:10], "2020-09-01")
        self.assertEqual(len(contact["authors"]), 1)
        text = self.run_ctl("person", "show", told["person"]).stdout
        self.assertIn(contact["entered_at"][:10], text)
        self.assertIn("ines", text)


class TestWork(Case):
    def test_follow_ups(self):
        told = self.youth("Brumelune", next_step="RAPPELER", next=TODAY)
        waiting = self.json("followup", "list", "--team")
        self.assertEqual(set(waiting[0]), {"work", "contact", "person", "display", "day", "next_step", "project",
                                           "login"})
        line = next(line for line in waiting if line["person"] == told["person"] and line["work"] == "TODAY")
        self.assertEqual((line["contact"], line["next_step"], line["display"]),
                         (told["contact"], "RAPPELER", "Ana BRUMELUNE"))
        self.refused("followup", "done", told["contact"], "--date", "2020-11-15")
        self.assertIs(self.json("followup", "done", told["contact"])["done"], True)
        self.refused("followup", "done", told["contact"])
        self.assertNotIn((told["person"], "TODAY"), {(line["person"], line["work"])
                                                     for line in self.json("followup", "list")})
        self.assertLessEqual({"LATE", "SILENT", "INFORM"}, {line["work"] for line in waiting})

    def test_calls(self):
        never = self.youth("Nuageblanc", "--phone", "0639981122", reached="NON_JOINT", channel="PSAD")
        self.youth("Refusnet", "--phone", "0639981123", outcome="REFUS")
        lines = self.json("calls", "--from", f"project={CODE} never")
        self.assertEqual(set(lines[0]), {"person", "display", "phone", "project", "attempts", "last_attempt",
                                         "last_news", "wrong_number"})
        mine = next(line for line in lines if line["person"] == never["person"])
        self.assertEqual((mine["phone"], mine["attempts"], mine["last_attempt"]), ("0639981122", 1, TODAY))
        self.json(*CONTACT, "--reached", "NON_JOINT", "--mode", "VOIX", "--person", never["person"])
        lines = self.json("calls", "--from", f"project={CODE} never")
        self.assertEqual(next(line["attempts"] for line in lines if line["person"] == never["person"]), 2)
        self.assertNotIn("Ana REFUSNET", {line["display"] for line in self.json("calls", "--from", "")})
        attempts = [line["attempts"] for line in lines if not line["wrong_number"]]
        self.assertEqual(attempts, sorted(attempts))
        self.refused("calls", status=2)
        self.refused("calls", "--from", "project=nulle-part")
        self.refused("calls", "--from", "couleur=bleu")

    def test_referent(self):
        person = self.youth("Ardoisebleue")["person"]
        self.assertEqual(self.json("person", "assign", person, "--to", "maud"), {"persons": 1, "login": "maud"})
        self.refused("person", "assign", person, "--to", "personne")
        self.refused("person", "assign", person, status=2)
        self.assertEqual(self.json("person", "assign", "--from", "maud", "--nobody")["persons"], 1)
        self.assertNotIn("referent", self.json("person", "show", person)["facts"])


class TestPartners(Case):
    def test_directory_and_yield(self):
        added = self.json("partner", "add", "Boulangerie de Sedan", "--kind", "SENTINELLE", "--place", "08409",
                          "--person", "Madame Canari", "--phone", "0639981199")
        self.assertEqual(set(added), {"id", "name", "kind"})
        self.refused("partner", "add", "boulangerie DE sedan", "--kind", "SENTINELLE")
        self.refused("partner", "add", "Sans nature", status=2)
        for file in self.folder.glob("essai.reperes*"):
            for word in (b"Canari", b"Boulangerie", b"0639981199"):
                self.assertNotIn(word, file.read_bytes())
        told = self.youth("Cheminvert", via="Boulangerie de Sedan", reached="NON_JOINT", mode="VOIX")
        self.json(*NEW, "--person", told["person"])
        line = next(line for line in self.json("partner", "yield") if line["partner"] == added["id"])
        self.assertEqual((line["signalled"], line["in_target"], line["reached"], line["met"], line["mobilised"]),
                         (1, 1, 1, 1, 0))
        self.assertEqual(line["last"], TODAY)
        self.assertEqual(next(line for line in self.json("partner", "yield", "--project", "reims")
                              if line["partner"] == added["id"])["signalled"], 0)

    def test_a_director_sees_no_person(self):
        self.json("partner", "add", "Épicerie", "--kind", "SENTINELLE", "--person", "Monsieur Canari")
        self.json("account", "add", "dir", "--role", "director", "--new-password-file", self.password)
        text = json.dumps([self.json("partner", "yield", login="dir"), self.json("partner", "list", login="dir")])
        self.assertIn("picerie", text)
        self.assertNotIn("Canari", text)
        self.refused("calls", "--from", "", login="dir")

    def test_referrals(self):
        self.json("partner", "add", "E2C", "--kind", "FORMATION")
        person = self.youth("Pierreseche")["person"]
        told = self.json("orientation", "add", person, "--project", CODE, "--partner", "E2C", "--date", "2020-11-01")
        self.assertEqual((told["direction"], told["status"]), ("VERS", None))
        waiting = {line["orientation"]: line for line in self.json("followup", "list") if line["work"] == "ANSWER"}
        self.assertEqual(waiting[told["orientation"]]["day"], "2020-11-01")
        self.refused("orientation", "answer", told["orientation"], status=2)
        self.refused("orientation", "answer", told["orientation"], "--status", "PEUT_ETRE")
        answered = self.json("orientation", "answer", told["orientation"], "--status", "EN_COURS")
        self.assertEqual((answered["status"], answered["answered_on"]), ("EN_COURS", TODAY))
        self.assertEqual([line for line in self.json("followup", "list") if line["work"] == "ANSWER"], [])
        came = self.json("orientation", "add", person, "--project", CODE, "--partner", "E2C", "--from")
        self.assertEqual(came["direction"], "DEPUIS")
        line = next(line for line in self.json("partner", "yield") if line["name"] == "E2C")
        self.assertEqual((line["sent"], line["answered"], line["accepted"], line["signalled"]), (1, 1, 1, 1))
        self.assertEqual(len(self.json("orientation", "list")), 2)
        self.json("person", "erase", person, "--reason", "DEMANDE")
        self.assertEqual(self.json("orientation", "list"), [])
        self.sound()


class TestOutings(Case):
    def outing(self, *words):
        return self.json("outing", "add", "--project", CODE, "--channel", "BUS", "--place", "08105", *words)["outing"]

    def test_an_outing_with_its_numbers(self):
        outing = self.outing("--kind", "BUS", "--start", "14:00", "--end", "17:30", "--count", "A18_21:F=3", "--count",
                             "A16_17:M=2", "--flyers", "20", "--with", "maud")
        shown = self.json("outing", "show", outing)
        self.assertEqual(shown["facts"]["headcount"], 5)
        self.assertEqual(shown["sum"], {"headcount": 5, "nobody": False, "met": 0, "named": 0, "contacts": 0,
                                        "refused": 0, "absent": 0})
        for name in ("Un", "Deux", "Trois"):
            self.youth(f"Sortie{name.lower()}", outing=outing)
        self.json(*NEW, "--unknown", "bonnet rouge", "--outing", outing)
        shown = self.json("outing", "show", outing)
        self.assertEqual((shown["sum"]["headcount"], shown["sum"]["met"], shown["sum"]["named"]), (5, 4, 3))
        for number in range(4):  # more names than were counted raise the headcount
            self.youth(f"Sortieplus{number}", outing=outing)
        shown = self.json("outing", "show", outing)
        self.assertEqual((shown["sum"]["headcount"], shown["sum"]["named"]), (8, 7))
        counted = self.outing("--count", "A18_21:F=3", "--count", "A16_17:M=1")
        for headcount, all_met in (("2", 4), ("6", 6), ("5", 5)):  # those who were counted were met
            self.json(*CONTACT, "--headcount", headcount, "--outing", counted)
            self.assertEqual(self.json("outing", "show", counted)["facts"]["headcount"], all_met)
        line = next(line for line in self.json("outing", "list") if line["id"] == outing)
        self.assertEqual((line["headcount"], line["named"], line["kind"]), (8, 7, "BUS"))

    def test_nobody_met_is_a_fact(self):
        nobody, unsaid = self.outing("--nobody"), self.outing()
        lines = {line["id"]: line for line in self.json("outing", "list")}
        self.assertEqual((lines[nobody]["headcount"], lines[nobody]["nobody"]), (0, True))
        self.assertEqual((lines[unsaid]["headcount"], lines[unsaid]["nobody"]), (0, False))
        self.refused("outing", "add", "--project", CODE, "--channel", "BUS", "--nobody", "--headcount", "3", status=2)
        self.refused("outing", "add", "--project", CODE, "--channel", "BUS", "--count", "A18_21:F=trois")
        self.refused("outing", "add", "--project", CODE, "--channel", "BUS", "--count", "A18_21=3")
        self.refused("outing", "add", "--project", CODE, "--channel", "BUS", "--headcount", "3", "--date",
                     "2020-11-17")

    def test_a_permanence_expects_youths(self):
        people = [self.youth(f"Attendu{number}", reached="NON_JOINT", mode="VOIX")["person"] for number in range(3)]
        outing = self.outing("--kind", "PERMANENCE", "--date", TODAY,
                             *[word for person in people for word in ("--expected", person)])
        self.json(*CONTACT, "--reached", "JOINT", "--person", people[0], "--outing", outing)
        shown = self.json("outing", "absent", outing, people[1])
        self.assertEqual((shown["sum"]["absent"], shown["sum"]["met"]), (1, 1))
        self.refused("outing", "absent", outing, people[1])
        contact = self.json("person", "show", people[1])
        self.assertIsNone(contact["projects"][0]["stages"]["CONTACTE"])
        self.assertEqual({entry["reached"] for entry in contact["contacts"]}, {"NON_JOINT", "ABSENT"})
        shown = self.json("outing", "absent", "--undo", outing, people[1])
        self.assertEqual([line["state"] for line in shown["expected"]], ["CAME", "AWAITED", "AWAITED"])
        self.assertEqual((shown["sum"]["absent"], shown["sum"]["contacts"]), (0, 1))
        contact = self.json("person", "show", people[1])
        self.assertEqual({entry["reached"] for entry in contact["contacts"]}, {"NON_JOINT"})
        self.refused("outing", "absent", "--undo", outing, people[1])
        self.refused("outing", "absent", "--undo", outing, people[0])
        self.json("outing", "absent", outing, people[1])
        self.json("person", "merge", people[0], people[1])
        shown = self.json("outing", "show", outing)
        self.assertEqual([(line["person"], line["state"]) for line in shown["expected"]],
                         [(people[0], "CAME"), (people[2], "AWAITED")])
        self.refused("outing", "absent", outing, people[1])
        planned = self.outing("--kind", "PERMANENCE", "--date", "2020-11-23", "--expected", people[2])
        self.json("person", "erase", people[2], "--reason", "DEMANDE")
        self.assertNotIn("expected", self.json("outing", "show", planned)["facts"])
        self.sound()

    def paper(self, path):
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        pages = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        self.assertEqual(re.search(r"Pages: +(\d+)", pages)[1], "1")
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        return text

    def test_papers(self):
        note = self.folder / "note"
        note.write_text("Deux jeunes reviendront jeudi.\n" * 120)
        outing = self.outing("--count", "A18_21:F=3", "--note-file", note, "--with", "maud")
        self.youth("Horspapier", outing=outing)
        report = self.folder / "bilan.pdf"
        self.json("outing", "report", outing, "--output", report)
        text = self.paper(report)
        for word in ("Outing report", "Charleville-Mézières", "maud", "18-21", "Deux jeunes reviendront", "Internal"):
            self.assertIn(word, text)
        self.assertNotIn("HORSPAPIER", text.upper())
        self.refused("outing", "report", outing, "--output", report)
        again = self.folder / "encore.pdf"
        self.json("outing", "report", outing, "--output", again)
        self.assertEqual(report.read_bytes(), again.read_bytes())

        blank = self.folder / "feuille.pdf"
        done = self.run_ctl("outing", "sheet", "--output", blank, env={"LANGUAGE": "fr", "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.paper(blank)
        known = self.folder / "feuille-sortie.pdf"
        self.json("outing", "sheet", outing, "--output", known)
        self.assertIn("Charleville-Mézières", self.paper(known))
        self.refused("outing", "report", outing, status=2)
        self.refused("outing", "report", "0" * 32, "--output", self.folder / "rien.pdf")
        self.assertFalse((self.folder / "rien.pdf").exists())


class TestProfile(Case):
    def test_stages_and_parcours(self):
        person = self.youth("Parcoureur", date="2020-02-01")["person"]
        stage = ("stage", "set", person, "--project", CODE, "--stage")
        self.json(*stage, "ACCOMPAGNE", "--date", "2020-03-01", "--scheme", "PACEA", "--proof", "CERFA:12")
        self.json(*stage, "SORTI", "--date", "2020-04-01", "--exit", "FORMATION")
        shown = self.json("person", "show", person)["projects"][0]
        self.assertEqual((shown["stage"], shown["parcours"]), ("SORTI", 1))
        self.json(*CONTACT, "--reached", "NON_JOINT", "--person", person, "--date", "2020-05-01")
        self.assertEqual(self.json("person", "show", person)["projects"][0]["stage"], "SORTI")
        self.json(*NEW, "--person", person, "--date", "2020-06-01")
        shown = self.json("person", "show", person)["projects"][0]
        self.assertEqual((shown["stage"], shown["parcours"]), ("ACCOMPAGNE", 2))
        for day, expected in (("2020-01-31", {}), ("2020-02-15", {CODE: "RENCONTRE"}), ("2020-03-01",
                              {CODE: "ACCOMPAGNE"}), ("2020-05-15", {CODE: "SORTI"}), ("2020-06-02",
                              {CODE: "ACCOMPAGNE"})):
            self.assertEqual(self.json("person", "show", person, "--as-of", day)["as_of"]["stages"], expected, day)
        self.refused(*stage, "SORTI", "--date", "2020-06-02")
        self.refused(*stage, "SORTI", "--date", "2020-01-01", "--exit", "FORMATION")

    def test_evidence_for_an_auditor(self):
        person = self.json(*NEW, "--new-last", "Preuvelune", "--new-first", "Ida", "--age", 20)["person"]
        self.json("stage", "set", person, "--project", CODE, "--stage", "MOBILISE", "--date", TODAY, "--proof",
                  "EMARGEMENT:classeur 4")
        listed = self.json("evidence", CODE, "--basis", "MOBILISE")
        self.assertEqual([line["number"] for line in listed], list(range(1, len(listed) + 1)))
        self.assertEqual(sorted(line["date"] for line in listed), [line["date"] for line in listed])
        mine, = (line for line in listed if line["person"] == person)
        self.assertEqual((mine["stage"], mine["date"], mine["proof"]),
                         ("MOBILISE", TODAY, {"kind": "EMARGEMENT", "reference": "classeur 4"}))
        self.assertIn(mine["eligibility"]["answer"], ("OUI", "NON", "NSP"))
        reached = self.json("progress", CODE)[0]["reached"]
        self.assertEqual(len(self.json("evidence", CODE, "--basis", "REPERE")), reached)
        drawn = self.json("evidence", CODE, "--basis", "REPERE", "--sample", 4, "--seed", 7)
        self.assertEqual(len({line["number"] for line in drawn}), 4)
        self.assertEqual(drawn, self.json("evidence", CODE, "--basis", "REPERE", "--sample", 4, "--seed", 7))
        self.run_ctl("account", "add", "diane", "--role", "director", "--new-password-file", self.password)
        seen = self.json("evidence", CODE, "--basis", "MOBILISE", login="diane")
        self.assertEqual(seen, [{key: line[key] for key in line if key != "person"} for line in listed])
        self.refused("evidence", CODE, status=2)

    def test_profile_and_dates(self):
        person = self.youth("Profilee", "--age", "17", date="2020-03-01", situation="SANS_ACTIVITE")["person"]
        self.json("person", "set", person, "--situation", "FORMATION", "--date", "2020-09-01", "--level", "N3",
                  "--public", "DECROCHEUR=yes", "--public", "PRECARITE=no", "--representative", "yes",
                  "--training-duty", "no")
        self.json("person", "set", person, "--zone", "QPV=yes", "--date", "2020-02-01", "--until", "2020-06-30")
        facts = self.json("person", "show", person)["facts"]
        self.assertEqual((facts["level"], facts["representative"], facts["training_duty"]), ("N3", "OUI", "NON"))
        self.assertEqual(facts["publics_no"], ["PRECARITE"])
        then = self.json("person", "show", person, "--as-of", "2020-04-01")["as_of"]
        self.assertEqual((then["situation"], then["age"]), ("SANS_ACTIVITE", 17))
        self.assertEqual(then["publics_yes"], ["NEET", "QPV", "DECROCHEUR", "MINEUR"])
        now = self.json("person", "show", person, "--as-of", "2020-10-01")["as_of"]
        self.assertEqual(now["situation"], "FORMATION")
        self.assertNotIn("NEET", now["publics_yes"])
        self.json("person", "set", person, "--public", "PRECARITE=?")
        self.assertNotIn("publics_no", self.json("person", "show", person)["facts"])
        self.json("person", "set", person, "--birth", "1990-01-01")  # a correction moves the age that counts
        shown = self.json("person", "show", person)
        self.assertEqual(shown["facts"]["ages"][0]["age"], 30)
        self.assertIs(shown["projects"][0]["in_target"], False)
        self.refused("person", "set", person, "--birth", "2021-01-01")
        self.refused("person", "set", person, "--public", "COULEUR=yes")
        self.refused("person", "set", "0" * 32, "--level", "N3")
        self.sound()

    def test_eligibility_with_its_reason(self):
        for age, answer, reason in (("15", "NON", "TROP_JEUNE"), ("41", "NON", "TROP_AGE"),
                                    ("20", "OUI", "CONDITIONS_REMPLIES")):
            person = self.youth(f"Eligible{age}", "--age", age)["person"]
            shown = self.json("person", "show", person)
            self.assertEqual(shown["projects"][0]["eligibility"],
                             {"on": TODAY, "answer": answer, "reason": reason, "public": None})
            self.assertEqual(shown["contacts"][0]["eligibility"]["answer"], answer)
        person = self.youth("Eligiblesansage")["person"]
        self.assertEqual(self.json("person", "show", person)["projects"][0]["eligibility"]["reason"], "AGE_NON_NOTE")
        person = self.youth("Bientoteligible", "--age", "15", date="2020-01-02")["person"]
        self.json("person", "set", person, "--birth", "2004-06-01")
        self.json(*NEW, "--person", person)
        answers = {contact["date"]: contact["eligibility"]["answer"]
                   for contact in self.json("person", "show", person)["contacts"]}
        self.assertEqual(answers, {"2020-01-02": "NON", TODAY: "OUI"})

    def test_settings_of_a_project(self):
        told = self.json("project", "settings", CODE, "--silent-months", "2", "--rural", "08328", "--from",
                         "2019-01-01")
        self.assertEqual((told["silent_months"], told["rural"]), (2, ["08328"]))
        person = self.youth("Rurale", "--home", "08328")["person"]
        facts = self.json("person", "show", person)["facts"]
        self.assertEqual((facts["publics_yes"], facts["zones"][0]["zone"]), (["RURAL"], "RURAL"))
        person = self.youth("Citadine", "--home", "08105")["person"]
        self.assertNotIn("publics_yes", self.json("person", "show", person)["facts"])
        self.assertEqual(self.json("project", "settings", CODE, "--not-rural", "08328")["rural"], [])
        self.refused("project", "settings", CODE, "--silent-months", "0")
        self.refused("project", "settings", CODE, "--rural", "99999")
        self.refused("project", "settings", "nulle-part", "--silent-months", "2")

    def test_justice_switched_off(self):
        self.json("partner", "add", "SPIP des Essais", "--kind", "JUSTICE")
        before = self.youth("Avantla", "--public", "JUSTICE", channel="JUSTICE", via="SPIP des Essais")["person"]
        self.json("project", "settings", CODE, "--justice", "no")
        try:
            shown = self.json("person", "show", before)
            text = json.dumps(shown)
            for word in ("JUSTICE", "via"):
                self.assertNotIn(word, text)
            self.assertEqual(shown["contacts"][0]["channel"], "AUTRE")
            self.assertIn("JUSTICE", self.refused(*NEW, "--new-last", "Refusee", "--new-first", "Ana", "--public",
                                                  "JUSTICE"))
            self.refused(*NEW, "--new-last", "Refusee", "--new-first", "Ana", "--situation", "DETENTION")
            after = self.youth("Apresla", channel="JUSTICE", via="SPIP des Essais")
            output = self.folder / "justice.jsonl"
            self.json("export", "--identified", "--output", output)
            line = next(json.loads(line) for line in output.read_text().splitlines() if after["contact"] in line
                        and json.loads(line)["kind"] == "contact")
            self.assertEqual(line["facts"]["channel"], "AUTRE")
            self.assertNotIn("via", line["facts"])
            self.assertRegex(line["identity"]["via_sealed"], r"^[0-9a-f]{32}$")
            self.assertIn("JUSTICE", self.refused("orientation", "add", before, "--project", CODE, "--partner",
                                                  "SPIP des Essais"))
            self.youth("Handicapee", "--public", "HANDICAP")  # health is another switch
        finally:
            self.json("project", "settings", CODE, "--justice", "yes")
        self.assertIn("JUSTICE", json.dumps(self.json("person", "show", before)))


def case(test):
    def run():
        result = unittest.TestResult()
        test.run(result)
        for _, text in result.failures + result.errors:
            raise AssertionError(text)
    return test.id(), run


if __name__ == "__main__":
    suites = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    cases = []
    for suite in suites:
        tests = list(suite)
        for number, test in enumerate(tests):
            name, run = case(test)

            def wrapped(run=run, kind=type(test), first=number == 0, last=number == len(tests) - 1):
                if first:
                    kind.setUpClass()
                try:
                    run()
                finally:
                    if last:
                        kind.tearDownClass()
            cases.append((name, wrapped))
    tap.run(cases)
