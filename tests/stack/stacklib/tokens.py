# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens without a browser: a service account's by its secret, a person's through Keycloak's own pages."""

import base64
import hashlib
import html
import http.cookiejar
import json
import re
import secrets
import urllib.error
import urllib.parse
import urllib.request

from . import keycloak, names
from .process import StackError

REDIRECT = "http://127.0.0.1/callback"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The last redirect leads to a listener that isn't there; its address is what we want."""

    def redirect_request(self, *_):
        return None


def of_service_account(state, client):
    """Returns the token and for how many seconds it lives."""
    secret = (state.folder / "clients" / client).read_text().strip()
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    reply = post(build_opener(state), f"{endpoints(state)}/token", form)
    return reply["access_token"], reply["expires_in"]


def of_user(state, user, client):
    return SignIn(state, user, client).token()


class SignIn:
    """One authorization code flow with PKCE, as the console does it."""

    def __init__(self, state, user, client, opener=None):
        self._state = state
        self._user = user
        self._client = client
        self._opener = opener or build_opener(state)
        self._verifier = secrets.token_urlsafe(32)

    def again(self, client):
        """Another sign-in within the same session with Keycloak."""
        return SignIn(self._state, self._user, client, self._opener)

    def asks(self):
        """Whether Keycloak asks for anything."""
        return self._form() is not None

    def token(self):
        return self.answer()["access_token"]

    def answer(self):
        """All that the token endpoint gives."""
        name, password = (self._state.folder / "logins" / self._user).read_text().splitlines()
        action = self._form()
        if not action:
            raise StackError(f"Keycloak showed no sign-in form to {name}")
        callback = location_after(self._opener, action, {"username": name, "password": password})
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(callback).query).get("code")
        if not code:
            raise StackError(f"Keycloak gave {name} no code: {callback}")
        exchange = {"grant_type": "authorization_code", "client_id": self._client, "redirect_uri": REDIRECT}
        exchange |= {"code": code[0], "code_verifier": self._verifier}
        return post(self._opener, f"{endpoints(self._state)}/token", exchange)

    def _form(self):
        """Where the sign-in form is sent to, or None where Keycloak goes on without one."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self._verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {"client_id": self._client, "redirect_uri": REDIRECT, "response_type": "code", "scope": "openid"}
        asked |= {"code_challenge": challenge, "code_challenge_method": "S256", "state": secrets.token_urlsafe(16)}
        try:
            page = self._opener.open(f"{endpoints(self._state)}/auth?{urllib.parse.urlencode(asked)}", timeout=20).read().decode()
        except urllib.error.HTTPError as redirect:
            if redirect.code in (302, 303):
                return None
            raise StackError(f"Keycloak refused the request: {redirect.code}") from redirect
        form = re.search(r'<form[^>]*action="([^"]+)"', page)
        return html.unescape(form.group(1)) if form else None


def endpoints(state):
    return f"{state['issuer']}/protocol/openid-connect"


def build_opener(state):
    # Keycloak marks its cookies Secure; like a browser, trust loopback with them.
    policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("https", "http"))
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar(policy))
    return keycloak.make_opener(state["issuer"], keycloak.ca(state), NoRedirect, cookies)


def post(opener, url, form):
    try:
        with opener.open(url, urllib.parse.urlencode(form).encode(), timeout=20) as reply:
            return json.loads(reply.read())
    except urllib.error.HTTPError as error:
        raise StackError(f"{url}: {error.code} {error.read().decode(errors='replace')}") from error


def location_after(opener, url, form):
    try:
        opener.open(url, urllib.parse.urlencode(form).encode(), timeout=20)
    except urllib.error.HTTPError as answer:
        if answer.code in (302, 303):
            return answer.headers["Location"]
        raise StackError(f"Keycloak refused the sign-in: {answer.code}") from answer
    raise StackError("Keycloak showed the form again: wrong user name or password")
