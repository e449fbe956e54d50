#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""drill.py CONSOLE  loses a cluster and gets it back: README.md, "After a disaster", on a real PostgreSQL.

Workflows run and wait; a manifest is taken and both databases are dumped. They go on, end and begin; another manifest
says how it stood then. The databases are dropped and restored, first the main one alone, then both; and what `manifest
verify` says each time is compared with what the Python SDK did, workflow by workflow. Wants the environment of
`tests/stack/stack env`, of a stack with `--postgres`. SIGNALBOX_DRILL_RUNS is how many workflows; 1000 without it.
"""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

RUNS = int(os.environ.get("SIGNALBOX_DRILL_RUNS", "1000"))
# After the snapshot the first ones take a step, the next ones end, and as many begin.
STEPPED = range(0, max(RUNS // 10, 1))
ENDED = range(STEPPED.stop, STEPPED.stop + max(RUNS // 20, 1))
BEGUN = range(RUNS, RUNS + max(RUNS // 20, 1))

NAMESPACE = "stratmaster-prod"
QUEUE = f"{NAMESPACE}.drill"
STACK = pathlib.Path(__file__).resolve().parent / "stack" / "stack"
PROFILE = """[profile.drill]
address = "{ADDRESS}"
environment = "development"
[profile.drill.oidc]
issuer = "{ISSUER}"
client_id = "{CLIENT}"
ca_cert_path = "{ISSUER_CA}"
"""


class Drill:
    def __init__(self, console, folder):
        self._console = console
        self._folder = folder
        self._began = time.monotonic()
        self._failures = []
        profile = PROFILE.format(**{name: of_stack(name) for name in ("ADDRESS", "ISSUER", "CLIENT", "ISSUER_CA")})
        (folder / "profiles.toml").write_text(profile)

    def say(self, text):
        print(f"{time.monotonic() - self._began:6.1f} s  {text}", flush=True)

    def expect(self, what, expected, found):
        if expected == found:
            self.say(f"  as it should be: {what}")
            return
        self._failures.append(what)
        self.say(f"  WRONG: {what}: expected {short(expected)}, found {short(found)}")

    def manifest(self, *words):
        """Starts `signalbox manifest`, signed in by a browser as who may read everything."""
        folders = {f"XDG_{kind}_HOME": str(self._folder / kind.lower()) for kind in ("CONFIG", "STATE", "DATA", "CACHE")}
        login = {"BROWSER": of_stack("BROWSER"), "SIGNALBOX_TEST_LOGIN": f"{of_stack('LOGINS')}/ada"}
        command = [self._console, "manifest", *words, "--config", str(self._folder)]
        environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
        return subprocess.Popen(command, env=environment | folders | login, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def take(self, name):
        taking = self.manifest("take", str(self._folder / name))
        out, err = taking.communicate()
        if taking.returncode != 0:
            sys.exit(f"drill: the manifest was not taken ({taking.returncode}): {err}")
        self.say(out.strip())

    def verify(self, name, *options):
        return self.outcome(self.manifest("verify", str(self._folder / name), "--json", *options))

    def outcome(self, verifying):
        """The exit code, what the namespace's part of the report is, and the whole."""
        out, err = verifying.communicate()
        if verifying.returncode not in (0, 1, 3):
            sys.exit(f"drill: not verified ({verifying.returncode}): {err}")
        report = json.loads(out)
        return verifying.returncode, next(ns for ns in report["namespaces"] if ns["name"] == NAMESPACE), report

    def lose_and_restore(self, *databases):
        only = [word for database in databases for word in ("--only", database)]
        stack("kill-temporal")
        stack("restore", str(self._folder / "snapshot"), *only)
        stack("start-temporal")
        time.sleep(6)  # until it has the issuer's keys, and knows its namespaces
        self.say(f"lost, and restored: {', '.join(databases) or 'both databases'}")

    def run(self):
        with serving():
            work("start", "0", str(RUNS))
            self.say(f"{RUNS} workflows wait")
            time.sleep(2)  # until the list has them all
            self.take("before")
            before = lengths()
            stack("dump", str(self._folder / "snapshot"))
            self.say("both databases are dumped")
            work("tell", "step", str(STEPPED.start), str(STEPPED.stop))
            work("tell", "finish", str(ENDED.start), str(ENDED.stop))
            work("start", str(BEGUN.start), str(BEGUN.stop))
            self.say(f"{len(STEPPED)} went on, {len(ENDED)} ended, {len(BEGUN)} began")
            time.sleep(2)
            self.take("lost")
            lost = lengths()
        self.only_the_main_database()
        self.both_databases(before, lost)
        self.resume(before)
        if self._failures:
            sys.exit(f"drill: {len(self._failures)} wrong: {'; '.join(self._failures)}")
        self.say("all was told as it was")

    def only_the_main_database(self):
        self.lose_and_restore("temporal")
        _, ns, _ = self.verify("before")
        self.expect("rows of the list without a run", names(BEGUN), fate(ns, "ghost"))
        self.expect("rows with another status than their run", names(ENDED), fate(ns, "wrong_status"))
        self.expect("a command for each", len(BEGUN) + len(ENDED), len(ns["repairs"]))

    def both_databases(self, before, lost):
        self.lose_and_restore()
        code, ns, _ = self.verify("before")
        self.expect("intact of the snapshot's manifest", RUNS, ns["counts"]["intact"])
        self.expect("nothing missing, behind, reopened or listed wrongly", set(), set().union(*(fate(ns, one) for one in LOSSES)))
        self.expect("nobody polls for workflow tasks yet", 0, pollers(ns))
        self.expect("a difference, for that", 1, code)
        code, ns, _ = self.verify("lost")
        self.expect("missing since the snapshot", names(BEGUN), fate(ns, "missing"))
        self.expect("behind", names(STEPPED), fate(ns, "behind"))
        self.expect("reopened", names(ENDED), fate(ns, "reopened"))
        self.expect("intact", RUNS - len(STEPPED) - len(ENDED), ns["counts"]["intact"])
        told = {run["workflow_id"]: (run["events_then"], run["events_now"]) for run in ns["runs"] if run["fate"] == "behind"}
        self.expect("by how many events", {name: (lost[name], before[name]) for name in names(STEPPED)}, told)
        self.expect("a difference", 1, code)

    def resume(self, before):
        with serving():
            time.sleep(8)  # the server tells pollers from a cache of five seconds
            code, ns, _ = self.verify("before")
            self.expect("intact with a worker", RUNS, ns["counts"]["intact"])
            self.expect("the worker polls", True, pollers(ns) > 0)
            watching = self.manifest("verify", str(self._folder / "before"), "--json", "--watch", "10")
            time.sleep(20 + RUNS / 100)  # until it has looked at all of them
            work("tell", "finish", "0", str(RUNS))
            code, _, report = self.outcome(watching)
            resumption = report["resumption"]
            self.expect("all have gone on", (len(before), len(before)), (resumption["runs"], resumption["resumed"]))
            self.expect("none stands", [], resumption["standing"])


LOSSES = ("missing", "behind", "reopened", "ghost", "wrong_status")


def of_stack(name):
    return os.environ[f"STACK_{name}"]


def stack(*words):
    subprocess.run([str(STACK), "--state", of_stack("STATE"), *words], check=True, stdout=subprocess.DEVNULL)


def worker(*words, **options):
    return subprocess.Popen([of_stack("PYTHON"), f"{of_stack('WORKERS')}/drill.py", *words], stdout=subprocess.PIPE, text=True, **options)


def work(*words):
    working = worker(*words)
    out, _ = working.communicate()
    if working.returncode != 0:
        sys.exit(f"drill: {' '.join(words)} failed")
    return out


def lengths():
    return json.loads(work("lengths"))


@contextlib.contextmanager
def serving():
    serving_one = worker("serve", stdin=subprocess.PIPE)
    serving_one.stdout.readline()
    try:
        yield
    finally:
        serving_one.stdin.close()
        serving_one.wait()


def names(numbers):
    return {f"drill-{number:05}" for number in numbers}


def fate(ns, which):
    return {run["workflow_id"] for run in ns["runs"] if run["fate"] == which}


def pollers(ns):
    """For workflow tasks of the drill's queue, as told now."""
    return next(queue["pollers_now"] for queue in ns["queues"] if (queue["queue"], queue["task_type"]) == (QUEUE, "workflow"))


def short(value):
    text = repr(sorted(value) if isinstance(value, set) else value)
    return text if len(text) < 300 else f"{text[:300]}…"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    # Ended from outside, it leaves nothing either.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="signalbox-drill-") as folder:
        Drill(sys.argv[1], pathlib.Path(folder)).run()


main()
