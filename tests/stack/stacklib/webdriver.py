# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Headless Chromium through ChromeDriver's HTTP interface, as far as signing in needs it."""

import json
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

# Without the background switches Chromium keeps looking for its maker's hosts.
SWITCHES = """--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --disable-dev-shm-usage --window-size=900,900""".split()
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class BrowserError(Exception):
    pass


class Browser:
    """One Chromium with an empty profile of its own; close() ends it and removes the profile."""

    def __init__(self):
        self._profile = tempfile.mkdtemp(prefix="signalbox-browser-")
        command = ["chromedriver", "--port=0", "--log-level=SEVERE"]
        self._driver = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True)
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._session = None
        self._base = f"http://127.0.0.1:{self._driver_port()}"
        options = {"args": [*SWITCHES, f"--user-data-dir={self._profile}"]}
        # The stack's authority is in no store of Chromium's; what the tests are about is whom the console trusts.
        always = {"browserName": "chrome", "goog:chromeOptions": options, "acceptInsecureCerts": True}
        capabilities = {"alwaysMatch": always}
        answer = self._send("POST", "/session", {"capabilities": capabilities})
        self._session = f"/session/{answer['sessionId']}"

    def close(self):
        try:
            if self._session:
                self._send("DELETE", self._session)
        except BrowserError:
            pass
        finally:
            self._driver.terminate()
            self._driver.wait()
            self._driver.stdout.close()
            shutil.rmtree(self._profile, ignore_errors=True)

    def open(self, url):
        self._do("POST", "/url", {"url": url})

    def address(self):
        return self._do("GET", "/url")

    def find(self, selector):
        """The first element that matches, or None."""
        found = self._do("POST", "/elements", {"using": "css selector", "value": selector})
        return found[0][ELEMENT] if found else None

    def text(self, element):
        return self._do("GET", f"/element/{element}/text")

    def editable(self, element):
        return self._do("GET", f"/element/{element}/displayed") and self._do("GET", f"/element/{element}/enabled")

    def type(self, element, text):
        self._do("POST", f"/element/{element}/clear", {})
        self._do("POST", f"/element/{element}/value", {"text": text})

    def click(self, element):
        self._do("POST", f"/element/{element}/click", {})

    def cookies(self):
        return self._command("Network.getAllCookies", {})["cookies"]

    def set_cookies(self, cookies):
        self._command("Network.setCookies", {"cookies": cookies})

    def _command(self, name, parameters):
        return self._do("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def _driver_port(self):
        for line in self._driver.stdout:
            started = re.search(r"started successfully on port (\d+)", line)
            if started:
                return int(started.group(1))
        raise BrowserError("chromedriver didn't start")

    def _do(self, method, path, body=None):
        return self._send(method, self._session + path, body)

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with self._opener.open(request, timeout=30) as reply:
                return json.loads(reply.read())["value"]
        except urllib.error.HTTPError as error:
            message = json.loads(error.read())["value"]["message"]
            raise BrowserError(message.splitlines()[0]) from error
        except OSError as error:
            raise BrowserError(f"chromedriver: {error}") from error


def wait_for(what, attempt, seconds=15):
    """Repeats an attempt until it gives something true; stale elements are tried again."""
    deadline = time.monotonic() + seconds
    problem = what
    while time.monotonic() < deadline:
        try:
            result = attempt()
            if result:
                return result
        except BrowserError as error:
            if "stale element" not in str(error):
                raise
            problem = f"{what}: {error}"
        time.sleep(0.05)
    raise BrowserError(f"waited in vain for {problem}")
