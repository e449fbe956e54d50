#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over Signalbox's own sources: lint.py BUILD-FOLDER

A source that passed is not looked at again until it, a header of ours that it includes, its compiler's options or the
checks change. Needs a finished build, whose record of included headers it reads. Loads lintscope.cpp into clang-tidy.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PROJECT = pathlib.Path(__file__).resolve().parent.parent
ROOMS = [PROJECT / room for room in ("app", "ui", "models", "tests")]
TIDY = "clang-tidy-14"
SCOPE = PROJECT / "tests" / "lintscope.cpp"
SCOPE_BUILD = ["c++", "-std=c++17", "-O1", "-fPIC", "-shared", "-fno-rtti", "-isystem", "/usr/lib/llvm-14/include"]
# Warnings are the compiler's business in the build, where it treats them as errors.
OPTIONS = ["--quiet", "--extra-arg=-Wno-error", "--extra-arg=-Wno-unknown-warning-option"]


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


class Lint:
    def __init__(self, build):
        self._build = build
        self._included = included(build)
        self._stamps = stamps_folder()
        version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
        self._common = version + (PROJECT / ".clang-tidy").read_bytes() + SCOPE.read_bytes() + " ".join(OPTIONS).encode()
        self._command = [TIDY, "--load", str(scope_plugin(build)), "-p", str(build), *OPTIONS]

    def check(self, entry):
        """None if the source is in order or unchanged since it was, else what clang-tidy says."""
        stamp = self._stamps / self._key(entry)
        if stamp.exists():
            return None
        result = subprocess.run([*self._command, entry["file"]], capture_output=True, text=True, check=False)
        if result.returncode == 0:
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
    entries = json.loads((build / "compile_commands.json").read_text())
    ours = [entry for entry in entries if any(room in pathlib.Path(entry["file"]).parents for room in ROOMS)]
    for entry in ours:
        entry["output"] = entry["command"].split(" -o ")[1].split()[0]
    lint = Lint(build)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = [complaint for complaint in pool.map(lint.check, ours) if complaint]
    print("\n".join(complaints), end="")
    print(f"clang-tidy: {len(ours)} sources, {len(complaints)} with complaints")
    sys.exit(1 if complaints else 0)


main()
