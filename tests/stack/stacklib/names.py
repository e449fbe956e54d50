# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stack is made of: the names, retentions and people that the runbook and the tests speak of."""

REALM = "signalbox"
CLIENT = "signalbox"
INTERVENE_CLIENT = "signalbox-intervene"
NESTED_CLIENT = "signalbox-nested"
WORKER_CLIENT = "signalbox-worker"
SETUP_CLIENT = "signalbox-setup"
GROUP = "platform-team"

RETENTION_DAYS = {
    "stratmaster-dev": 3,
    "stratmaster-staging": 7,
    "stratmaster-prod": 30,
    "tenant-acme": 30,
}

READS = [f"{namespace}:read" for namespace in RETENTION_DAYS] + ["temporal-system:read"]
# Of this one there are the roles, and no namespace yet.
NEW_TENANT = "tenant-nova"
WRITES = [f"{namespace}:write" for namespace in [*RETENTION_DAYS, NEW_TENANT]]
# The tenant's namespace that is there is administered by nobody here.
ADMINS = [f"{namespace}:admin" for namespace in RETENTION_DAYS if not namespace.startswith("tenant-")] + [f"{NEW_TENANT}:admin"]
ROLES = READS + WRITES + ADMINS

# user -> (group, client roles of their own)
USERS = {
    "ada": (GROUP, []),
    "vic": (None, READS),
    "tess": (None, ["tenant-acme:read"]),
}

# Nobody works on `evals` of production, so its backlog grows.
STAFFED_QUEUES = [
    "stratmaster-prod.knowledge_ingest",
    "stratmaster-prod.research_workflows",
    "stratmaster-prod.render_playwright",
    "stratmaster-prod.compression",
    "stratmaster-dev.knowledge_ingest",
    "stratmaster-staging.knowledge_ingest",
    "tenant-acme.knowledge_ingest",
]
