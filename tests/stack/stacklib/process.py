# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts, watches and ends processes, each in a session of its own, and never by name."""

import os
import pathlib
import random
import signal
import socket
import subprocess
import threading
import time


class StackError(Exception):
    """Something that keeps the stack from standing; the text is for the person at the terminal."""


class GivenUp(StackError):
    """The work was ended because other work failed or the person at the terminal said so."""


# Set once, when the command is about to end; whatever waits stops waiting.
giving_up = threading.Event()


def free_ports(names):
    """A free port for each name, below the range the kernel gives to outgoing connections."""
    taken, ports = [], {}
    for name in names:
        while name not in ports:
            candidate = socket.socket()
            try:
                candidate.bind(("127.0.0.1", random.randrange(15000, 32000)))
            except OSError:
                candidate.close()
                continue
            taken.append(candidate)
            ports[name] = candidate.getsockname()[1]
    for held in taken:
        held.close()
    return ports


def start(state, name, command, environment=None, folder=None):
    """Starts a process whose output goes to logs/NAME.log, and records it at once."""
    with open(state.logs / f"{name}.log", "ab") as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder or state.folder,
            env=os.environ | (environment or {}),
            start_new_session=True,
        )
    with state.lock:
        state["processes"] = state.get("processes", {}) | {name: [child.pid, started_at(child.pid)]}
    return child.pid


def alive(state, name):
    return bool(members(*state.get("processes", {}).get(name, [0, 0])))


def end(state, name, sort=signal.SIGTERM, patience=15.0):
    """Ends a process and all it started; kills what doesn't go in time."""
    recorded = state.get("processes", {})
    if name not in recorded:
        return
    group, since = recorded[name]
    deadline = time.monotonic() + patience
    send(members(group, since), sort)
    while members(group, since):
        if time.monotonic() > deadline:
            send(members(group, since), signal.SIGKILL)
        time.sleep(0.02)
    with state.lock:
        state["processes"] = {key: value for key, value in state["processes"].items() if key != name}


def tell(state, name, sort):
    send(members(*state["processes"][name]), sort)


def send(processes, sort):
    for pid in processes:
        try:
            os.kill(pid, sort)
        except ProcessLookupError:
            continue


def members(group, since):
    """The living processes of a group that began no earlier than its leader: a number used again is not ours."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = stat_fields(int(entry.name))
            if fields and fields[0] != "Z" and int(fields[2]) == group and int(fields[19]) >= since:
                found.append(int(entry.name))
    return found


def started_at(pid):
    fields = stat_fields(pid)
    return int(fields[19]) if fields else 0


def stat_fields(pid):
    """The fields of /proc/PID/stat behind the command's name: state, parent, group, …"""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def wait_until(state, name, ready, seconds):
    """Polls until ready() is true; gives up when the process ends or the time is over."""
    deadline = time.monotonic() + seconds
    log = state.logs / f"{name}.log"
    while not ready():
        if not alive(state, name):
            raise StackError(f"{name} ended while starting; {ending(log)}")
        if time.monotonic() > deadline:
            raise StackError(f"{name} wasn't ready after {seconds} s; {ending(log)}")
        if giving_up.wait(0.05):
            raise GivenUp(f"{name} was given up")


def ending(log):
    lines = log.read_text(errors="replace").splitlines()[-15:]
    return "\n".join([f"{log} ends with:", *lines])


def run_to_end(what, command, log, environment=None):
    """Runs a step to its end; when it fails, the end of its output is in the error."""
    log.parent.mkdir(exist_ok=True)
    with open(log, "wb") as output:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=os.environ | (environment or {}),
            start_new_session=True,
        )
    while child.poll() is None:
        if giving_up.wait(0.05):
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise GivenUp(f"{what} was given up")
    if child.returncode != 0:
        raise StackError(f"{what} failed ({child.returncode}); {ending(log)}")
