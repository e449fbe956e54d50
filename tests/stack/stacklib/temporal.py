# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Temporal's server: all services in one process on SQLite or PostgreSQL, with the authorizer on."""

import json
import signal
import urllib.error
import urllib.request

from . import archive, keycloak, postgres, process
from .folders import write_private
from .process import StackError

NAME = "temporal"
SERVICES = ["frontend", "internal-frontend", "history", "matching", "worker"]
PORTS = [f"{service}-{sort}" for service in SERVICES for sort in ("grpc", "membership")] + ["frontend-http", "prometheus"]
DYNAMIC = {"frontend.enablePrincipalPropagation": True, "frontend.WorkflowPauseEnabled": True}


def start(state, binary):
    """Starts the server, with the ports and the database it had before if there were any."""
    folder = state.folder / NAME
    folder.mkdir(exist_ok=True)
    if not (folder / "dynamic.json").exists():
        set_dynamic(state, DYNAMIC)
    write_private(folder / "config.json", json.dumps(config(state), indent=2))
    chosen = [argument for service in SERVICES for argument in ("--service", service)]
    process.start(state, NAME, [str(binary), "--config-file", str(folder / "config.json"), "start", *chosen], environment(state))


def environment(state):
    """The server fetches the realm's keys; what it trusts is Go's to know."""
    trusted = {"SSL_CERT_FILE": keycloak.ca(state)} if state["tls"] else {}
    return trusted | archive.environment(state)


def wait(state):
    process.wait_until(state, NAME, lambda: answers(state), 120)


def kill(state):
    process.end(state, NAME, signal.SIGKILL)


def freeze(state):
    process.tell(state, NAME, signal.SIGSTOP)


def thaw(state):
    process.tell(state, NAME, signal.SIGCONT)


def set_dynamic(state, settings):
    """Adds dynamic configuration; a running server reads it within 5 s. None takes a key away."""
    file = state.folder / NAME / "dynamic.json"
    values = json.loads(file.read_text()) if file.exists() else {}
    for key, value in settings.items():
        values[key] = [{"value": value}]
        if value is None:
            del values[key]
    # YAML takes JSON as it is.
    write_private(file, json.dumps(values, indent=2))


def answers(state):
    try:
        call(state, "system-info")
    except StackError:
        return False
    return True


def call(state, path, token=None, body=None):
    """A call of the server's HTTP interface: the same methods and the same authorizer as over gRPC."""
    url = f"http://127.0.0.1:{state['ports']['frontend-http']}/api/v1/{path}"
    request = urllib.request.Request(url, None if body is None else json.dumps(body).encode())
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10) as reply:
            return json.loads(reply.read())
    except urllib.error.HTTPError as error:
        raise StackError(f"{path}: {error.code} {error.read().decode(errors='replace')}") from error
    except OSError as error:
        raise StackError(f"{url}: {error}") from error


def config(state):
    ports = state["ports"]
    keys = f"{state['issuer']}/protocol/openid-connect/certs"
    return {
        "log": {"stdout": True, "level": "warn"},
        "persistence": {
            "defaultStore": "default",
            "visibilityStore": "visibility",
            "numHistoryShards": 4,
            "datastores": {"default": {"sql": store(state, "temporal")}, "visibility": {"sql": store(state, "temporal_visibility")}},
        },
        "global": {
            "membership": {"maxJoinDuration": "30s", "broadcastAddress": "127.0.0.1"},
            "metrics": {"prometheus": {"framework": state.get("metrics", "opentelemetry"), "timerType": "histogram", "listenAddress": f"127.0.0.1:{ports['prometheus']}"}},
            "authorization": {
                # Short, so that a server that was up before Keycloak knows its keys soon after.
                "jwtKeyProvider": {"keySourceURIs": [keys], "refreshInterval": "2s"},
                "permissionsClaimName": "permissions",
                "audience": "temporal",
                "authorizer": "default",
                "claimMapper": "default",
            },
        },
        "services": {service: {"rpc": rpc(service, ports)} for service in SERVICES},
        "clusterMetadata": {
            "enableGlobalNamespace": False,
            "failoverVersionIncrement": 10,
            "masterClusterName": "active",
            "currentClusterName": "active",
            "clusterInformation": {
                "active": {"enabled": True, "initialFailoverVersion": 1, "rpcName": "frontend", "rpcAddress": f"127.0.0.1:{ports['frontend-grpc']}"}
            },
        },
        "dcRedirectionPolicy": {"policy": "noop"},
        "dynamicConfigClient": {"filepath": str(state.folder / NAME / "dynamic.json"), "pollInterval": "5s"},
    } | archive.config(state)


def store(state, database):
    """One file for both, or a database each."""
    return postgres.store(state, database) if state.get("postgres") else sqlite(state)


def sqlite(state):
    return {
        "pluginName": "sqlite",
        # Unused by SQLite, but the reader of the configuration wants them.
        "connectAddr": "localhost",
        "connectProtocol": "tcp",
        "databaseName": str(state.folder / NAME / "temporal.db"),
        # Not waiting for the disk is safe here: what a killed process wrote is kept, only a fallen machine loses it.
        "connectAttributes": {"mode": "rwc", "setup": "true", "journal_mode": "wal", "synchronous": "off"},
        "maxConns": 1,
        "maxIdleConns": 1,
    }


def rpc(service, ports):
    settings = {"grpcPort": ports[f"{service}-grpc"], "membershipPort": ports[f"{service}-membership"], "bindOnLocalHost": True}
    return settings | ({"httpPort": ports["frontend-http"]} if service == "frontend" else {})
