"""Erasing: what a party confided, or a whole mediation, with whatever gave a way to it."""

from __future__ import annotations

from mediant.web.hub import Hub, Place
from mediant.web.office import Office
from mediant.web.push import viewers_at
from mediant.workbench.people import Person
from mediant.workbench.records import Erase


async def erase_party(hub: Hub, place: Place, person: Person, party: str) -> None:
    """Take the seats of its people, then destroy its keys. Raises Refused, and then nothing is erased.

    Asked again after a failure of the disk in between, it does the rest.
    """
    if party not in (await hub.table(place, person)).records.erased:
        await hub.ask(place, person, Erase(party))
    else:
        await hub.forget(place, party)


async def erase_case(hub: Hub, office: Office, case: str) -> None:
    """End whatever leads to the case, destroy its keys, and remove it."""
    places = [str(Place(case, group)) for group in await hub.groups(case)]
    for place in places:
        office.streams.cut_viewers(viewers_at(Place.named(place)))
    await hub.erase(case)
    for place in places:
        await office.invites.revoke_all(place)
        await office.sessions.close_case(place)
        for account in [account for account in office.accounts.all() if place in account.seats]:
            await office.accounts.take_seat(account.id, place)
