# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a namespace, says how long it keeps what has ended or where it archives to, or deletes it, as the account that sets
clusters up."""

import argparse

from connection import connect, run_script, stack_state
from google.protobuf.duration_pb2 import Duration

from stacklib import names
from temporalio.api.enums.v1 import ArchivalState
from temporalio.api.operatorservice.v1 import DeleteNamespaceRequest
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest, UpdateNamespaceRequest

DAY = 86400


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["make", "keep", "archive", "delete"])
    parser.add_argument("namespace")
    parser.add_argument("--days", type=int, default=1, help="how long it keeps what has ended (default: 1)")
    parser.add_argument("--seconds", type=int, default=0, help="and this much longer")
    parser.add_argument("--to", help="archive: the address, which stays for good")
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace, names.SETUP_CLIENT)
    kept = Duration(seconds=options.days * DAY + options.seconds)
    if options.action == "make":
        request = RegisterNamespaceRequest(namespace=options.namespace, workflow_execution_retention_period=kept)
        await client.workflow_service.register_namespace(request)
    elif options.action == "keep":
        config = NamespaceConfig(workflow_execution_retention_ttl=kept)
        await client.workflow_service.update_namespace(UpdateNamespaceRequest(namespace=options.namespace, config=config))
    elif options.action == "archive":
        on = ArchivalState.ARCHIVAL_STATE_ENABLED
        config = NamespaceConfig(
            history_archival_state=on, history_archival_uri=options.to, visibility_archival_state=on, visibility_archival_uri=options.to
        )
        await client.workflow_service.update_namespace(UpdateNamespaceRequest(namespace=options.namespace, config=config))
    else:
        await client.operator_service.delete_namespace(DeleteNamespaceRequest(namespace=options.namespace))


if __name__ == "__main__":
    run_script(main())
