#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""soak.py CONSOLE  watches what memory a console takes on a stack whose sixty queues fill and drain, hour after hour.

Wants the environment of `tests/stack/stack env` and a display. Fails if the console grows by more than 1 MB an hour after
its first ten minutes. SIGNALBOX_SOAK_MINUTES is how long; eight hours without it.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

MINUTES = int(os.environ.get("SIGNALBOX_SOAK_MINUTES", "480"))
SETTLING_MINUTES = 10
MOST_MB_AN_HOUR = 1.0

PROFILE = """[profile.soak]
address = "{ADDRESS}"
environment = "development"
[profile.soak.oidc]
issuer = "{ISSUER}"
client_id = "{CLIENT}"
intervene_client_id = "{INTERVENE_CLIENT}"
admin_claim = "{ADMIN_CLAIM}"
admin_value = "{ADMIN_VALUE}"
ca_cert_path = "{ISSUER_CA}"
"""


def stack(name):
    return os.environ[f"STACK_{name}"]


def start_console(program, home):
    names = ("ADDRESS", "ISSUER", "CLIENT", "INTERVENE_CLIENT", "ADMIN_CLAIM", "ADMIN_VALUE", "ISSUER_CA")
    (home / "profiles.toml").write_text(PROFILE.format(**{name: stack(name) for name in names}))
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "DATA", "CACHE")}
    login = {"BROWSER": stack("BROWSER"), "SIGNALBOX_TEST_LOGIN": f"{stack('LOGINS')}/vic"}
    console = subprocess.Popen([program, "--config", str(home)], env=os.environ | folders | login)
    press_when_there("soak", "Return")
    wait_for_window("Board")
    return console


def wait_for_window(title):
    deadline = time.monotonic() + 60
    while subprocess.run(["xdotool", "search", "--onlyvisible", "--name", title], capture_output=True, check=False).returncode:
        if time.monotonic() > deadline:
            sys.exit(f"soak: no window named {title}")
        time.sleep(0.5)


def press_when_there(title, key):
    wait_for_window(title)
    time.sleep(2)
    subprocess.run(["xdotool", "key", key], check=True)


def resident_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    sys.exit("soak: the console ended")


def slope(points):
    """MB an hour, by least squares over (minute, MB)."""
    middle = sum(minute for minute, _ in points) / len(points)
    mean = sum(size for _, size in points) / len(points)
    spread = sum((minute - middle) ** 2 for minute, _ in points)
    return 60 * sum((minute - middle) * (size - mean) for minute, size in points) / spread


def soak(console):
    points = []
    for minute in range(MINUTES + 1):
        if console.poll() is not None:
            sys.exit(f"soak: the console ended with {console.returncode} after {minute} minutes")
        size = resident_mb(console.pid)
        if minute % 10 == 0:
            print(f"{minute:4} min {size:8.1f} MB", flush=True)
        if minute >= SETTLING_MINUTES:
            points.append((minute, size))
        time.sleep(60)
    return slope(points)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="signalbox-soak-") as home:
        tide = subprocess.Popen([stack("PYTHON"), f"{stack('WORKERS')}/tide.py"], stdin=subprocess.PIPE)
        console = start_console(sys.argv[1], pathlib.Path(home))
        try:
            grown = soak(console)
        finally:
            console.terminate()
            console.wait()
            tide.stdin.close()
            tide.wait()
    print(f"grows by {grown:.2f} MB an hour; allowed are {MOST_MB_AN_HOUR:.1f}")
    sys.exit(0 if grown <= MOST_MB_AN_HOUR else 1)


main()
