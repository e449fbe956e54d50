# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a stack's namespaces may archive to, if it is asked for it: files, or a bucket of a real MinIO.

Times are short, so that a test can see a run archived and deleted: the server's own are minutes and days.
"""

import secrets

from . import process, temporal

NAME = "minio"
PLACES = ["files", "s3"]
BUCKET = "sm-acme-temporal-archive"
REGION = "us-east-1"
DYNAMIC = {
    "history.archivalProcessorArchiveDelay": "1s",
    "history.retentionTimerJitterDuration": "1s",
    "system.namespaceMinRetentionLocal": "10s",
}


def prepare(state, place, minio):
    """Before the server starts: it looks at its archive then."""
    state["archive"] = place
    folder(state).mkdir(parents=True)
    (state.folder / temporal.NAME).mkdir(exist_ok=True)
    temporal.set_dynamic(state, temporal.DYNAMIC | DYNAMIC)
    if place == "s3":
        start_minio(state, minio)


def start_minio(state, binary):
    state["minio"] = {"port": process.free_ports([NAME])[NAME], "user": "stack", "password": secrets.token_urlsafe(24)}
    environment = {
        "MINIO_ROOT_USER": state["minio"]["user"],
        "MINIO_ROOT_PASSWORD": state["minio"]["password"],
        "MINIO_BROWSER": "off",  # its web console would listen on a port of its own, on every address
    }
    serve = [str(binary), "server", "--quiet", "--address", f"127.0.0.1:{state['minio']['port']}", str(folder(state).parent)]
    process.start(state, NAME, serve, environment)


def folder(state):
    """Of files. A folder where MinIO's data is is a bucket as well."""
    return state.folder / "archive" / BUCKET


def address(state):
    return f"s3://{BUCKET}" if state["archive"] == "s3" else f"file://{folder(state)}"


def environment(state):
    """What the server's S3 client looks for."""
    if not state.get("minio"):
        return {}
    return {"AWS_ACCESS_KEY_ID": state["minio"]["user"], "AWS_SECRET_ACCESS_KEY": state["minio"]["password"]}


def config(state):
    if not state.get("archive"):
        return {}
    provider = {"filestore": {"fileMode": "0600", "dirMode": "0700"}}
    if state["archive"] == "s3":
        endpoint = f"http://127.0.0.1:{state['minio']['port']}"
        provider = {"s3store": {"region": REGION, "endpoint": endpoint, "s3ForcePathStyle": True}}
    both = {"state": "enabled", "enableRead": True, "provider": provider}
    off = {"state": "disabled", "URI": address(state)}  # it wants one, enabled or not
    return {"archival": {"history": both, "visibility": both}, "namespaceDefaults": {"archival": {"history": off, "visibility": off}}}
