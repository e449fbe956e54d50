# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Python workers: one process that serves the queues it is told to."""

import json

from . import names, process
from .folders import HERE, write_private

NAME = "workers"
SCRIPTS = HERE / "workers"


def start(state, python):
    want(state, names.STAFFED_QUEUES)
    process.start(state, NAME, [str(python), str(SCRIPTS / "serve.py")], environment(state))


def wait(state):
    process.wait_until(state, NAME, lambda: serving(state) == wanted(state), 60)


def set_staffed(state, namespace, queue, staffed):
    """Starts or stops the worker of one queue and waits until it is so."""
    queue = f"{namespace}.{queue}"
    want(state, (wanted(state) | {queue}) if staffed else (wanted(state) - {queue}))
    wait(state)


def run_script(state, python, script, *arguments):
    """Runs one of the scripts beside the workers to its end."""
    command = [str(python), str(SCRIPTS / script), *arguments]
    process.run_to_end(script, command, state.logs / f"{script}.log", environment(state))


def environment(state):
    return {"STACK_STATE": str(state.folder), "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def want(state, queues):
    write_private(state.folder / NAME / "wanted.json", json.dumps(sorted(queues)))


def wanted(state):
    return read_list(state.folder / NAME / "wanted.json")


def serving(state):
    return read_list(state.folder / NAME / "running.json")


def read_list(file):
    return set(json.loads(file.read_text())) if file.exists() else set()
