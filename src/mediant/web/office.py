"""What every handler may need beside the cases: who is in session, who is invited, how often things were tried."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from mediant.web.accounts import ROLES, Accounts
from mediant.web.codes import WrongCodes
from mediant.web.invites import Invites, link_of
from mediant.web.limits import Limit, Sources
from mediant.web.logbook import Lines, Logbook
from mediant.web.middleware import SESSION
from mediant.web.passkeys import Passkeys
from mediant.web.passwords import Passwords
from mediant.web.sessions import Session, Sessions
from mediant.web.settings import DAY, Settings
from mediant.web.streams import Streams
from mediant.web.trusted import Trusted


class Office:
    """The parts of one server that outlive a request. `load` must run before the first."""

    def __init__(self, store: Lines, settings: Settings) -> None:
        self.settings = settings
        self.logbook = Logbook(store)
        self.streams = Streams(settings.token)
        self.sessions = Sessions(self.logbook, settings, self.streams.cut)
        self.invites = Invites(self.logbook, settings)
        self.sources = Sources(settings.token(), proxied=settings.proxied)
        self.accounts = Accounts(self.logbook, settings)
        self.trusted = Trusted(self.logbook)
        self.passkeys = Passkeys(self.accounts, settings)
        self.passwords = Passwords()
        self.failed = Limit(settings.now, rate=0.5, burst=30)
        self.wrong_codes = WrongCodes(settings.now, self.sources)
        self.tries = Limit(settings.now, rate=1 / 30, burst=10)
        self.tries_of_all = Limit(settings.now, rate=1 / 3, burst=300)

    async def load(self) -> None:
        """Remember what was written before the last stop."""
        await self.logbook.load()

    async def first_link(self) -> str | None:
        """A link that makes the first account, with every role; None where there are accounts. Old ones end with it."""
        if len(self.accounts):
            return None
        for invite in self.invites.open_for(""):
            await self.invites.revoke(invite.key)
        return link_of(self.settings, await self.invites.make("", "+".join(ROLES), lasts=DAY), of_account=True)


def office_of(request: Request) -> Office:
    """The office of the server that this request came to."""
    office: Office = request.app.state.office
    return office


def session_of(request: Request) -> Session:
    """The session that the request comes in: for the case in its path, else of the account. 404 where there is none."""
    session: Session | None = request.scope.get(SESSION)
    if session is None:
        raise HTTPException(404)
    return session


def seat_of(request: Request) -> Session:
    """The session for the case in the path; 404 where this browser holds none: as if there were no such case."""
    session = session_of(request)
    if not session.case:
        raise HTTPException(404)
    return session


def account_of(request: Request) -> Session:
    """The session of an account. 404 where there is none."""
    session = office_of(request).sessions.of(request.cookies, "")
    if session is None:
        raise HTTPException(404)
    return session
