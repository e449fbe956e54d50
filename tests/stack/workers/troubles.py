# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings queues into trouble and keeps them there until its standard input ends. Reads a JSON list of troubles there, each with
the queue and what is done to it, and says "ready" once all of it is done, after a line "failed QUEUE: why" for what could
not be.

A trouble: {"queue", "starts": [{"workflow", "args", "times"}], "worker": {"slots", "only", "version", "per_second", "mute"},
"then": [{"do", …}]}. What is left out is not done.
"""

import asyncio
import json
import logging
import sys
import uuid

from connection import connect, names, run_script, stack_state
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import RateLimit
from temporalio.api.workflowservice.v1 import (
    PauseWorkflowExecutionRequest,
    SetWorkerDeploymentCurrentVersionRequest,
    UpdateTaskQueueConfigRequest,
)
from temporalio.client import Client
from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.worker import Worker, WorkerDeploymentConfig
from toil import Batch, Fan, Idle, Pay, Spin, charge, flaky, work

WORKFLOWS = [Idle, Spin, Fan, Pay, Batch]


def namespace_of(queue):
    return queue.split(".")[0]


def driver_of(queue):
    """Workflows that make activities are worked on by a queue of their own, so that this one shows activities alone."""
    return f"{namespace_of(queue)}.driver"


class Troubles:
    def __init__(self, client, mute, setup):
        self._service = client.service_client
        self._mute = mute.service_client
        self._setup = setup
        self._workers = {}
        self._tasks = []
        self._started = {}

    def _client(self, queue, mute=False):
        return Client(self._mute if mute else self._service, namespace=namespace_of(queue))

    async def make(self, trouble):
        queue = trouble["queue"]
        if "worker" in trouble:
            await self.work(queue, trouble["worker"])
        for start in trouble.get("starts", []):
            await self.start(queue, start)
        for step in trouble.get("then", []):
            await getattr(self, step["do"])(queue, step)

    async def work(self, queue, options):
        deployment = None
        if "version" in options:
            version = WorkerDeploymentVersion(deployment_name=queue.split(".")[-1], build_id=options["version"])
            deployment = WorkerDeploymentConfig(
                version=version, use_worker_versioning=True, default_versioning_behavior=VersioningBehavior.AUTO_UPGRADE
            )
        worker = Worker(
            self._client(queue, options.get("mute", False)),
            task_queue=queue,
            workflows=[] if options.get("only") == "activities" else WORKFLOWS,
            activities=[] if options.get("only") == "workflows" else [work, charge, flaky],
            max_concurrent_activities=options.get("slots", 20),
            max_task_queue_activities_per_second=options.get("per_second"),
            deployment_config=deployment,
            identity=f"worker of {queue} {options.get('version', '')}".strip(),
        )
        self._workers[queue] = (worker, asyncio.create_task(worker.run()))

    async def start(self, queue, start):
        makes_activities = start["workflow"] in ("Fan", "Pay", "Batch")
        on = driver_of(queue) if makes_activities else queue
        arguments = [queue, *start.get("args", [])] if makes_activities else start.get("args", [])
        ids = [f"{queue}-{uuid.uuid4()}" for _ in range(start.get("times", 1))]
        for some in (ids[i : i + 20] for i in range(0, len(ids), 20)):
            await asyncio.gather(*(self._client(queue).start_workflow(start["workflow"], args=arguments, id=one, task_queue=on) for one in some))
        self._started.setdefault(queue, []).extend(ids)

    async def wait(self, _, step):
        await asyncio.sleep(step["seconds"])

    async def end(self, queue, _):
        """Waits until what was started has ended, in whatever way."""
        handles = (self._client(queue).get_workflow_handle(one) for one in self._started[queue])
        await asyncio.gather(*(handle.result() for handle in handles), return_exceptions=True)

    async def stop(self, queue, _):
        worker, task = self._workers.pop(queue)
        await worker.shutdown()
        await task

    async def again(self, queue, step):
        await self.work(queue, step["worker"])

    async def more(self, queue, step):
        await self.start(queue, step)

    async def terminate(self, queue, _):
        await asyncio.gather(*(self._client(queue).get_workflow_handle(one).terminate() for one in self._started[queue]))

    async def pause(self, queue, step):
        for one in self._started[queue][: step.get("count")]:
            request = PauseWorkflowExecutionRequest(
                namespace=namespace_of(queue), workflow_id=one, identity="ada", reason="migration", request_id=str(uuid.uuid4())
            )
            await self._client(queue).workflow_service.pause_workflow_execution(request)

    async def limit(self, queue, step):
        """One write of a queue's configuration a namespace and second."""
        update = UpdateTaskQueueConfigRequest.RateLimitUpdate(
            rate_limit=RateLimit(requests_per_second=step["per_second"]), reason=step.get("reason", "")
        )
        request = UpdateTaskQueueConfigRequest(
            namespace=namespace_of(queue),
            identity="ada",
            task_queue=queue,
            task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
            update_queue_rate_limit=update,
        )
        await self._retried(lambda: self._setup.workflow_service.update_task_queue_config(request))

    async def current(self, queue, step):
        request = SetWorkerDeploymentCurrentVersionRequest(
            namespace=namespace_of(queue),
            deployment_name=queue.split(".")[-1],
            build_id=step["version"],
            identity="ada",
            ignore_missing_task_queues=True,
            allow_no_pollers=True,
        )
        await self._retried(lambda: self._setup.workflow_service.set_worker_deployment_current_version(request))

    async def stream(self, queue, step):
        """Activities of one priority for ever, so many a second."""
        self._tasks.append(asyncio.create_task(self._stream(queue, step)))

    async def _stream(self, queue, step):
        while True:
            await self.start(queue, {"workflow": step["workflow"], "args": step["args"]})
            await asyncio.sleep(1 / step["per_second"])

    async def _retried(self, call):
        for attempt in range(20):
            try:
                return await call()
            except Exception as error:  # noqa: BLE001  (the server refuses what comes too soon in several ways)
                if attempt == 19:
                    raise
                print(f"again: {error}", file=sys.stderr, flush=True)
                await asyncio.sleep(1.5)


async def main():
    logging.disable()  # of activities that are to fail
    state = stack_state()
    client = await connect(state, "stratmaster-prod")
    mute = await connect(state, "stratmaster-prod", runtime=Runtime(telemetry=TelemetryConfig(), worker_heartbeat_interval=None))
    setup = await connect(state, "stratmaster-prod", names.SETUP_CLIENT)
    troubles = Troubles(client, mute, setup)
    loop = asyncio.get_running_loop()
    wanted = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    for driver in {driver_of(one["queue"]) for one in wanted}:
        await troubles.work(driver, {})
    done = await asyncio.gather(*(troubles.make(one) for one in wanted), return_exceptions=True)
    for trouble, result in zip(wanted, done):
        if result:
            print(f"failed {trouble['queue']}: {result}", flush=True)
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    run_script(main())
