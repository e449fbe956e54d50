# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts one workflow as the runbook does, and prints its ids as JSON."""

import argparse
import asyncio
import contextlib
import json
import uuid

from temporalio.client import WorkflowFailureError

from connection import connect, qualified, run_script, stack_state
from sealed import converter_of
from temporalio.client import Client

INPUTS = {
    "KnowledgeIngestWorkflow": "Temporal coordinates ingestion, evaluations and rendering.",
    "ReviewWorkflow": "brief-17",
    "ChoiceWorkflow": "brief-17",
    "TranscribeWorkflow": "talk-17",
    "InvoiceWorkflow": "order-17",
    "VectorSyncWorkflow": "briefs",
    "CrawlWorkflow": 1,
}


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--namespace", required=True)
    parser.add_argument("--queue", required=True)
    parser.add_argument("--bare", action="store_true", help="use the queue's name as it is, without the namespace before it")
    parser.add_argument("--workflow", choices=INPUTS, default="KnowledgeIngestWorkflow")
    parser.add_argument("--id", help="workflow id (default: a new one)")
    parser.add_argument("--signal", metavar="NAME", help="don't start: send this signal to the workflow --id")
    parser.add_argument("--cancel", action="store_true", help="don't start: ask the workflow --id to cancel, and wait for its end")
    parser.add_argument("--terminate", action="store_true", help="don't start: terminate the workflow --id")
    parser.add_argument("--times", type=int, default=1, help="how often to send it (default: 1)")
    parser.add_argument("--wait", action="store_true", help="wait for the result and print it too")
    options = parser.parse_args()

    state = stack_state()
    client = await connect(state, options.namespace)
    if options.signal:
        handle = client.get_workflow_handle(options.id)
        await asyncio.gather(*(handle.signal(options.signal) for _ in range(options.times)))
        return
    if options.terminate:
        await client.get_workflow_handle(options.id).terminate()
        return
    if options.cancel:
        handle = client.get_workflow_handle(options.id)
        await handle.cancel()
        with contextlib.suppress(WorkflowFailureError):
            await handle.result()
        return
    queue = options.queue if options.bare else qualified(options.namespace, options.queue)
    client = Client(client.service_client, namespace=options.namespace, data_converter=converter_of(state, queue))
    identity = options.id or f"demo-{uuid.uuid4()}"
    handle = await client.start_workflow(options.workflow, INPUTS[options.workflow], id=identity, task_queue=queue)
    told = {"workflow_id": handle.id, "run_id": handle.first_execution_run_id}
    if options.wait:
        told["result"] = await handle.result()
    print(json.dumps(told))


if __name__ == "__main__":
    run_script(main())
