#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over Signalbox's own sources, and clazy over those that are shipped: lint.py BUILD-FOLDER

A source that passed is not looked at again until it, a header of ours that it includes, its compiler's options or the
checks change. Needs a finished build, whose record of included headers it reads. Loads lintscope.cpp into clang-tidy.
"""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SHIPPED = [PROJECT / room for room in ("app", "ui", "models")]
ROOMS = [*SHIPPED, PROJECT / "tests"]
SCOPE = PROJECT / "tests" / "lintscope.cpp"
SCOPE_BUILD = ["c++", "-std=c++17", "-O1", "-fPIC", "-shared", "-fno-rtti", "-isystem", "/usr/lib/llvm-14/include"]


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
    """The compiler's commands without the headers that gcc precompiled: clang can't read them, and a source has to include
    what it uses. Each source once, however many targets it is part of, for the programs look at it with every command they
    find. Left beside the build's own, for the programs to read."""
    written = (build / "compile_commands.json").read_text()
    entries = json.loads(re.sub(r" -Winvalid-pch -include \S+/cmake_pch\.hxx", "", written))
    entries = {
        entry["file"]: entry
        for entry in reversed(entries)
        if "/cmake_pch." not in entry["file"] and "/precompiled/" not in entry["file"]
    }
    entries = list(reversed(entries.values()))
    commands_folder(build).mkdir(exist_ok=True)
    (commands_folder(build) / "compile_commands.json").write_text(json.dumps(entries, indent=1))
    return entries


def commands_folder(build):
    return build / "lint"


def clang_tidy(build, sources):
    command = ["clang-tidy-14", "--load", str(scope_plugin(build))]
    # Warnings are the compiler's business in the build, where it treats them as errors.
    options = ["--quiet", "--extra-arg=-Wno-error", "--extra-arg=-Wno-unknown-warning-option"]
    return Lint(build, sources, command, options, ROOMS, [PROJECT / ".clang-tidy", SCOPE])


def clazy(build, sources):
    asked = PROJECT / ".clazy"
    checks = re.search(r"(?m)^CHECKS (.+)$", asked.read_text(encoding="utf-8")).group(1)
    ours = r"--header-filter=/(app|ui|models)/.*\.h$"
    options = [f"--checks={checks}", ours, "--extra-arg=-Wno-everything", "--extra-arg=-Wno-error"]
    return Lint(build, sources, ["clazy-standalone"], options, SHIPPED, [asked])


class Lint:
    """One program that complains: its command, the rooms it is for and the files that say what it looks for."""

    def __init__(self, build, sources, command, options, rooms, settings):
        self._build = build
        self._command = [*command, "-p", str(commands_folder(build)), *options]
        self._rooms = rooms
        self._included = sources
        self._stamps = stamps_folder()
        version = subprocess.run([command[0], "--version"], capture_output=True, check=True).stdout
        self._common = version + b"".join(file.read_bytes() for file in settings) + " ".join(options).encode()

    def run(self, entries, pool):
        """Whether the program has nothing to say."""
        ours = [entry for entry in entries if any(room in pathlib.Path(entry["file"]).parents for room in self._rooms)]
        complaints = [complaint for complaint in pool.map(self._check, ours) if complaint]
        print("\n".join(complaints), end="")
        print(f"{self._command[0]}: {len(ours)} sources, {len(complaints)} with complaints", flush=True)
        return not complaints

    def _check(self, entry):
        """None if the source is in order or unchanged since it was, else what the program says."""
        stamp = self._stamps / self._key(entry)
        if stamp.exists():
            return None
        result = subprocess.run([*self._command, entry["file"]], capture_output=True, text=True, check=False)
        # clazy ends well whatever it has to say.
        if result.returncode == 0 and ": warning: " not in result.stderr:
            stamp.touch()
            return None
        return result.stdout + result.stderr

    def _key(self, entry):
        # Paths are left out, so that a clone elsewhere has the same key.
        options = entry["command"].replace(str(self._build), "").replace(str(PROJECT), "")
        key = hashlib.sha256(self._common + options.encode())
        for file in self._included.get(entry["output"], []) or [pathlib.Path(entry["file"])]:
            key.update(file.relative_to(PROJECT).as_posix().encode() + b"\0" + file.read_bytes())
        return key.hexdigest()


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    entries = commands_of_clang(build)
    for entry in entries:
        entry["output"] = entry["command"].split(" -o ")[1].split()[0]
    sources = included(build)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        passed = [lint(build, sources).run(entries, pool) for lint in (clang_tidy, clazy)]
    sys.exit(0 if all(passed) else 1)


main()
