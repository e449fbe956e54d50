# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a namespace, says what it is for, how long it keeps what has ended or where it archives to, gives it a search
attribute, or deletes it, as the account that sets clusters up."""

import argparse

from connection import connect, run_script, stack_state
from google.protobuf.duration_pb2 import Duration

from stacklib import names
from temporalio.api.enums.v1 import ArchivalState, IndexedValueType
from temporalio.api.namespace.v1 import NamespaceConfig, UpdateNamespaceInfo
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, DeleteNamespaceRequest
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest, UpdateNamespaceRequest

DAY = 86400


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["make", "describe", "keep", "archive", "attribute", "delete"])
    parser.add_argument("namespace")
    parser.add_argument("--days", type=int, default=1, help="how long it keeps what has ended (default: 1)")
    parser.add_argument("--seconds", type=int, default=0, help="and this much longer")
    parser.add_argument("--to", help="archive: the address, which stays for good")
    parser.add_argument("--text", help="describe: what it is for")
    parser.add_argument("--owner", help="describe: whose it is, an e-mail address")
    parser.add_argument("--name", help="attribute: of a keyword")
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace, names.SETUP_CLIENT)
    kept = Duration(seconds=options.days * DAY + options.seconds)
    if options.action == "make":
        request = RegisterNamespaceRequest(namespace=options.namespace, workflow_execution_retention_period=kept)
        await client.workflow_service.register_namespace(request)
    elif options.action == "describe":
        info = UpdateNamespaceInfo(description=options.text, owner_email=options.owner)
        await client.workflow_service.update_namespace(UpdateNamespaceRequest(namespace=options.namespace, update_info=info))
    elif options.action == "attribute":
        keyword = {options.name: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD}
        await client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(namespace=options.namespace, search_attributes=keyword)
        )
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
