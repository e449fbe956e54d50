# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resets a run to its last completed workflow task and prints the new run, as somebody with the CLI would."""

import argparse
import uuid

from connection import connect, run_script, stack_state
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--namespace", required=True)
    parser.add_argument("--id", required=True)
    parser.add_argument("--reason", required=True)
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace)
    description = await client.get_workflow_handle(options.id).describe()
    handle = client.get_workflow_handle(options.id, run_id=description.run_id)
    completed = [event.event_id async for event in handle.fetch_history_events() if event.HasField("workflow_task_completed_event_attributes")]
    request = ResetWorkflowExecutionRequest(
        namespace=options.namespace,
        workflow_execution=WorkflowExecution(workflow_id=options.id, run_id=description.run_id),
        reason=options.reason,
        workflow_task_finish_event_id=completed[-1],
        request_id=str(uuid.uuid4()),
    )
    answer = await client.workflow_service.reset_workflow_execution(request)
    print(answer.run_id)


if __name__ == "__main__":
    run_script(main())
