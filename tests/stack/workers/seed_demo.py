# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the namespaces: finished, hanging and failing workflows, and a backlog that nobody works off."""

import asyncio

from connection import connect, qualified, run_script, stack_state
from stuck import CrawlWorkflow, ReviewWorkflow, VectorSyncWorkflow

from stacklib import names
from temporalio.client import Client

EVALS_BACKLOG = 150
DOCUMENT = "Temporal coordinates ingestion, evaluations and rendering. " * 4


async def seed_namespace(client, namespace):
    queue = qualified(namespace, "knowledge_ingest")
    starts = [client.start_workflow("KnowledgeIngestWorkflow", DOCUMENT, id=f"ingest-{number:03}", task_queue=queue) for number in range(1, 6)]
    starts.append(client.start_workflow(VectorSyncWorkflow.run, "briefs", id="vector-sync-briefs", task_queue=queue))
    starts.append(client.start_workflow(ReviewWorkflow.run, "brief-17", id="review-brief-17", task_queue=queue))
    await asyncio.gather(*starts)


async def seed_production(client, namespace):
    research = qualified(namespace, "research_workflows")
    evals = qualified(namespace, "evals")
    starts = [
        client.start_workflow("EvalSuiteWorkflow", f"suite-{number:03}", id=f"eval-{number:03}", task_queue=evals)
        for number in range(1, EVALS_BACKLOG + 1)
    ]
    starts += [client.start_workflow(ReviewWorkflow.run, f"study-{number}", id=f"review-study-{number}", task_queue=research) for number in range(1, 4)]
    starts.append(client.start_workflow(CrawlWorkflow.run, 1, id="crawl-sources", task_queue=qualified(namespace, "render_playwright")))
    await asyncio.gather(*starts)


async def main():
    state = stack_state()
    connection = await connect(state, "stratmaster-prod")
    clients = {namespace: Client(connection.service_client, namespace=namespace) for namespace in names.RETENTION_DAYS}
    await asyncio.gather(
        *(seed_namespace(client, namespace) for namespace, client in clients.items()),
        seed_production(clients["stratmaster-prod"], "stratmaster-prod"),
    )


if __name__ == "__main__":
    run_script(main())
