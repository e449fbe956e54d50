# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the stack."""

import argparse
import contextlib
import fcntl
import json
import os
import pathlib
import shlex
import signal
import sys

from . import archive, cluster, keycloak, names, postgres, process, temporal, tokens, workers
from .folders import HERE, State, default_state_folder
from .process import StackError


def up(state, options):
    say = cluster.Progress()
    cluster.up(state, say, seed=not options.no_seed, tls=not options.plain, on_postgres=options.postgres, archive_to=options.archive)
    say(f"the stack is up in {state.folder}")


def down(state, _):
    cluster.down(state)


def status(state, _):
    for name, (pid, _) in state.get("processes", {}).items():
        print(f"{name:10} {pid:8} {'alive' if process.alive(state, name) else 'ended'}")
    print(f"{'queues':10} {' '.join(sorted(workers.serving(state)))}")


def env(state, _):
    ports = state["ports"]
    facts = {
        "STATE": state.folder,
        "LOGS": state.logs,
        "ADDRESS": f"127.0.0.1:{ports['frontend-grpc']}",
        "HTTP_API": f"http://127.0.0.1:{ports['frontend-http']}",
        "PROMETHEUS": f"http://127.0.0.1:{ports['prometheus']}/metrics",
        "KEYCLOAK": keycloak.server(state),
        "KEYCLOAK_PASSWORD_FILE": state.folder / keycloak.NAME / "admin-password",
        "REALM": names.REALM,
        "ISSUER": state["issuer"],
        "ISSUER_CA": keycloak.ca(state) or "",
        "CLIENT": names.CLIENT,
        "INTERVENE_CLIENT": names.INTERVENE_CLIENT,
        "NESTED_CLIENT": names.NESTED_CLIENT,
        "WORKER_CLIENT": names.WORKER_CLIENT,
        "SETUP_CLIENT": names.SETUP_CLIENT,
        "CLIENT_SECRETS": state.folder / "clients",
        "ADMIN_CLAIM": "groups",
        "ADMIN_VALUE": names.GROUP,
        "LOGINS": state.folder / "logins",
        "BROWSER": HERE / "browser",
        "PYTHON": state["python"],
        "WORKERS": workers.SCRIPTS,
        "ARCHIVE": archive.address(state) if state.get("archive") else "",
    }
    for key, value in facts.items():
        print(f"export STACK_{key}={shlex.quote(str(value))}")


def kill_temporal(state, _):
    temporal.kill(state)


def freeze_temporal(state, _):
    temporal.freeze(state)


def thaw_temporal(state, _):
    temporal.thaw(state)


def start_temporal(state, options):
    if options.metrics:
        state["metrics"] = options.metrics
    cluster.start_temporal(state, cluster.Progress())


def token(state, options):
    print(tokens.of_user(state, options.user, options.client))


def service_token(state, options):
    print(tokens.of_service_account(state, options.client)[0])


def change_workers(state, options):
    workers.set_staffed(state, options.namespace, options.queue, options.action == "start")


def realm(state, options):
    admin = keycloak.administrator(state)
    before = admin.get("")
    admin.put("", options.settings)
    for key in options.settings:
        print(f"{key}={json.dumps(before.get(key))}")


def sessions(state, options):
    for session in keycloak.sessions(state, options.user):
        print(json.dumps(session))


def end_sessions(state, options):
    keycloak.end_sessions(state, options.user)


def events(state, options):
    for event in keycloak.events(state, options.user):
        print(json.dumps(event))


def dynamic(state, options):
    temporal.set_dynamic(state, options.settings)


def dump(state, options):
    postgres.dump(state, pathlib.Path(options.folder))


def restore(state, options):
    postgres.restore(state, pathlib.Path(options.folder), options.only or postgres.DATABASES)


def setting(text):
    key, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"“{text}” is not KEY=VALUE")
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value


class Settings(argparse.Action):
    """Collects KEY=VALUE words into one mapping; a value is JSON, or else plain text."""

    def __call__(self, _, namespace, values, __=None):
        setattr(namespace, self.dest, dict(values))


def parser():
    top = argparse.ArgumentParser(prog="stack", description="A real Temporal with a real Keycloak, workers and a backlog.")
    top.add_argument("--state", default=default_state_folder(), help="the stack's folder (default: %(default)s)")
    commands = top.add_subparsers(dest="command", required=True)

    def command(name, action, text):
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=action)
        return added

    start = command("up", up, "start everything")
    start.add_argument("--no-seed", action="store_true", help="without demo workflows and backlog")
    start.add_argument("--postgres", action="store_true", help="Temporal on PostgreSQL instead of SQLite")
    start.add_argument("--archive", choices=archive.PLACES, help="namespaces may archive to it; s3 is a MinIO of the stack's own")
    start.add_argument("--plain", action="store_true", help="Keycloak without TLS, for a browser that can't know the stack's authority")
    command("down", down, "end everything; the logs stay")
    command("status", status, "say what runs")
    command("env", env, "print the stack's addresses as shell variables")
    command("kill-temporal", kill_temporal, "kill -9 the Temporal server")
    command("freeze-temporal", freeze_temporal, "stop the Temporal server in its tracks; its connections stay")
    command("thaw-temporal", thaw_temporal, "let it go on")
    again = command("start-temporal", start_temporal, "start it again, with its ports and its database")
    again.add_argument("--metrics", choices=["opentelemetry", "tally"], help="from now on by this framework (at first: opentelemetry)")
    person = command("token", token, "print an access token of ada, vic or tess")
    person.add_argument("user", choices=names.USERS)
    person.add_argument("--client", default=names.CLIENT)
    service = command("service-token", service_token, "print an access token of a service account")
    service.add_argument("client", choices=[names.WORKER_CLIENT, names.SETUP_CLIENT])
    for name, action, text in (
        ("sessions", sessions, "print a person's sessions in Keycloak as JSON, one a line, with the clients that share each"),
        ("end-sessions", end_sessions, "end all of a person's sessions in Keycloak, as its administrator would"),
        ("events", events, "print what Keycloak noted of a person as JSON, one a line, newest first; needs realm eventsEnabled=true"),
    ):
        command(name, action, text).add_argument("user", choices=names.USERS)
    staff = command("workers", change_workers, "start or stop the worker of one queue")
    staff.add_argument("action", choices=["start", "stop"])
    staff.add_argument("namespace")
    staff.add_argument("queue")
    command("dump", dump, "write both databases of a stack on PostgreSQL into a folder").add_argument("folder")
    back = command("restore", restore, "put back what was dumped, while Temporal is killed")
    back.add_argument("folder")
    back.add_argument("--only", action="append", choices=postgres.DATABASES, help="this database alone")
    for name, action, text in (
        ("realm", realm, "change settings of the realm, e.g. accessTokenLifespan=20, and print what they were"),
        ("dynamic", dynamic, "change Temporal's dynamic configuration; null takes a key away"),
    ):
        command(name, action, text).add_argument("settings", nargs="+", type=setting, action=Settings, metavar="KEY=VALUE")
    return top


READ_ONLY = (status, env, token, service_token, sessions, events)


def run(options):
    folder = pathlib.Path(options.state)
    with exclusive(folder) if options.run not in READ_ONLY else contextlib.nullcontext():
        state = State(folder)
        if options.run not in (up, down) and not state.exists:
            raise StackError(f"no stack in {folder}; start one with “stack up”")
        options.run(state, options)


@contextlib.contextmanager
def exclusive(folder):
    """One command at a time changes a stack."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def main():
    # A closed terminal or a plain kill ends a starting stack as cleanly as Ctrl-C does, which a shell may have disabled.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for sort in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sort, lambda *_: sys.exit(1))
    options = parser().parse_args()
    try:
        run(options)
    except (StackError, keycloak.KeycloakError, OSError) as error:
        sys.exit(f"stack: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
