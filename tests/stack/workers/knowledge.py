# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The runbook's workflow: it materialises a document for search."""

import asyncio
from datetime import timedelta

from temporalio import activity, workflow

NETWORK_BOUND = timedelta(minutes=5)
CHUNK_LETTERS = 40


@activity.defn
async def chunk_document(text: str) -> list[str]:
    await asyncio.sleep(0.1)
    return [text[start : start + CHUNK_LETTERS] for start in range(0, len(text), CHUNK_LETTERS)]


@activity.defn
async def upsert_vector(chunks: list[str]) -> int:
    await asyncio.sleep(0.2)
    return len(chunks)


@activity.defn
async def upsert_keyword(chunks: list[str]) -> int:
    await asyncio.sleep(0.1)
    return len({word for chunk in chunks for word in chunk.split()})


@workflow.defn
class KnowledgeIngestWorkflow:
    @workflow.run
    async def run(self, text: str) -> dict[str, int]:
        chunks = await workflow.execute_activity(chunk_document, text, schedule_to_close_timeout=NETWORK_BOUND)
        vectors, keywords = await asyncio.gather(
            workflow.execute_activity(upsert_vector, chunks, schedule_to_close_timeout=NETWORK_BOUND),
            workflow.execute_activity(upsert_keyword, chunks, schedule_to_close_timeout=NETWORK_BOUND),
        )
        return {"vectors": vectors, "keywords": keywords}
