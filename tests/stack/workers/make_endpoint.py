# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a Nexus endpoint whose calls wait in a queue, as another team's service has one."""

import argparse

from connection import connect, qualified, run_script, stack_state

from stacklib import names
from temporalio.api.nexus.v1 import EndpointSpec, EndpointTarget
from temporalio.api.operatorservice.v1 import CreateNexusEndpointRequest


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("namespace")
    parser.add_argument("queue")
    options = parser.parse_args()

    client = await connect(stack_state(), options.namespace, names.SETUP_CLIENT)
    worker = EndpointTarget.Worker(namespace=options.namespace, task_queue=qualified(options.namespace, options.queue))
    spec = EndpointSpec(name=options.name, target=EndpointTarget(worker=worker))
    await client.operator_service.create_nexus_endpoint(CreateNexusEndpointRequest(spec=spec))


if __name__ == "__main__":
    run_script(main())
