#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over Signalbox's own sources, and clazy over those that are shipped: lint.py BUILD-FOLDER

A source that passed is not looked at again until it, a header of ours that it includes, its compiler's options or the
checks change. Needs a finished build, whose record of included headers it reads. Loads lintscope.cpp into clang-tidy.

Nearly all of their time goes into reading headers. Where much changed they read the sources of a folder together, and
alone only what they have something to say of. Few are read alone, which also shows that each includes what it uses, and
lets misc-unused-using-decls speak, which looks at nothing else.
"""

import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SHIPPED = [PROJECT / room for room in ("app", "ui", "models")]
ROOMS = [*SHIPPED, PROJECT / "tests"]
SCOPE = PROJECT / "tests" / "lintscope.cpp"
SCOPE_BUILD = ["c++", "-std=c++17", "-O1", "-fPIC", "-shared", "-fno-rtti", "-isystem", "/usr/lib/llvm-14/include"]
FEW = 40
AT_ONCE = 16
# Each test has a main.
UNIT_OF_TESTS = """#include <QtTest/QtTest>
#undef QTEST_MAIN
#undef QTEST_GUILESS_MAIN
#undef QTEST_APPLESS_MAIN
#define QTEST_MAIN(Test)
#define QTEST_GUILESS_MAIN(Test)
#define QTEST_APPLESS_MAIN(Test)
"""


def stamps_folder():
    chosen = os.environ.get("SIGNALBOX_CACHE_DIR")
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = (pathlib.Path(chosen) if chosen else pathlib.Path(base) / "signalbox") / "lint"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def scope_plugin(build):
    plugin = build / "lintscope.so"
    if not plugin.exists() or plugin.stat().st_mtime < SCOPE.stat().st_mtime:
        subprocess.run([*SCOPE_BUILD, str(SCOPE), "-o", str(plugin)], check=True)
    return plugin


def included(build):
    """Object file -> the files of ours that it was made from."""
    found = {}
    record = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], capture_output=True, text=True, check=True).stdout
    for block in record.split("\n\n"):
        lines = block.splitlines()
        if lines and ": #deps" in lines[0]:
            files = [(build / line.strip()).resolve() for line in lines[1:]]
            found[lines[0].split(":")[0]] = sorted(file for file in files if PROJECT in file.parents and build not in file.parents)
    return found


def commands_of_clang(build):
    """The compiler's commands, one for each source, without the headers that gcc precompiled: clang can't read them, and a
    source has to include what it uses. Left beside the build's own, for clazy to read."""
    written = (build / "compile_commands.json").read_text()
    found = {}
    for entry in json.loads(re.sub(r" -Winvalid-pch -include \S+/cmake_pch\.hxx", "", written)):
        if "/cmake_pch." in entry["file"] or "/precompiled/" in entry["file"]:
            continue
        output = entry["command"].split(" -o ")[1].split()[0]
        for source in sources_of(entry["file"]):
            command = entry["command"].replace(entry["file"], source)
            found[source] = {"directory": entry["directory"], "file": source, "command": command, "output": output}
    commands_folder(build).mkdir(exist_ok=True)
    (commands_folder(build) / "compile_commands.json").write_text(json.dumps(list(found.values()), indent=1))
    return list(found.values())


def sources_of(file):
    """Those that a build by several at once compiles as this file, or itself."""
    if "/Unity/" not in file:
        return [file]
    return re.findall(r'(?m)^#include "(.+)"$', pathlib.Path(file).read_text(encoding="utf-8"))


def commands_folder(build):
    return build / "lint"


def clang_tidy(build, sources):
    command = ["clang-tidy-14", "--load", str(scope_plugin(build))]
    # Sources too, for they stand in a unit of several as headers do.
    ours = r"--header-filter=/(app|ui|models|tests)/.*\.(h|cpp)$"
    # Warnings are the compiler's business in the build, where it treats them as errors.
    options = ["--quiet", ours, "--extra-arg=-Wno-error", "--extra-arg=-Wno-unknown-warning-option"]
    return Lint(build, sources, command, options, ROOMS, [PROJECT / ".clang-tidy", SCOPE])


def clazy(build, sources):
    asked = PROJECT / ".clazy"
    checks = re.search(r"(?m)^CHECKS (.+)$", asked.read_text(encoding="utf-8")).group(1)
    ours = r"--header-filter=/(app|ui|models)/.*\.(h|cpp)$"
    options = [f"--checks={checks}", ours, "--extra-arg=-Wno-everything", "--extra-arg=-Wno-error"]
    return Lint(build, sources, ["clazy-standalone"], options, SHIPPED, [asked])


class Unit:
    """Sources of one folder, to be read as if they were one."""

    def __init__(self, entries):
        self.entries = entries

    def halves(self):
        middle = len(self.entries) // 2
        return Unit(self.entries[:middle]), Unit(self.entries[middle:])

    def options(self):
        """Of the compiler, each once: every source has a folder of its own for generated code."""
        commands = [shlex.split(entry["command"].replace("-isystem ", "-isystem")) for entry in self.entries]
        return list(dict.fromkeys(option for command in commands for option in command[1 : command.index("-o")]))

    def write(self, folder):
        """A file that includes them, with a name for just these."""
        sources = [pathlib.Path(entry["file"]) for entry in self.entries]
        head = UNIT_OF_TESTS if PROJECT / "tests" in sources[0].parents else ""
        text = head + "".join(f'#include "{source}" // NOLINT\n' for source in sources)
        unit = folder / f"unit-{hashlib.sha256(text.encode()).hexdigest()[:16]}.cpp"
        unit.write_text(text)
        return unit


def units(entries, at_once):
    """The sources by folder, so many together at most, and none with another that has a name for itself in common with it:
    read as one, that would be an error."""
    begun = {}
    for entry in entries:
        source = pathlib.Path(entry["file"])
        own = own_names(source.read_text(encoding="utf-8"))
        for members, names in begun.setdefault(source.parent, []):
            if len(members) < at_once and not own & names:
                members.append(entry)
                names |= own
                break
        else:
            begun[source.parent].append(([entry], own))
    return [Unit(members) for of_folder in begun.values() for members, _ in of_folder]


def own_names(source):
    """What a source declares in a namespace without a name."""
    nameless = "\n".join(re.findall(r"(?ms)^namespace \{$(.*?)^\}", source))
    return set(re.findall(r"(?m)^(?![ }/#]|using |template|p\w+:)[^({=;]*?(\w+)(?: final)?(?:[ =({;[]*[={(;[]|$| :)", nameless))


class Lint:
    """One program that complains: its command, the rooms it is for and the files that say what it looks for."""

    def __init__(self, build, sources, command, options, rooms, settings):
        self._build = build
        self._command = [*command, *options]
        self._rooms = rooms
        self._included = sources
        self._stamps = stamps_folder()
        version = subprocess.run([command[0], "--version"], capture_output=True, check=True).stdout
        self._common = version + b"".join(file.read_bytes() for file in settings) + " ".join(options).encode()

    def run(self, entries, pool):
        """Whether the program has nothing to say."""
        ours = [entry for entry in entries if any(room in pathlib.Path(entry["file"]).parents for room in self._rooms)]
        changed = [entry for entry in ours if not self._stamp(entry).exists()]
        together = units(changed, AT_ONCE if len(changed) > FEW else 1)
        complaints = [complaint for found in pool.map(self._check, together) for complaint in found]
        print("\n".join(complaints), end="")
        print(f"{self._command[0]}: {len(ours)} sources, {len(changed)} read, {len(complaints)} with complaints", flush=True)
        return not complaints

    def _check(self, unit):
        """What the program says of each source that is not in order. Sources can't always be read together (two may have
        a name for themselves in common), so what a unit has to say is asked of its halves, at last of each source."""
        alone = len(unit.entries) == 1
        result = subprocess.run(self._command_for(unit), capture_output=True, text=True, check=False, cwd=self._build)
        # clazy ends well whatever it has to say.
        if result.returncode == 0 and ": warning: " not in result.stderr:
            for entry in unit.entries:
                self._stamp(entry).touch()
            return []
        if alone:
            return [result.stdout + result.stderr]
        return [complaint for half in unit.halves() for complaint in self._check(half)]

    def _command_for(self, unit):
        folder = commands_folder(self._build)
        if len(unit.entries) == 1:
            return [*self._command, "-p", str(folder), unit.entries[0]["file"]]
        return [*self._command, str(unit.write(folder)), "--", *unit.options()]

    def _stamp(self, entry):
        # Paths are left out, so that a clone elsewhere has the same key.
        options = entry["command"].split(" -o ")[0].replace(str(self._build), "").replace(str(PROJECT), "")
        key = hashlib.sha256(self._common + options.encode())
        source = pathlib.Path(entry["file"])
        for file in self._included.get(entry["output"], []) or [source]:
            if file.suffix == ".cpp" and file != source:  # compiled with it in one
                continue
            key.update(file.relative_to(PROJECT).as_posix().encode() + b"\0" + file.read_bytes())
        return self._stamps / key.hexdigest()


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    entries = commands_of_clang(build)
    sources = included(build)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        passed = [lint(build, sources).run(entries, pool) for lint in (clang_tidy, clazy)]
    sys.exit(0 if all(passed) else 1)


main()
