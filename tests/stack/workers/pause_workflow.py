# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pauses a run, as somebody with the CLI would."""

import argparse
import uuid

from connection import connect, run_script, stack_state
from temporalio.api.workflowservice.v1 import PauseWorkflowExecutionRequest


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--namespace", required=True)
    parser.add_argument("--id", required=True)
    parser.add_argument("--by", required=True)
    parser.add_argument("--reason", required=True)
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace)
    request = PauseWorkflowExecutionRequest(
        namespace=options.namespace, workflow_id=options.id, identity=options.by, reason=options.reason, request_id=str(uuid.uuid4())
    )
    await client.workflow_service.pause_workflow_execution(request)


if __name__ == "__main__":
    run_script(main())
