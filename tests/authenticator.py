"""An authenticator in software: makes passkeys and proves them, rightly or, where a test asks for it, wrongly."""

from __future__ import annotations

import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ORIGIN = "http://localhost:8000"


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One passkey, at one origin."""

    origin: str = ORIGIN
    rp_id: str = "localhost"
    id: bytes = field(default_factory=lambda: token_bytes(32))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    count: int = 0
    flags: int = PRESENT | VERIFIED

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _state(self, flags: int) -> bytes:
        self.count += 1
        return sha256(self.rp_id.encode()).digest() + struct.pack(">BI", flags, self.count)

    def register(self, options: str) -> str:
        """The answer of a browser in which this passkey was made."""
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        state = self._state(self.flags | ATTESTED) + bytes(16) + struct.pack(">H", len(self.id)) + self.id + key
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": state})
        client_data = self._client_data("webauthn.create", json.loads(options)["challenge"])
        return self._answer(clientDataJSON=client_data, attestationObject=attestation)

    def sign_in(self, options: str) -> str:
        """The answer of a browser in which this passkey was used."""
        client_data = self._client_data("webauthn.get", json.loads(options)["challenge"])
        state = self._state(self.flags)
        signature = self.key.sign(state + sha256(client_data).digest(), ECDSA(SHA256()))
        return self._answer(clientDataJSON=client_data, authenticatorData=state, signature=signature)

    def _answer(self, **response: bytes) -> str:
        texts = {name: encoded(value) for name, value in response.items()}
        return json.dumps({"id": encoded(self.id), "rawId": encoded(self.id), "type": "public-key", "response": texts})
