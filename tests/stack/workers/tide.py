# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills sixty queues and drains them, again and again, until its standard input ends."""

import asyncio
import itertools
import sys
import uuid

from connection import connect, qualified, run_script, stack_state
from temporalio.worker import Worker
from toil import Spin

NAMESPACE = "stratmaster-prod"
QUEUES = [qualified(NAMESPACE, f"tide_{number:02}") for number in range(60)]
WORKFLOWS_A_QUEUE = 12
PAUSE_SECONDS = 120


async def fill(client):
    for queue, _ in itertools.product(QUEUES, range(WORKFLOWS_A_QUEUE)):
        await client.start_workflow(Spin.run, 2, id=f"tide-{uuid.uuid4()}", task_queue=queue)


async def drain(client):
    workers = [Worker(client, task_queue=queue, workflows=[Spin], max_concurrent_workflow_task_polls=2) for queue in QUEUES]
    tasks = [asyncio.create_task(worker.run()) for worker in workers]
    await asyncio.sleep(PAUSE_SECONDS)
    await asyncio.gather(*(worker.shutdown() for worker in workers))
    await asyncio.gather(*tasks)


async def ebb_and_flow(state):
    while True:
        # A token lives for minutes.
        await fill(await connect(state, NAMESPACE))
        await asyncio.sleep(PAUSE_SECONDS)
        await drain(await connect(state, NAMESPACE))


async def main():
    tide = asyncio.create_task(ebb_and_flow(stack_state()))
    end = asyncio.create_task(asyncio.to_thread(sys.stdin.read))
    await asyncio.wait([tide, end], return_when=asyncio.FIRST_COMPLETED)
    if tide.done():
        tide.result()
    tide.cancel()


run_script(main())
