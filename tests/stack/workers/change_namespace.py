# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a namespace, deletes it or changes its retention, as the account that sets clusters up."""

import argparse

from connection import connect, run_script, stack_state
from google.protobuf.duration_pb2 import Duration

from stacklib import names
from temporalio.api.operatorservice.v1 import DeleteNamespaceRequest
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest, UpdateNamespaceRequest

RETENTION = Duration(seconds=86400)


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["make", "delete", "retain"])
    parser.add_argument("namespace")
    parser.add_argument("--days", type=int, help="how long it is to keep what has closed")
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace, names.SETUP_CLIENT)
    if options.action == "make":
        request = RegisterNamespaceRequest(namespace=options.namespace, workflow_execution_retention_period=RETENTION)
        await client.workflow_service.register_namespace(request)
    elif options.action == "retain":
        kept = NamespaceConfig(workflow_execution_retention_ttl=Duration(seconds=86400 * options.days))
        await client.workflow_service.update_namespace(UpdateNamespaceRequest(namespace=options.namespace, config=kept))
    else:
        await client.operator_service.delete_namespace(DeleteNamespaceRequest(namespace=options.namespace))


if __name__ == "__main__":
    run_script(main())
