# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workers' process. It serves the queues that wanted.json lists and says in running.json which it serves."""

import asyncio
import json
import os
import signal
import socket

from connection import connect, new_token, stack_state
from knowledge import KnowledgeIngestWorkflow, chunk_document, upsert_keyword, upsert_vector
from sealed import converter_of
from stuck import (
    ChoiceWorkflow,
    CrawlWorkflow,
    InvoiceWorkflow,
    ReviewWorkflow,
    TranscribeWorkflow,
    VectorSyncWorkflow,
    await_review,
    call_qdrant,
    choose_run,
)
from temporalio.client import Client
from temporalio.worker import Worker

from stacklib.folders import write_private
from stacklib.process import StackError

LOOK_SECONDS = 0.2


def make_worker(state, client, queue):
    return Worker(
        Client(client.service_client, namespace=queue.split(".")[0], data_converter=converter_of(state, queue)),
        task_queue=queue,
        workflows=[
            KnowledgeIngestWorkflow,
            ReviewWorkflow,
            ChoiceWorkflow,
            TranscribeWorkflow,
            InvoiceWorkflow,
            VectorSyncWorkflow,
            CrawlWorkflow,
        ],
        activities=[chunk_document, upsert_vector, upsert_keyword, await_review, choose_run, call_qdrant],
        max_concurrent_activity_task_polls=5,
        identity=f"{os.getpid()}@{socket.gethostname()}/{queue}",
    )


class Staff:
    """The workers that run now, one for each queue."""

    def __init__(self, state, client):
        self._state = state
        self._client = client
        folder = state.folder / "workers"
        self._wanted = folder / "wanted.json"
        self._running = folder / "running.json"
        self._workers = {}

    async def follow(self):
        wanted = set(json.loads(self._wanted.read_text()))
        if wanted == self._workers.keys():
            return
        await asyncio.gather(*(self._stop(queue) for queue in self._workers.keys() - wanted))
        for queue in wanted - self._workers.keys():
            worker = make_worker(self._state, self._client, queue)
            self._workers[queue] = (worker, asyncio.create_task(worker.run()))
        write_private(self._running, json.dumps(sorted(self._workers)))

    async def check(self):
        """A worker that failed ends the process with its reason."""
        for _, task in self._workers.values():
            if task.done():
                task.result()

    async def stop_all(self):
        await asyncio.gather(*(self._stop(queue) for queue in list(self._workers)))

    async def _stop(self, queue):
        worker, task = self._workers.pop(queue)
        await worker.shutdown()
        await task


async def keep_token_fresh(state, client):
    """Replaces the token well before it expires, and keeps trying while Keycloak is away."""
    while True:
        try:
            client.api_key, seconds = await asyncio.to_thread(new_token, state)
        except (OSError, StackError) as error:
            print(f"no token: {error}", flush=True)
            seconds = 2
        await asyncio.sleep(seconds / 2)


async def main():
    state = stack_state()
    stopped = asyncio.Event()
    for sort in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sort, stopped.set)
    client = await connect(state, "stratmaster-prod")
    refresher = asyncio.create_task(keep_token_fresh(state, client))
    staff = Staff(state, client)
    while not stopped.is_set():
        await staff.follow()
        await staff.check()
        await asyncio.sleep(LOOK_SECONDS)
    refresher.cancel()
    await staff.stop_all()


if __name__ == "__main__":
    asyncio.run(main())
