# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the events of a run as JSON, one a line, as the Python SDK sees them."""

import argparse
import json

from connection import connect, run_script, stack_state
from google.protobuf.json_format import MessageToDict


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--namespace", required=True)
    parser.add_argument("--id", required=True)
    parser.add_argument("--run-id")
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace)
    handle = client.get_workflow_handle(options.id, run_id=options.run_id)
    async for event in handle.fetch_history_events():
        print(json.dumps(MessageToDict(event)))


if __name__ == "__main__":
    run_script(main())
