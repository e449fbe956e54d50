# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits how many activities a second a queue gives out, or none at all, as somebody with the CLI would; without a rate it
takes the limit away."""

import argparse

from connection import connect, qualified, run_script, stack_state
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import RateLimit
from temporalio.api.workflowservice.v1 import UpdateTaskQueueConfigRequest


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--namespace", required=True)
    parser.add_argument("--queue", required=True)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--by", required=True)
    parser.add_argument("--reason", required=True)
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace)
    limit = None if options.rate is None else RateLimit(requests_per_second=options.rate)
    request = UpdateTaskQueueConfigRequest(
        namespace=options.namespace,
        identity=options.by,
        task_queue=qualified(options.namespace, options.queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
        update_queue_rate_limit=UpdateTaskQueueConfigRequest.RateLimitUpdate(rate_limit=limit, reason=options.reason),
    )
    await client.workflow_service.update_task_queue_config(request)


if __name__ == "__main__":
    run_script(main())
