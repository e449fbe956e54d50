# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts an activity that belongs to no workflow, on a queue that nobody need serve."""

import argparse
from datetime import timedelta

from connection import connect, qualified, run_script, stack_state


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--namespace", required=True)
    parser.add_argument("--queue", required=True)
    parser.add_argument("--id", required=True)
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace)
    await client.start_activity(
        "send_mail",
        "brief-17",
        id=options.id,
        task_queue=qualified(options.namespace, options.queue),
        schedule_to_close_timeout=timedelta(hours=10),
    )


if __name__ == "__main__":
    run_script(main())
