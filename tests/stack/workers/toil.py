# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the queues in trouble are busy with."""

import asyncio
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.common import Priority, RetryPolicy
from temporalio.exceptions import ApplicationError

PATIENCE = timedelta(hours=2)


@activity.defn
async def work(seconds: float) -> None:
    await asyncio.sleep(seconds)


@activity.defn
async def charge(card: str) -> None:
    raise ApplicationError(f"{card} was declined", type="CardDeclined")


@activity.defn
async def flaky(number: int, failing: int) -> None:
    if number < failing:
        raise ApplicationError(f"card {number} was declined", type="CardDeclined")


@workflow.defn
class Idle:
    """Waits for a signal that never comes."""

    @workflow.run
    async def run(self) -> None:
        await workflow.wait_condition(lambda: False)


@workflow.defn
class Spin:
    """One workflow task after the other, so many."""

    @workflow.run
    async def run(self, tasks: int) -> None:
        for _ in range(tasks):
            await workflow.sleep(0.01)


@workflow.defn
class Fan:
    """Activities on a queue, all at once."""

    @workflow.run
    async def run(self, queue: str, count: int, seconds: float, priority: int) -> None:
        await asyncio.gather(
            *(
                workflow.execute_activity(work, seconds, task_queue=queue, schedule_to_close_timeout=PATIENCE, priority=Priority(priority_key=priority))
                for _ in range(count)
            )
        )


@workflow.defn
class Pay:
    """An activity that fails for ever."""

    @workflow.run
    async def run(self, queue: str) -> None:
        retries = RetryPolicy(initial_interval=timedelta(seconds=2), maximum_interval=timedelta(seconds=20))
        await workflow.execute_activity(charge, "card 17", task_queue=queue, schedule_to_close_timeout=PATIENCE, retry_policy=retries)


@workflow.defn
class Batch:
    """Activities of which some fail, each at most so many times."""

    @workflow.run
    async def run(self, queue: str, count: int, failing: int, attempts: int) -> None:
        retries = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_attempts=attempts)
        await asyncio.gather(
            *(
                workflow.execute_activity(flaky, args=[number, failing], task_queue=queue, schedule_to_close_timeout=PATIENCE, retry_policy=retries)
                for number in range(count)
            ),
            return_exceptions=True,
        )
