"""A mediation from its first page to its signed outcome, in real browsers: a mediator on a laptop, three people, one on a phone."""

from __future__ import annotations

from walking import (
    Story,
    begins,
    draft,
    invites,
    meet,
    opens_a_mediation,
    says_what_matters,
    speaks_apart,
    take_home,
    vote_and_sign,
    walking,
)
from windows import hindrances

PARTIES = ("Upper villages", "Lower villages", "City of Aru")
STORY = Story(
    title="Water of the valley",
    parties=PARTIES,
    issues="""Water let through in summer: a third, half, two thirds
Who keeps the gate: upper villages, in turns, a keeper of all three
What the city pays: nothing, something, all of the upkeep""",
    mediator="Mira",
    people=dict(zip(("Ugo", "Lena", "Carl"), PARTIES, strict=True)),
    apart="We could live with half.",
    answer="Thank you. I keep it to myself.",
    joint="We are here to talk.",
    clause="Summer water",
    drafts=(
        "Half of the water is let through in summer.",
        "Half of the water is let through from May to September.",
        "Half of the water is let through from May to September. The city pays the upkeep.",
    ),
    kept="from May to September",
)


def test_three_people_and_a_mediator_from_invitation_to_signed_outcome(browser, tmp_path):
    with walking(browser, tmp_path, STORY, "Lena") as walk:
        opens_a_mediation(walk)
        assert hindrances(walk.mira) == []
        invites(walk, "Ugo")
        invites(walk, "Lena", width=320, height=640, has_touch=True, is_mobile=True)
        invites(walk, "Carl", theme="dark")
        for page in walk.pages.values():
            says_what_matters(page)
        begins(walk, "Separate sessions")
        speaks_apart(walk)
        begins(walk, "Joint session")
        meet(walk)
        draft(walk)
        begins(walk, "Ballot")
        vote_and_sign(walk)
        for page in (walk.mira, *walk.pages.values()):
            assert hindrances(page) == []
        take_home(walk, tmp_path)
