# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workflows that need a person: two hang, one awaits a queue that nobody serves and one another team's service, one fails again
and again, one goes on as a new run."""

import asyncio
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.common import RetryPolicy
from temporalio.exceptions import ApplicationError

# Far beyond the runbook's five minutes, so that they are still there when somebody looks.
PATIENCE = timedelta(hours=10)


@activity.defn
async def await_review(document: str) -> dict[str, str]:
    """Hangs until somebody completes it by hand."""
    while True:
        activity.heartbeat(f"waiting for a review of {document}")
        await asyncio.sleep(20)


@activity.defn
async def choose_run(candidates: WorkflowExecution) -> WorkflowExecution:
    """Takes what is called a draft, and hangs at anything else until somebody chooses by hand. A message goes in and out,
    as json/protobuf."""
    while not candidates.workflow_id.startswith("draft"):
        activity.heartbeat()
        await asyncio.sleep(20)
    return WorkflowExecution(workflow_id=candidates.workflow_id, run_id="1")


@activity.defn
async def call_qdrant(collection: str) -> int:
    raise ApplicationError(f"collection {collection}: connection refused by qdrant:6333", type="QdrantUnavailable")


@workflow.defn
class ReviewWorkflow:
    @workflow.run
    async def run(self, document: str) -> dict[str, str]:
        return await workflow.execute_activity(
            await_review, document, schedule_to_close_timeout=PATIENCE, heartbeat_timeout=timedelta(minutes=2)
        )


@workflow.defn
class ChoiceWorkflow:
    @workflow.run
    async def run(self, name: str) -> str:
        for candidates in (f"draft of {name}", name):
            chosen = await workflow.execute_activity(
                choose_run, WorkflowExecution(workflow_id=candidates), schedule_to_close_timeout=PATIENCE, heartbeat_timeout=timedelta(minutes=2)
            )
        return f"{chosen.workflow_id} {chosen.run_id}"


@workflow.defn
class TranscribeWorkflow:
    """Hands its activity to a queue that no workflow uses, and nobody serves."""

    @workflow.run
    async def run(self, recording: str) -> str:
        return await workflow.execute_activity(
            "transcribe",
            recording,
            task_queue=f"{workflow.info().namespace}.transcripts",
            result_type=str,
            schedule_to_close_timeout=PATIENCE,
        )


@workflow.defn
class InvoiceWorkflow:
    """Nobody serves the operation it calls."""

    @workflow.run
    async def run(self, order: str) -> str:
        billing = workflow.create_nexus_client(service="Billing", endpoint="billing")
        return await billing.execute_operation("charge", order, output_type=str, schedule_to_close_timeout=PATIENCE)


@workflow.defn
class VectorSyncWorkflow:
    @workflow.run
    async def run(self, collection: str) -> int:
        retries = RetryPolicy(initial_interval=timedelta(seconds=2), maximum_interval=timedelta(minutes=2))
        return await workflow.execute_activity(call_qdrant, collection, schedule_to_close_timeout=PATIENCE, retry_policy=retries)


@workflow.defn
class CrawlWorkflow:
    """Waits for the signal next_page, then continues as a new run."""

    def __init__(self) -> None:
        self._turned = False

    @workflow.signal
    def next_page(self) -> None:
        self._turned = True

    @workflow.run
    async def run(self, page: int) -> None:
        await workflow.wait_condition(lambda: self._turned)
        workflow.continue_as_new(page + 1)
