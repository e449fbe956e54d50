# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keycloak's admin REST interface, as far as Signalbox's set-up needs it."""

import json
import ssl
import urllib.error
import urllib.parse
import urllib.request

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class KeycloakError(Exception):
    """A request that Keycloak refused or that didn't reach it; the text is for the person at the terminal."""


class Refused(KeycloakError):
    """Keycloak answered, with an HTTP status that says no."""

    def __init__(self, request, status, answer):
        super().__init__(f"{request.get_method()} {request.full_url}: {status} {answer[:500]}")
        self.answer = answer


def make_opener(url, ca_cert=None, *handlers):
    """An opener that takes loopback addresses past any proxy."""
    try:
        context = ssl.create_default_context(cafile=ca_cert)
    except OSError as error:
        raise KeycloakError(f"{ca_cert} holds no certificate that can be read: {error}") from error
    chain = [urllib.request.HTTPSHandler(context=context), *handlers]
    if urllib.parse.urlsplit(url).hostname in LOOPBACK:
        chain.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*chain)


class Admin:
    """One administrator's session on one realm. The password is sent once, in a request body."""

    def __init__(self, server, realm, user, password, admin_realm="master", ca_cert=None):
        self._server = server.rstrip("/")
        self._realm = urllib.parse.quote(realm)
        self._opener = make_opener(server, ca_cert)
        self._token = self._sign_in(admin_realm, user, password)

    def get(self, path, **query):
        if query:
            path += "?" + urllib.parse.urlencode(query)
        return self._call("GET", path)[0]

    def post(self, path, body):
        """Creates something and returns its id, where Keycloak names one."""
        location = self._call("POST", path, body)[1]
        return location.rsplit("/", 1)[-1] if location else None

    def put(self, path, body=None):
        self._call("PUT", path, body)

    def delete(self, path, body=None):
        self._call("DELETE", path, body)

    def create_realm(self, representation):
        self._send("POST", f"{self._server}/admin/realms", representation)

    def find(self, path, key, value, **query):
        """The one entry of a list whose key has this value, or None."""
        return next((entry for entry in self.get(path, **query) if entry[key] == value), None)

    def _sign_in(self, realm, user, password):
        form = {"client_id": "admin-cli", "grant_type": "password", "username": user, "password": password}
        url = f"{self._server}/realms/{urllib.parse.quote(realm)}/protocol/openid-connect/token"
        request = urllib.request.Request(url, urllib.parse.urlencode(form).encode())
        try:
            return json.loads(self._open(request)[0])["access_token"]
        except Refused as error:
            if "invalid_grant" not in error.answer:
                raise
            raise KeycloakError(f"{self._server} doesn't let {user} into realm {realm}: wrong user name or password") from error
        except (ValueError, KeyError, TypeError) as error:
            raise KeycloakError(f"{url} gave no token: is this Keycloak's address?") from error

    def _call(self, method, path, body=None):
        url = f"{self._server}/admin/realms/{self._realm}"
        text, location = self._send(method, f"{url}/{path}" if path else url, body)
        return (json.loads(text) if text else None), location

    def _send(self, method, url, body):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, method=method)
        request.add_header("Authorization", f"Bearer {self._token}")
        request.add_header("Content-Type", "application/json")
        return self._open(request)

    def _open(self, request):
        try:
            with self._opener.open(request, timeout=30) as reply:
                return reply.read(), reply.headers.get("Location")
        except urllib.error.HTTPError as error:
            raise Refused(request, error.code, error.read().decode(errors="replace")) from error
        except OSError as error:
            raise KeycloakError(f"{request.full_url}: {error}{hint(error)}") from error


def hint(error):
    """What a person can do about it, where that is known."""
    unknown_authority = isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError)
    return "; if its authority is your own, name it with --ca-cert" if unknown_authority else ""
