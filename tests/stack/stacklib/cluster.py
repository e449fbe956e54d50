# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole stack: brings its parts up side by side, and all of them down."""

import signal
import threading
import time
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from . import archive, keycloak, names, parts, postgres, process, temporal, tokens, workers
from .process import StackError

NAMESPACE_SECONDS = 60


class Progress:
    """Says what happens, with the seconds since the start."""

    def __init__(self):
        self._start = time.monotonic()
        self._lock = threading.Lock()

    def __call__(self, text):
        with self._lock:
            print(f"  {time.monotonic() - self._start:5.1f} s  {text}", flush=True)


def up(state, say, seed, tls, on_postgres, archive_to=None):
    if any(process.alive(state, name) for name in state.get("processes", {})):
        raise StackError(f"a stack is already up in {state.folder}")
    binary, home, python = side_by_side(lambda: parts.temporal_server(say), lambda: parts.keycloak(say), lambda: parts.python(say))
    sql_tool = parts.temporal_sql_tool(say) if on_postgres else None
    minio = parts.minio(say) if archive_to == "s3" else None
    state.create()
    state["binary"], state["python"] = str(binary), str(python)
    state["tls"] = tls
    state["ports"] = process.free_ports(temporal.PORTS + keycloak.PORTS)
    state["issuer"] = f"{keycloak.server(state)}/realms/{names.REALM}"
    try:
        if on_postgres:
            start_postgres(state, sql_tool, say)
        if archive_to:
            archive.prepare(state, archive_to, minio)
            say(f"namespaces may archive to {archive.address(state)}")
        say("starting Temporal and Keycloak")
        side_by_side(lambda: start_temporal(state, say), lambda: start_keycloak(state, home, say))
        make_namespaces(state)
        say(f"namespaces {', '.join(names.RETENTION_DAYS)}")
        jobs = [lambda: start_workers(state, say), lambda: make_endpoint(state)]
        if seed:
            jobs.append(lambda: seed_namespaces(state, say))
        side_by_side(*jobs)
    except BaseException:
        down(state)
        raise


def down(state):
    """Ends what was started, the last first, and removes all but the logs. A second Ctrl-C doesn't cut it short."""
    for sort in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sort, signal.SIG_IGN)
    for name in reversed(list(state.get("processes", {}))):
        process.end(state, name)
    postgres.forget(state)
    state.forget()


def start_postgres(state, sql_tool, say):
    postgres.start(state)
    postgres.make_databases(state, sql_tool)
    say(f"PostgreSQL answers on 127.0.0.1:{postgres.port(state)}")


def start_temporal(state, say):
    temporal.start(state, state["binary"])
    temporal.wait(state)
    say(f"Temporal answers on 127.0.0.1:{state['ports']['frontend-grpc']}")


def start_keycloak(state, home, say):
    keycloak.start(state, home)
    keycloak.wait(state)
    say(f"Keycloak answers on {keycloak.server(state)}")
    keycloak.make_realm(state)
    say(f"realm {names.REALM} is set up")


def start_workers(state, say):
    workers.start(state, state["python"])
    workers.wait(state)
    say(f"workers on {len(names.STAFFED_QUEUES)} queues")


def make_endpoint(state):
    """Of a service whose queue nobody serves."""
    workers.run_script(state, state["python"], "make_endpoint.py", "billing", "stratmaster-prod", "billing")


def seed_namespaces(state, say):
    workers.run_script(state, state["python"], "seed_demo.py")
    say("demo workflows and backlog")


def make_namespaces(state):
    token, _ = tokens.of_service_account(state, names.SETUP_CLIENT)
    side_by_side(*(lambda namespace=namespace: make_namespace(state, token, namespace) for namespace in names.RETENTION_DAYS))


def make_namespace(state, token, namespace):
    """Registers a namespace and waits until the server knows it everywhere."""
    retention = f"{names.RETENTION_DAYS[namespace] * 86400}s"
    body = {"namespace": namespace, "workflowExecutionRetentionPeriod": retention, "ownerEmail": "platform@example.org"}
    # Denied until the server has fetched the realm's keys, unknown until its caches know the name.
    keep_trying(lambda: temporal.call(state, "namespaces", token, body))
    keep_trying(lambda: temporal.call(state, f"namespaces/{namespace}/workflow-count", token))


def keep_trying(action):
    deadline = time.monotonic() + NAMESPACE_SECONDS
    while True:
        try:
            return action()
        except StackError:
            if time.monotonic() > deadline or process.giving_up.wait(0.2):
                raise


def side_by_side(*jobs):
    """Runs all at once and returns their results. When one fails or is interrupted, all are given up."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        started = [pool.submit(job) for job in jobs]
        try:
            wait(started, return_when=FIRST_EXCEPTION)
            failures = [job.exception() for job in started if job.done() and job.exception()]
            if failures:
                raise failures[0]
        except BaseException:
            process.giving_up.set()
            raise
        return [job.result() for job in started]
