# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the recovery drill loses: workflows that go on, and end, when they are told to."""

from datetime import timedelta

from temporalio import activity, workflow


@activity.defn
async def reserve(step: int) -> int:
    return step


@workflow.defn
class Order:
    """An activity for each step it is told to take."""

    def __init__(self) -> None:
        self._steps = 1
        self._is_over = False

    @workflow.run
    async def run(self) -> int:
        done = 0
        while not self._is_over:
            if done < self._steps:
                done = await workflow.execute_activity(reserve, done + 1, schedule_to_close_timeout=timedelta(minutes=10))
            await workflow.wait_condition(lambda: self._is_over or done < self._steps)
        return done

    @workflow.signal
    def step(self) -> None:
        self._steps += 1

    @workflow.signal
    def finish(self) -> None:
        self._is_over = True
