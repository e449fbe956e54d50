# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Payloads that only those who have the key can read, as teams with secrets keep theirs: a codec of one queue."""

import dataclasses
import hashlib
import hmac
import secrets

from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec, default

from stacklib.folders import write_private

QUEUE = "sealed_reviews"
ENCODING = b"binary/encrypted"
NONCE = 16
SEAL = 32


def converter_of(state, queue):
    """Everything that goes through the sealed queue is encrypted, failures too; other queues' values are plain."""
    if queue.split(".")[-1] != QUEUE:
        return default()
    codec = SealingCodec(key_of(state))
    return dataclasses.replace(default(), payload_codec=codec, failure_converter_class=SealedFailures)


def key_of(state):
    file = state.folder / "sealing-key"
    if not file.exists():
        write_private(file, secrets.token_hex(32))
    return bytes.fromhex(file.read_text())


class SealedFailures(default().failure_converter_class):
    def __init__(self):
        super().__init__(encode_common_attributes=True)


class SealingCodec(PayloadCodec):
    """A stream of HMACs over a counter, and a seal over all of it: enough for tests, and nothing to install."""

    def __init__(self, key):
        self._key = key

    async def encode(self, payloads):
        return [Payload(metadata={"encoding": ENCODING}, data=self._seal(payload.SerializeToString())) for payload in payloads]

    async def decode(self, payloads):
        return [self._open(payload) if payload.metadata.get("encoding") == ENCODING else payload for payload in payloads]

    def _seal(self, text):
        nonce = secrets.token_bytes(NONCE)
        hidden = self._crossed(nonce, text)
        return nonce + hidden + self._mac(nonce + hidden)

    def _open(self, payload):
        body, seal = payload.data[:-SEAL], payload.data[-SEAL:]
        if not hmac.compare_digest(seal, self._mac(body)):
            raise ValueError("a sealed payload was changed, or is of another key")
        return Payload.FromString(self._crossed(body[:NONCE], body[NONCE:]))

    def _crossed(self, nonce, text):
        blocks = range(0, len(text), SEAL)
        stream = b"".join(self._mac(nonce + block.to_bytes(8, "big")) for block in blocks)
        return bytes(a ^ b for a, b in zip(text, stream))

    def _mac(self, text):
        return hmac.new(self._key, text, hashlib.sha256).digest()
