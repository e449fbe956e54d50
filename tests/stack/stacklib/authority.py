# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate authority of the stack's own, and the one server certificate it signs."""

import subprocess

from .process import StackError

DAYS = "7"


def make(folder):
    """Makes ca.pem, server.pem and server.key in the folder. The authority's key is thrown away: it signs no more."""
    folder.mkdir(mode=0o700, parents=True)
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl(folder, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", DAYS, "-subj", "/CN=Signalbox test authority")
    openssl(folder, "req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1")
    (folder / "extensions").write_text("subjectAltName = IP:127.0.0.1, DNS:localhost\n")
    openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-extfile", "extensions", "-out", "server.pem", "-days", DAYS)
    for name in ("ca.key", "server.csr", "extensions", "ca.srl"):
        (folder / name).unlink(missing_ok=True)


def openssl(folder, *arguments):
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StackError(f"openssl {arguments[0]}: {done.stderr.strip()}")
