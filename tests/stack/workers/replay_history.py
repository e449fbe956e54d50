# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replays exported histories of the demo's workflows with the Python SDK; prints what came of each as JSON, one a line."""

import argparse
import json
from pathlib import Path

from connection import run_script, stack_state
from knowledge import KnowledgeIngestWorkflow
from sealed import QUEUE, converter_of
from stuck import ChoiceWorkflow, CrawlWorkflow, InvoiceWorkflow, ReviewWorkflow, TranscribeWorkflow, VectorSyncWorkflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

WORKFLOWS = [
    KnowledgeIngestWorkflow,
    ReviewWorkflow,
    ChoiceWorkflow,
    TranscribeWorkflow,
    InvoiceWorkflow,
    VectorSyncWorkflow,
    CrawlWorkflow,
]


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()

    # Whose queue is not sealed has plain values, which it reads too.
    replayer = Replayer(workflows=WORKFLOWS, data_converter=converter_of(stack_state(), QUEUE))
    for file in options.files:
        history = WorkflowHistory.from_json(file.name, file.read_text())
        result = await replayer.replay_workflow(history, raise_on_replay_failure=False)
        failure = result.replay_failure
        print(json.dumps({"file": file.name, "events": len(history.events), "failure": failure and str(failure)}))


if __name__ == "__main__":
    run_script(main())
