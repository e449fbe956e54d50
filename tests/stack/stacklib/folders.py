# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the stack keeps things: a cache that every stack shares, and the folder of one stack."""

import json
import os
import pathlib
import shutil
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent.parent
PROJECT = HERE.parent.parent


def cache_folder():
    chosen = os.environ.get("SIGNALBOX_CACHE_DIR")
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(chosen) if chosen else pathlib.Path(base) / "signalbox"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def default_state_folder():
    chosen = os.environ.get("STACK_STATE")
    if chosen:
        return pathlib.Path(chosen)
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and os.access(runtime, os.W_OK):
        return pathlib.Path(runtime) / "signalbox-stack"
    return pathlib.Path(tempfile.gettempdir()) / f"signalbox-stack-{os.getuid()}"


def write_private(path, text):
    """Replaces a file in one step; only its owner may read it, from the first moment on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    unfinished.replace(path)


class State:
    """The folder of one stack, and the facts in it that outlive the command that found them."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.logs = self.folder / "logs"
        self.lock = threading.RLock()
        self._file = self.folder / "state.json"
        self._facts = json.loads(self._file.read_text()) if self._file.exists() else {}

    @property
    def exists(self):
        return bool(self._facts)

    def create(self):
        """Starts afresh; the logs of the stack before are the only thing lost."""
        self.forget()
        shutil.rmtree(self.logs, ignore_errors=True)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.logs.mkdir(mode=0o700)

    def forget(self):
        """Removes everything but the logs."""
        self._facts = {}
        if not self.folder.exists():
            return
        for entry in self.folder.iterdir():
            if entry.is_dir() and entry != self.logs:
                shutil.rmtree(entry)
            elif entry.is_file():
                entry.unlink()

    def __getitem__(self, key):
        return self._facts[key]

    def get(self, key, default=None):
        return self._facts.get(key, default)

    def __setitem__(self, key, value):
        with self.lock:
            self._facts[key] = value
            write_private(self._file, json.dumps(self._facts, indent=2))
