"""What is not said is asked, in plain words and without taking a side."""

from draft_samples import STRIKE, said

from mediant.evidence.drafting.draft import draft
from mediant.evidence.drafting.questions import issue_name, unknowns_of
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Interval, Preferences, Ranking

CASE = Case(
    title="x",
    parties=(Party(id="north", name="North"), Party(id="south", name="South")),
    issues=(Issue(id="road", name="Road", options=("a", "b", "c")), Issue(id="fee", name="Fee", options=("d", "e"))),
    preferences={
        "north": Preferences(weights="unknown", walk_away="unknown",
                             values={"road": {"a": 1, "b": Interval(0, 1), "c": Interval(0, 1)}}),
        "south": Preferences(values={"road": Ranking((("a",), ("b",), ("c",))), "fee": Ranking((("d",), ("e",)))}),
    },
)  # fmt: skip


def test_a_case_is_asked_about_what_it_leaves_open_and_nothing_else():
    asked = unknowns_of(CASE)
    assert [question.text for question in asked if question.party == "north"] == [
        "What does North want on: Fee?",
        "How does North rank these on Road: b; c?",
        "Which of the issues matter most to North, and which least?",
        "What does North do without an agreement, and what is the least it would sign?",
    ]
    assert [question for question in asked if question.party == "south"] == []


def test_what_claims_leave_open():
    more = (*STRIKE, said("c8", "both-sides", "accept", "monitors", "strike"),
            said("c9", "alder-terminals", "reject", "“Shoelaces.”", "strike", start=900),
            said("d1", "dockers-union-north", "demand", "time and a half for alder terminals", "night-rate", start=901),
            said("d2", "bakers", "demand", "flour", "bread", start=902))  # fmt: skip
    made = draft(more)
    text = "\n".join(question.text for question in made.questions)
    for part in ("Who is meant by “both-sides”", "“Shoelaces.", "Is “bakers” a party?",
                 "Does “dockers-union-north” speak for “dockers-union”?", "could be agreed on: Bread?"):  # fmt: skip
        assert part in text, part
    known = {claim.id for claim in more}
    assert all(claim in known for question in made.questions for claim in question.claims)
    assert all(question.text and question.why for question in made.questions)


def test_an_issue_is_called_by_its_id():
    assert issue_name("truce-length") == "Truce length"
    assert issue_name("-") == "-"
