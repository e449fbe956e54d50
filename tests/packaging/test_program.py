# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written about the program is what the program says: test_program.py PROGRAM"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = sys.argv.pop()
PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
READER = "".join((PROJECT / "models" / "profile" / f"{name}.cpp").read_text(encoding="utf-8") for name in ("profilereader", "receiver", "metricsources"))


def signalbox(*arguments):
    environment = os.environ | {"LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False)


def section(title):
    """The lines below a heading of the README, to the next heading."""
    return re.search(rf"(?ms)^##+ {re.escape(title)}\n(.*?)(?=^##|\Z)", README).group(1)


def rows(text):
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [each for each in cells if not set(each[0]) <= set("-: ")][1:]


def source_texts():
    """All of the program's source, with literals that go over several lines joined."""
    files = [file for room in ("app", "models", "ui") for file in (PROJECT / room).rglob("*.cpp")]
    return re.sub(r'"(_s)?\s*\n\s*u?"', "", "\n".join(file.read_text(encoding="utf-8") for file in files))


class Keys(unittest.TestCase):
    def setUp(self):
        help_text = signalbox("--help").stdout
        self.told = dict(re.findall(r"(?m)^  ([a-z_.]+) {2,}(.+)$", help_text.split("profiles.toml, ", 1)[1]))

    def test_are_all_that_the_reader_knows(self):
        read = set(re.findall(r'(?:text|texts|requiredText|flag)\("(\w+)"|readPath\(table, "(\w+)"', READER))
        read = {one or other for one, other in read} - {"disable_host_verification"}  # known in order to be refused
        self.assertEqual(read, {name.rsplit(".", 1)[-1] for name in self.told})

    def test_stand_in_the_readme_as_in_the_help(self):
        written = {name.strip("`"): text for name, text in rows(section("Every key of `profiles.toml`"))}
        self.assertEqual(self.told, written)


class Troubles(unittest.TestCase):
    def test_are_quoted_as_the_program_says_them(self):
        source = source_texts()
        quoted = [words for trouble, _ in rows(section("When it doesn't work")) for words in re.findall("“([^”]+)”", trouble)]
        self.assertGreaterEqual(len(quoted), 10)
        for words in quoted:
            for part in filter(None, words.split("…")):
                self.assertIn(part.strip(), source)


class ExitStatus(unittest.TestCase):
    def test_of_an_error_is_its_own(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(4, signalbox("--colour").returncode)
            self.assertEqual(4, signalbox("stauts").returncode)
            for verb in ([], ["status"]):
                ended = signalbox(*verb, "--config", folder)
                self.assertEqual((4, ""), (ended.returncode, ended.stdout))
                self.assertIn("profiles.toml", ended.stderr)


class Display(unittest.TestCase):
    def test_without_one_there_is_a_sentence_and_no_abort(self):
        for display in ("", ":987"):
            environment = {name: value for name, value in os.environ.items() if not name.startswith(("WAYLAND", "QT_"))}
            environment |= {"LC_ALL": "C.UTF-8", "DISPLAY": display}
            ended = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=False)
            self.assertEqual((4, ""), (ended.returncode, ended.stdout))
            self.assertIn("there is no display", ended.stderr)


class SecondStart(unittest.TestCase):
    PROFILES = """
[profile.eu]
address = "127.0.0.1:9"
environment = "development"
[profile.eu.oidc]
issuer = "http://127.0.0.1:9"
client_id = "signalbox"
"""

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, "--config", self.home, *arguments], env=self.environment, stderr=subprocess.PIPE, text=True)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name
        (pathlib.Path(self.home) / "profiles.toml").write_text(self.PROFILES, encoding="utf-8")
        runtime = pathlib.Path(self.home) / "runtime"
        runtime.mkdir(mode=0o700)
        self.sockets = runtime / "signalbox"
        self.log = pathlib.Path(self.home) / "state" / "signalbox" / "eu" / "signalbox.log"
        self.environment = os.environ | {
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_STATE_HOME": str(pathlib.Path(self.home) / "state"),
        }
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self.first = self.start()
        self.addCleanup(self.end, self.first)
        self.wait_for(lambda: self.log.exists() and "started on" in self.log.read_text(encoding="utf-8"))

    def end(self, program):
        program.kill()
        program.communicate()

    def wait_for(self, is_so):
        until = time.monotonic() + 20
        while not is_so():
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def test_raises_the_first_and_ends(self):
        second = self.start()
        _, told = second.communicate(timeout=20)
        self.assertEqual(0, second.returncode)
        self.assertIn("--new-window", told)
        self.assertIsNone(self.first.poll())

    def test_is_another_window_if_asked_or_if_the_first_is_gone(self):
        other = self.start("--new-window")
        self.addCleanup(self.end, other)
        self.wait_for(lambda: self.log.read_text(encoding="utf-8").count("started on") == 2)
        self.first.kill()
        self.first.wait()
        third = self.start()
        self.addCleanup(self.end, third)
        self.wait_for(lambda: self.log.read_text(encoding="utf-8").count("started on") == 3)
        self.assertIsNone(third.poll())

    def test_leaves_what_a_bug_report_needs(self):
        for word in ("commit", "gRPC", "profiles.toml", "window.ini"):
            self.wait_for(lambda word=word: word in self.log.read_text(encoding="utf-8"))


class Version(unittest.TestCase):
    def test_is_the_newest_of_the_changelog(self):
        changes = (PROJECT / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8")
        newest = re.search(r"(?m)^## (\d+\.\d+\.\d+)\b", changes).group(1)
        self.assertEqual(f"signalbox {newest}\n", signalbox("--version").stdout)


unittest.main()
