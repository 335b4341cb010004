"""Passkeys: WebAuthn, as the relying party of this origin.

A challenge carries what it is for and until when, sealed with a key of this process: nothing is kept for those who ask
and never answer. Once answered it is spent.

The library that does it is imported when it is first needed: without it a server starts a sixth sooner.
"""

from __future__ import annotations

import hmac
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

from mediant.web.accounts import Account, Accounts, Passkey
from mediant.web.settings import MINUTE, Settings

LASTS = 5 * MINUTE
SIGN_IN = "sign in"
_CHANCE, _TIME, _SEAL = 16, 8, 32


class Unproven(Exception):
    """What came is no proof of a passkey: forged, replayed, too late, of another site, or of no account here."""


class Challenges:
    """Challenges for the authenticators, each good for one purpose, one answer and five minutes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._key = settings.token().encode()
        self._spent: dict[bytes, float] = {}

    def new(self, purpose: str) -> bytes:
        """A challenge."""
        chance = sha256(self._settings.token().encode()).digest()[:_CHANCE]
        known = chance + struct.pack(">d", self._settings.now() + LASTS)
        return known + self._seal(purpose, known)

    def spend(self, challenge: bytes, purpose: str) -> None:
        """Accept the challenge, now and never again. Raises Unproven."""
        now = self._settings.now()
        known, seal = challenge[: _CHANCE + _TIME], challenge[_CHANCE + _TIME :]
        if not hmac.compare_digest(seal, self._seal(purpose, known)) or len(known) != _CHANCE + _TIME:
            raise Unproven
        (until,) = struct.unpack(">d", known[_CHANCE:])
        self._spent = {spent: end for spent, end in self._spent.items() if now < end}
        if now >= until or challenge in self._spent:
            raise Unproven
        self._spent[challenge] = until

    def _seal(self, purpose: str, known: bytes) -> bytes:
        return hmac.digest(self._key, purpose.encode() + b"\0" + known, "sha256")


class Passkeys:
    """Registration and signing in."""

    def __init__(self, accounts: Accounts, settings: Settings) -> None:
        self._accounts = accounts
        self._settings = settings
        self._challenges = Challenges(settings)

    def to_register(self, purpose: str, name: str, account: Account | None = None) -> str:
        """What the browser needs to make a passkey, as JSON. purpose : what it is for; answer with the same."""
        from webauthn import generate_registration_options, options_to_json
        from webauthn.helpers.structs import (
            AuthenticatorSelectionCriteria,
            PublicKeyCredentialDescriptor,
            ResidentKeyRequirement,
            UserVerificationRequirement,
        )

        known = account.passkeys.values() if account else ()
        options = generate_registration_options(
            rp_id=self._settings.host,
            rp_name="mediant",
            user_name=name,
            challenge=self._challenges.new(purpose),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=_decoded(passkey.id)) for passkey in known],
        )
        return options_to_json(options)

    def registered(self, purpose: str, answer: str) -> Passkey:
        """The passkey that the browser made. Raises Unproven."""
        from webauthn import verify_registration_response

        challenge = self._spent(answer, purpose)
        try:
            verified = verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=self._settings.host,
                expected_origin=self._settings.origin,
                require_user_verification=True,
            )
        except Exception as error:  # on what is malformed the library raises more than its own errors
            raise Unproven from error
        if self._owner(_encoded(verified.credential_id)) is not None:
            raise Unproven
        key = _encoded(verified.credential_public_key)
        return Passkey(id=_encoded(verified.credential_id), public_key=key, used=verified.sign_count)

    def to_sign_in(self) -> str:
        """What the browser needs to prove a passkey, whoever's it is, as JSON."""
        from webauthn import generate_authentication_options, options_to_json
        from webauthn.helpers.structs import UserVerificationRequirement

        options = generate_authentication_options(
            rp_id=self._settings.host,
            challenge=self._challenges.new(SIGN_IN),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options_to_json(options)

    async def signed_in(self, answer: str) -> Account:
        """Whose passkey it was. A counter that does not rise is a copy's: refused. Raises Unproven."""
        from webauthn import verify_authentication_response

        challenge = self._spent(answer, SIGN_IN)
        account, passkey = self._proven(_parsed(answer).get("id"))
        try:
            verified = verify_authentication_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=self._settings.host,
                expected_origin=self._settings.origin,
                credential_public_key=_decoded(passkey.public_key),
                credential_current_sign_count=passkey.used,
                require_user_verification=True,
            )
        except Exception as error:  # as above
            raise Unproven from error
        if verified.new_sign_count != passkey.used:
            await self._accounts.use_passkey(account.id, passkey.id, verified.new_sign_count)
        return account

    def _proven(self, id: object) -> tuple[Account, Passkey]:
        account = self._owner(id) if isinstance(id, str) else None
        if account is None:
            raise Unproven
        return account, account.passkeys[str(id)]

    def _owner(self, id: str) -> Account | None:
        return next((account for account in self._accounts if id in account.passkeys), None)

    def _spent(self, answer: str, purpose: str) -> bytes:
        """The challenge that was answered, spent whatever follows."""
        try:
            client_data = json.loads(_decoded(_parsed(answer)["response"]["clientDataJSON"]))
            challenge = _decoded(client_data["challenge"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise Unproven from error
        self._challenges.spend(challenge, purpose)
        return challenge


def _parsed(answer: str) -> dict[str, Any]:
    parsed = json.loads(answer)
    if not isinstance(parsed, dict):
        raise TypeError
    return parsed


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
