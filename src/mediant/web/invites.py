"""Invitations: links that give a seat, or an account, to whoever redeems them. Only their SHA-256 is kept."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import segno

from mediant.web.logbook import Fact, Logbook
from mediant.web.sessions import TOKEN, hashed
from mediant.web.settings import DAY, Settings
from mediant.web.spreadsheets import csv_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A place that is offered: a seat of a case or, where `case` is empty, an account with the role `seat`.

    A class is a case whose `seat` is empty: whoever redeems it gets one that is free in one of its groups. uses : how
    many may redeem it, one after another
    """

    key: str
    case: str
    seat: str
    expires: float
    uses: int = 1


class Invites:
    """All invitations that can still be redeemed."""

    def __init__(self, logbook: Logbook, settings: Settings) -> None:
        self._logbook = logbook
        self._settings = settings
        self._open: dict[str, Invite] = {}
        self._left: dict[str, int] = {}
        self._taken: Counter[str] = Counter()
        logbook.listen("invited", self._invited)
        logbook.listen("invite-redeemed", self._redeemed)
        logbook.listen("invite-revoked", self._revoked)

    async def make(self, case: str, seat: str, *, lasts: float = 14 * DAY, uses: int = 1) -> str:
        """The token of a new invitation: shown now, and never again."""
        (token,) = await self.make_many(case, [seat], lasts=lasts, uses=uses)
        return token

    async def make_many(self, case: str, seats: Iterable[str], *, lasts: float = 14 * DAY, uses: int = 1) -> list[str]:
        """Tokens of new invitations, one for each seat, in their order; all are durable, or none."""
        expires = self._settings.now() + lasts
        made = [(self._settings.token(), seat) for seat in seats]
        common = {"fact": "invited", "case": case, "expires": expires, "uses": uses}
        await self._logbook.write(*({**common, "key": hashed(token), "seat": seat} for token, seat in made))
        return [token for token, _ in made]

    def of(self, token: str) -> Invite | None:
        """What a token offers; None where it is unknown, used up, revoked or expired: which of these is not said."""
        invite = self._open.get(hashed(token)) if TOKEN.fullmatch(token) else None
        return invite if invite is not None and self._is_open(invite) else None

    async def redeem(self, token: str) -> Invite | None:
        """What the token gives, used up by this; None where it offers nothing any more. Of two at once, one gets it."""
        invite = self.of(token)
        if invite is None:
            return None
        self._taken[invite.key] += 1  # before anybody else can look
        try:
            await self._logbook.write({"fact": "invite-redeemed", "key": invite.key})
        finally:
            self._taken[invite.key] -= 1
        return invite

    async def revoke(self, key: str) -> None:
        """Make an invitation worth nothing; `key` is that of the Invite."""
        if key in self._open:
            await self._logbook.write({"fact": "invite-revoked", "key": key})

    async def revoke_all(self, case: str) -> None:
        """Make all invitations to a case worth nothing."""
        for invite in self.open_for(case):
            await self.revoke(invite.key)

    def open_for(self, case: str) -> tuple[Invite, ...]:
        """Invitations to a case that can still be redeemed."""
        return tuple(invite for invite in self._open.values() if invite.case == case and self._is_open(invite))

    def _is_open(self, invite: Invite) -> bool:
        left = self._left[invite.key] - self._taken[invite.key]
        return left > 0 and self._settings.now() < invite.expires

    def _invited(self, fact: Fact) -> None:
        fields = {name: fact[name] for name in ("key", "case", "seat", "expires", "uses")}
        self._open[fact["key"]] = Invite(**fields)
        self._left[fact["key"]] = fact["uses"]

    def _redeemed(self, fact: Fact) -> None:
        if fact["key"] in self._left:
            self._left[fact["key"]] -= 1

    def _revoked(self, fact: Fact) -> None:
        self._open.pop(fact["key"], None)
        self._left.pop(fact["key"], None)


def link_of(settings: Settings, token: str, *, of_account: bool = False, of_class: bool = False) -> str:
    """The address that redeems a token: for a seat, for an account, or for a seat in a class."""
    return f"{settings.origin}/{'join' if of_account else 'class' if of_class else 'i'}/{token}"


def qr_code(link: str) -> str:
    """The link as a drawing for cameras: SVG, black on white so that dark pages show it too."""
    drawing = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawing, kind="svg", border=4, light="#fff", xmldecl=False, scale=4)
    return drawing.getvalue().decode()


def csv_of(rows: Iterable[tuple[str, str]]) -> str:
    """Seats and links as CSV."""
    return csv_text([("seat", "link"), *rows])
