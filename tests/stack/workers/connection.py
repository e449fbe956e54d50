# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection to the stack's server as one of the service accounts."""

import asyncio
import os
import pathlib
import sys

from temporalio.client import Client

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from stacklib import names, tokens  # noqa: E402  (its folder is on the path only now)
from stacklib.folders import State, default_state_folder  # noqa: E402


def stack_state():
    return State(default_state_folder())


def new_token(state, account=names.WORKER_CLIENT):
    return tokens.of_service_account(state, account)


async def connect(state, namespace, account=names.WORKER_CLIENT, runtime=None):
    token, _ = await asyncio.to_thread(new_token, state, account)
    address = f"127.0.0.1:{state['ports']['frontend-grpc']}"
    return await Client.connect(address, namespace=namespace, api_key=token, tls=False, runtime=runtime)


def run_script(main):
    """Runs a script to its end and leaves without Python's shutdown, in which threads of temporalio 1.35.0 still run: it
    crashed there in 15 of 80 runs. What fails is still told and ends with status 1."""
    asyncio.run(main)
    sys.stdout.flush()
    os._exit(0)


def qualified(namespace, queue):
    """Workers register with namespace-qualified queue names in shared clusters."""
    return f"{namespace}.{queue}"
