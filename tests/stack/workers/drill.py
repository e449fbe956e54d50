# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workflows of the recovery drill: they wait to be told to go on, and to end.

serve            works for them until its standard input ends
start FROM TO    starts those with these numbers and waits until each waits
tell SIGNAL FROM TO
lengths          prints how many events each run has, as the server tells, by workflow id, as JSON
"""

import asyncio
import json
import sys

from connection import connect, qualified, run_script, stack_state
from orders import Order, reserve
from temporalio.client import WorkflowExecutionStatus
from temporalio.worker import Worker

NAMESPACE = "stratmaster-prod"
QUEUE = qualified(NAMESPACE, "drill")
AT_ONCE = 16


def name(number):
    return f"drill-{number:05}"


async def each(numbers, action):
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number):
        async with gate:
            await action(number)

    await asyncio.gather(*(one(number) for number in numbers))


async def serve(client):
    async with Worker(client, task_queue=QUEUE, workflows=[Order], activities=[reserve]):
        print("serving", flush=True)
        await asyncio.to_thread(sys.stdin.read)


async def start(client, numbers):
    await each(numbers, lambda number: client.start_workflow(Order.run, id=name(number), task_queue=QUEUE))
    await settle(client, numbers)


async def tell(client, signal, numbers):
    await each(numbers, lambda number: client.get_workflow_handle(name(number)).signal(signal))
    await settle(client, numbers)


async def settle(client, numbers):
    """Until each has ended, or waits for nothing that a worker would do."""

    async def one(number):
        handle = client.get_workflow_handle(name(number))
        while True:
            seen = await handle.describe()
            raw = seen.raw_description
            waits = not raw.pending_activities and not raw.HasField("pending_workflow_task")
            if seen.status != WorkflowExecutionStatus.RUNNING or waits:
                return
            await asyncio.sleep(0.1)

    await each(numbers, one)


async def lengths(client):
    found = {}
    async for run in client.list_workflows(f"TaskQueue = '{QUEUE}'"):
        seen = await client.get_workflow_handle(run.id, run_id=run.run_id).describe()
        found.setdefault(run.id, seen.history_length)  # the newest is listed first
    print(json.dumps(found))


async def main():
    client = await connect(stack_state(), NAMESPACE)
    verb, *words = sys.argv[1:]
    if verb == "serve":
        await serve(client)
    elif verb == "lengths":
        await lengths(client)
    elif verb == "start":
        await start(client, range(int(words[0]), int(words[1])))
    else:
        await tell(client, words[0], range(int(words[1]), int(words[2])))


if __name__ == "__main__":
    run_script(main())
