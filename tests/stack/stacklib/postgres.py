# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""PostgreSQL under Temporal, where a stack is asked for it: Debian's own, with data that ends with the stack.

It listens on the loopback address alone and asks nobody for a password: nothing in it is worth one.
"""

import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

from . import process
from .process import StackError, run_to_end

NAME = "postgres"
OWNER = "postgres"
DATABASES = {"temporal": "postgresql/v12/temporal", "temporal_visibility": "postgresql/v12/visibility"}


def start(state):
    """A cluster of its own, which only its owner may be: PostgreSQL does not run as root."""
    # Not in the stack's folder, which the owner could not enter.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="signalbox-postgres-"))
    state["postgres"] = {"folder": str(folder), "port": process.free_ports([NAME])[NAME]}
    if os.geteuid() == 0:
        owner = pwd.getpwnam(OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    make = [program("initdb"), "--pgdata", str(data), "--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"]
    run_to_end("initdb", as_owner(make), state.logs / "initdb.log")
    options = {"listen_addresses": "127.0.0.1", "port": state["postgres"]["port"], "unix_socket_directories": folder, "fsync": "off"}
    serve = [program("postgres"), "-D", str(data)]
    for key, value in options.items():
        serve += ["-c", f"{key}={value}"]
    process.start(state, NAME, as_owner(serve), folder=folder)
    process.wait_until(state, NAME, lambda: answers(state), 60)


def make_databases(state, sql_tool):
    for database, schema in DATABASES.items():
        tool = [str(sql_tool), "--plugin", "postgres12", "--ep", "127.0.0.1", "-p", str(port(state)), "-u", OWNER, "--db", database]
        for step in (["create-database"], ["setup-schema", "-v", "0.0"], ["update-schema", "--schema-name", schema]):
            run_to_end(f"{step[0]} {database}", tool + step, state.logs / f"{step[0]}-{database}.log")


def forget(state):
    """Once it has ended."""
    if state.get("postgres"):
        shutil.rmtree(state["postgres"]["folder"], ignore_errors=True)


def dump(state, folder):
    """Both databases, one after the other: two moments, as `pg_dump` can't have one for two."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for database in DATABASES:
        client(state, "pg_dump", "--format=custom", f"--file={folder / database}", database)


def restore(state, folder, databases):
    """In place of what is there."""
    if "temporal" in state.get("processes", {}) and process.alive(state, "temporal"):
        raise StackError("Temporal is up: kill it before its databases go")
    for database in databases:
        client(state, "dropdb", "--force", database)
        client(state, "createdb", database)
        client(state, "pg_restore", f"--dbname={database}", str(folder / database))


def answers(state):
    question = [program("pg_isready"), "-h", "127.0.0.1", "-p", str(port(state)), "-q"]
    return subprocess.run(question, check=False).returncode == 0


def client(state, name, *arguments):
    command = [program(name), "-h", "127.0.0.1", "-p", str(port(state)), "-U", OWNER, *arguments]
    run_to_end(f"{name} {arguments[-1]}", command, state.logs / f"{name}.log")


def port(state):
    return state["postgres"]["port"]


def store(state, database):
    """As the server's configuration names one."""
    return {
        "pluginName": "postgres12",
        "connectAddr": f"127.0.0.1:{port(state)}",
        "connectProtocol": "tcp",
        "databaseName": database,
        "user": OWNER,
        "maxConns": 20,
        "maxIdleConns": 20,
    }


def as_owner(command):
    if os.geteuid() != 0:
        return command
    return ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups", *command]


def program(name):
    """Debian keeps the server's programs out of the path, by version."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    if not found:
        raise StackError("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    return str(found[-1])
