# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where configuring takes Temporal's .proto files from: test_protos.py UNPACKED_CRATE

Nothing is fetched: a cargo of the test's own stands in front of the real one.
"""

import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import unittest

UNPACKED = pathlib.Path(sys.argv.pop())
PROJECT = pathlib.Path(__file__).parent / "api"


class Protos(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.archive = self.folder / "cache" / "downloads" / f"{UNPACKED.name}.crate"
        self.build = self.folder / "build"
        self.cargo("echo no network >&2; exit 101")

    def cargo(self, script):
        path = self.folder / "bin" / "cargo"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\necho \"$@\" >>{self.folder}/asked\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def configure(self, *options):
        environment = os.environ | {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "SIGNALBOX_CACHE_DIR": str(self.folder / "cache"),
            "CARGO_HOME": str(self.folder / "home"),
        }
        command = ["cmake", "-G", "Ninja", "-S", str(PROJECT), "-B", str(self.build), *options]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, " ".join(done.stderr.split())

    def another_archive(self, path):
        """Made of the same files, but not the one that is pinned."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(path, "w:gz") as archive:
            archive.add(UNPACKED, UNPACKED.name)

    def test_folders_of_ones_own_need_no_cargo(self):
        status, said = self.configure(f"-DSIGNALBOX_TEMPORAL_API_DIR={UNPACKED}/protos/api_upstream;{UNPACKED}/protos")
        self.assertEqual(0, status, said)
        self.assertTrue((self.build / "api/proto/temporal/api/workflowservice/v1/service.proto").exists())
        self.assertTrue((self.build / "api/proto/google/rpc/status.proto").exists())
        self.assertFalse((self.folder / "asked").exists())

    def test_one_crate_is_asked_for_and_another_archive_refused(self):
        (self.folder / "home").mkdir()
        (self.folder / "home" / "config.toml").touch()
        self.another_archive(self.folder / "fetched")
        self.cargo(f"mkdir -p $CARGO_HOME/registry/cache/x && cp {self.folder}/fetched $CARGO_HOME/registry/cache/x/{UNPACKED.name}.crate")
        status, said = self.configure()
        crate, version = UNPACKED.name.rsplit("-", 1)
        asked = (self.folder / "asked").read_text(encoding="utf-8").splitlines()
        self.assertEqual([f"--config {self.folder}/home/config.toml info {crate}@{version}"], asked)
        self.assertNotEqual(0, status)
        self.assertIn("is not the archive that was reviewed", said)
        self.assertIn(str(self.archive), said)

    def test_a_cargo_that_fails_is_quoted(self):
        status, said = self.configure()
        self.assertNotEqual(0, status)
        self.assertIn("no network", said)
        self.assertIn("SIGNALBOX_TEMPORAL_API_DIR", said)
        self.assertFalse(self.archive.exists())


unittest.main()
