#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the other tests rely on: a stack that is up (STACK_STATE) is as its README and the runbook say."""

import base64
import json
import os
import pathlib
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock
import urllib.request

sys.dont_write_bytecode = True
from stacklib import archive, keycloak, names, process, temporal, tokens, workers  # noqa: E402  (leaves no compiled files in the tree)
from stacklib.folders import HERE, State, default_state_folder  # noqa: E402
from stacklib.process import StackError  # noqa: E402

STATE = State(default_state_folder())
PRODUCTION = "stratmaster-prod"
EVALS = f"{PRODUCTION}.evals"


def claims(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def permissions(user, client):
    return set(claims(tokens.of_user(STATE, user, client)).get("permissions", []))


def service_permissions(client):
    return set(claims(tokens.of_service_account(STATE, client)[0]).get("permissions", []))


def until(found, what, seconds=20):
    """What found() returns once that is anything."""
    deadline = time.monotonic() + seconds
    while not (result := found()):
        if time.monotonic() > deadline:
            raise AssertionError(f"no {what} after {seconds} s")
        time.sleep(0.1)
    return result


def answer(path, token, body=None):
    """The HTTP status of a call, which mirrors the gRPC code, and what came with it."""
    try:
        return 200, temporal.call(STATE, path, token, body)
    except StackError as error:
        return int(str(error).split(": ", 1)[1].split()[0]), None


def terminate(token):
    return answer(f"namespaces/{PRODUCTION}/workflows/no-such-workflow/terminate", token, {"reason": "a test"})[0]


class Archive(unittest.TestCase):
    def test_opens_no_web_console(self):
        with tempfile.TemporaryDirectory() as folder, unittest.mock.patch.object(process, "start") as start:
            archive.start_minio(State(folder), "minio")
        self.assertEqual("off", start.call_args.args[3]["MINIO_BROWSER"])


class Realm(unittest.TestCase):
    def test_is_not_changed_by_a_second_set_up(self):
        command = keycloak.set_up_command(STATE)
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        self.assertEqual(f"Realm {names.REALM}: 0 changes.\n", said)

    def test_set_up_says_what_keeps_it_from_beginning(self):
        def said(**changes):
            command = keycloak.set_up_command(STATE)
            for option, value in changes.items():
                command[command.index(f"--{option.replace('_', '-')}") + 1] = value
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual(1, done.returncode)
            self.assertNotIn("Traceback", done.stderr)
            self.assertEqual(1, done.stderr.count("\n"), done.stderr)
            return done.stderr

        with tempfile.TemporaryDirectory() as folder:
            wrong = pathlib.Path(folder) / "password"
            wrong.write_text("wrong\n")
            self.assertIn("doesn't let admin into realm master: wrong user name or password", said(password_file=str(wrong)))
            self.assertIn("holds no certificate", said(ca_cert=str(wrong)))
        self.assertIn("Realm not found", said(realm="none"))
        self.assertIn("404", said(server=f"http://127.0.0.1:{STATE['ports']['frontend-http']}"))
        other = pathlib.Path(ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt")
        self.assertIn("name it with --ca-cert", said(ca_cert=str(other)))

    def test_gives_everyday_tokens_reading_roles_only(self):
        self.assertEqual(set(names.READS), permissions("ada", names.CLIENT))
        self.assertEqual(set(names.READS), permissions("vic", names.CLIENT))
        self.assertEqual({"tenant-acme:read"}, permissions("tess", names.CLIENT))

    def test_gives_step_up_tokens_writing_roles_to_the_platform_team_only(self):
        self.assertEqual(set(names.WRITES + names.ADMINS), permissions("ada", names.INTERVENE_CLIENT))
        self.assertEqual(set(), permissions("vic", names.INTERVENE_CLIENT))
        self.assertEqual(set(), permissions("tess", names.INTERVENE_CLIENT))

    def test_lets_step_up_tokens_live_two_minutes(self):
        told = claims(tokens.of_user(STATE, "ada", names.INTERVENE_CLIENT))
        self.assertEqual(120, told["exp"] - told["iat"])

    def test_gives_no_refresh_token_at_step_up(self):
        self.assertIn("refresh_token", tokens.SignIn(STATE, "ada", names.CLIENT).answer())
        self.assertNotIn("refresh_token", tokens.SignIn(STATE, "ada", names.INTERVENE_CLIENT).answer())

    def test_names_the_groups_in_the_id_tokens_of_both_clients(self):
        for client in (names.CLIENT, names.INTERVENE_CLIENT):
            told = claims(tokens.SignIn(STATE, "ada", client).answer()["id_token"])
            self.assertEqual([names.GROUP], told["groups"])

    def test_gives_each_service_account_its_own_roles_only(self):
        self.assertEqual(set(names.WRITES), service_permissions(names.WORKER_CLIENT))
        self.assertEqual({"temporal-system:admin"}, service_permissions(names.SETUP_CLIENT))

    def test_asks_for_the_password_again_at_step_up_only(self):
        with_session = tokens.SignIn(STATE, "ada", names.CLIENT)
        with_session.token()
        self.assertFalse(with_session.again(names.CLIENT).asks())
        self.assertTrue(with_session.again(names.INTERVENE_CLIENT).asks())


class OtherNames(unittest.TestCase):
    """A realm of a company that calls nothing as the demo does, set up by the same script on the same Keycloak."""

    REALM = "elsewhere"
    OPTIONS = {
        "--group": "on-call",
        "--temporal-client": "workflow-server",
        "--client": "ops-console",
        "--intervene-client": "ops-console-levers",
        "--worker-client": "ops-worker",
        "--setup-client": "ops-setup",
    }
    ROLES = ["payments:read", "payments:write"]

    class Place(dict):
        """As much of a stack as signing in needs: the issuer, and where logins and certificates are kept."""

        def __init__(self, folder, issuer):
            super().__init__(issuer=issuer, tls=STATE["tls"])
            self.folder = folder
            if self["tls"]:
                (folder / "certificates").symlink_to(keycloak.certificates(STATE))

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.place = cls.Place(pathlib.Path(folder.name), f"{keycloak.server(STATE)}/realms/{cls.REALM}")
        cls.admin = keycloak.administrator(STATE, cls.REALM)
        cls.admin.create_realm({"realm": cls.REALM, "enabled": True})
        cls.addClassCleanup(cls.admin.delete, "")
        cls._set_up()
        keycloak.make_user(cls.place, cls.admin, "kim", cls.OPTIONS["--group"])

    def test_are_all_that_the_tokens_say(self):
        everyday = self._tokens("--client")
        access, identity = claims(everyday["access_token"]), claims(everyday["id_token"])
        self.assertEqual(("ops-console", "ops-console"), (access["azp"], identity["azp"]))
        self.assertEqual("workflow-server", access["aud"])
        self.assertEqual(["payments:read"], access["permissions"])
        self.assertEqual(["on-call"], identity["groups"])
        self.assertEqual("kim", identity["preferred_username"])

        step_up = self._tokens("--intervene-client")
        access, identity = claims(step_up["access_token"]), claims(step_up["id_token"])
        self.assertEqual(("ops-console-levers", "ops-console-levers"), (access["azp"], identity["azp"]))
        self.assertEqual(["payments:write"], access["permissions"])
        self.assertEqual(["on-call"], identity["groups"])
        self.assertNotIn("refresh_token", step_up)

    def test_bring_none_of_the_defaults_with_them(self):
        clients = {client["clientId"] for client in self.admin.get("clients")}
        self.assertLessEqual({self.OPTIONS[name] for name in self.OPTIONS if name != "--group"}, clients)
        defaults = {names.CLIENT, names.INTERVENE_CLIENT, names.WORKER_CLIENT, names.SETUP_CLIENT, "temporal"}
        self.assertEqual(set(), defaults & clients)
        self.assertEqual(["on-call"], [group["name"] for group in self.admin.get("groups")])
        self.assertEqual(f"Realm {self.REALM}: 0 changes.\n", self._set_up())

    @classmethod
    def _set_up(cls):
        words = [word for option in cls.OPTIONS.items() for word in option]
        command = keycloak.set_up_command(STATE, cls.REALM, [*words, *cls.ROLES])
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def _tokens(self, client):
        return tokens.SignIn(self.place, "kim", self.OPTIONS[client]).answer()


class Server(unittest.TestCase):
    def test_lets_a_viewer_read_and_refuses_a_write(self):
        token = tokens.of_user(STATE, "vic", names.CLIENT)
        self.assertEqual(200, answer("namespaces", token)[0])
        self.assertEqual(403, terminate(token))
        self.assertEqual(403, terminate(tokens.of_user(STATE, "vic", names.INTERVENE_CLIENT)))

    def test_lets_the_platform_team_write_after_step_up_only(self):
        self.assertEqual(403, terminate(tokens.of_user(STATE, "ada", names.CLIENT)))
        self.assertEqual(404, terminate(tokens.of_user(STATE, "ada", names.INTERVENE_CLIENT)))

    def test_shows_a_tenant_its_own_namespace_and_no_other(self):
        token = tokens.of_user(STATE, "tess", names.CLIENT)
        self.assertEqual(200, answer("namespaces/tenant-acme/workflow-count", token)[0])
        self.assertEqual(403, answer("namespaces", token)[0])
        self.assertEqual(403, answer(f"namespaces/{PRODUCTION}/workflow-count", token)[0])

    def test_has_the_namespaces_of_the_runbook(self):
        told = answer("namespaces", tokens.of_user(STATE, "vic", names.CLIENT))[1]["namespaces"]
        days = {entry["namespaceInfo"]["name"]: entry["config"]["workflowExecutionRetentionTtl"] for entry in told}
        for namespace, retention in names.RETENTION_DAYS.items():
            self.assertEqual(f"{retention * 86400}s", days[namespace])

    def test_has_a_backlog_on_the_queue_that_nobody_serves(self):
        told = self._queue(EVALS)
        self.assertGreater(int(told["stats"]["approximateBacklogCount"]), 100)
        self.assertNotIn("pollers", told)

    def test_has_pollers_on_every_other_queue(self):
        token, _ = tokens.of_service_account(STATE, names.WORKER_CLIENT)
        for queue in names.STAFFED_QUEUES:
            until(lambda queue=queue: "pollers" in self._queue(queue, token), f"poller on {queue}")

    def test_tells_prometheus_its_metrics(self):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(os.environ["STACK_PROMETHEUS"], timeout=10) as reply:
            self.assertRegex(reply.read().decode(), r"(?m)^service_requests(_total)?\{")

    def test_works_off_a_workflow_of_the_runbook(self):
        command = [STATE["python"], str(workers.SCRIPTS / "run_demo_workflow.py"), "--namespace", PRODUCTION]
        command += ["--queue", "knowledge_ingest", "--wait"]
        environment = os.environ | workers.environment(STATE)
        told = json.loads(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60).stdout)
        self.assertGreater(told["result"]["vectors"], 0)
        status = self._workflow(told["workflow_id"])["workflowExecutionInfo"]["status"]
        self.assertEqual("WORKFLOW_EXECUTION_STATUS_COMPLETED", status)

    def test_has_an_activity_that_is_tried_again_and_again(self):
        def tried_again():
            pending = self._workflow("vector-sync-briefs").get("pendingActivities", [])
            return [each for each in pending if each.get("attempt", 0) > 1]

        self.assertEqual("call_qdrant", until(tried_again, "second attempt")[0]["activityType"]["name"])

    def _workflow(self, identity):
        token, _ = tokens.of_service_account(STATE, names.WORKER_CLIENT)
        return answer(f"namespaces/{PRODUCTION}/workflows/{identity}", token)[1]

    def _queue(self, queue, token=None):
        token = token or tokens.of_service_account(STATE, names.WORKER_CLIENT)[0]
        namespace = queue.split(".")[0]
        path = f"namespaces/{namespace}/task-queues/{queue}?reportStats=true&reportPollers=true&taskQueueType=TASK_QUEUE_TYPE_WORKFLOW"
        return answer(path, token)[1]


class SecondStack(unittest.TestCase):
    def test_stands_beside_the_first_and_leaves_nothing_running(self):
        with tempfile.TemporaryDirectory() as folder:
            self._stack(folder, "up", "--no-seed")
            second = State(folder)
            started = second["processes"].values()
            try:
                self.assertEqual(sorted(STATE["processes"]), sorted(second["processes"]))
                self.assertFalse(set(STATE["ports"].values()) & set(second["ports"].values()))
                self.assertTrue(all(process.members(*each) for each in started))
            finally:
                self._stack(folder, "down")
            self.assertEqual([], [pid for each in started for pid in process.members(*each)])
        self.assertTrue(all(process.alive(STATE, name) for name in STATE["processes"]))

    def _stack(self, folder, *command):
        done = subprocess.run([HERE / "stack", "--state", folder, *command], capture_output=True, text=True, timeout=180)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
