"""Twelve questions at most, one at a time, each of them worth asking."""

from __future__ import annotations

import numpy as np
import pytest
from sitting import HARBOUR, opened, package

from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.workbench.conflicts import conflict
from mediant.workbench.drawn import drawn_of
from mediant.workbench.elicitation import MOST, entries, next_asked
from mediant.workbench.sheets import Choose, Fill, LiveWith, Reply, Sheet
from mediant.workbench.talk import Write

FOUR = Case(
    title="Four issues",
    parties=(Party(id="a", name="A"), Party(id="b", name="B"), Party(id="c", name="C")),
    issues=tuple(Issue(id=f"i{k}", name=f"Issue {k}", options=("w", "x", "y", "z")) for k in range(4)),
)


class Person:
    """Somebody who knows exactly what they want, and says so."""

    def __init__(self, case: Case, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.case, self.weights = case, rng.dirichlet(np.ones(len(case.issues)))
        self.values = [rng.random(len(issue.options)) for issue in case.issues]
        self.values = [(v - v.min()) / np.ptp(v) for v in self.values]
        self.walk_away = rng.uniform(0.2, 0.6)

    def worth(self, outcome):
        places = [issue.options.index(outcome[issue.id]) for issue in self.case.issues]
        return sum(w * v[k] for w, v, k in zip(self.weights, self.values, places, strict=True))

    def answer(self, asked):
        match asked:
            case Fill("weights"):
                return [self.case.issues[k].id for k in np.argsort(-self.weights)]
            case Fill("walk_away" | "never"):
                return None
            case Fill(entry):
                issue = self.case.issue(entry.partition(".")[2])
                values = self.values[self.case.issues.index(issue)]
                return [issue.options[k] for k in np.argsort(-values)]
            case Choose(this, to):
                return "this" if self.worth(this) >= self.worth(to) else "to"
            case LiveWith(outcome):
                return bool(self.worth(outcome) >= self.walk_away)


def interviewed(case, answer, most=MOST, party="a"):
    sheet, asked = Sheet(), []
    for number in range(most):
        step = next_asked(case, party, sheet, np.random.default_rng(number))
        if step.asked is None:
            break
        asked.append(step.asked)
        sheet = sheet.with_answer(step.asked, answer(step.asked))
    return sheet, asked


@pytest.mark.parametrize("seed", range(2))
def test_an_honest_person_never_contradicts_themselves_and_is_asked_nothing_twice(seed):
    sheet, asked = interviewed(FOUR, Person(FOUR, seed).answer, 20)
    assert conflict(FOUR, "a", sheet) is None
    assert len({str(one) for one in asked}) == len(asked)
    assert all(isinstance(one, Fill) for one in asked[:7])
    assert all(not isinstance(one, Fill) for one in asked[7:])


def test_questions_about_packages_tell_more_than_orders_alone():
    """How far what the sheet allows lies from the truth, over all packages: with packages asked, nearer."""
    far = []
    for seed in range(6):
        person = Person(FOUR, seed)
        sheet, _ = interviewed(FOUR, person.answer)
        orders = Sheet(sheet.answers[:7])
        far.append([_distance(person, each) for each in (orders, sheet)])
    orders, asked = np.mean(far, axis=0)
    assert asked < 0.85 * orders


def _distance(person, sheet):
    drawn = drawn_of(FOUR, "a", sheet.preferences, np.random.default_rng(0))
    rows = np.stack(np.unravel_index(np.arange(256), (4, 4, 4, 4)), axis=1)
    gains = drawn.draws.utilities(rows) - drawn.draws.walk_away
    truth = np.array([person.worth(drawn.words(tuple(row))) for row in rows.tolist()]) - person.walk_away
    return float(np.abs(gains - truth[:, None]).mean())


@pytest.mark.parametrize("issues", [1, 2, 9, 30])
def test_twelve_questions_are_enough_and_then_one_may_go_on(issues):
    case = Case(
        title="Many issues",
        parties=FOUR.parties,
        issues=tuple(Issue(id=f"i{k}", name=f"Issue {k}", options=("w", "x", "y")) for k in range(issues)),
    )
    person = Person(case, 1)
    sheet, asked = interviewed(case, person.answer)
    assert len(asked) <= MOST
    assert next_asked(case, "a", sheet, np.random.default_rng(0)).enough
    assert {Fill("walk_away"), Fill("never")} <= set(sheet_of_fills(asked))
    if issues == 30:
        first = person.answer(Fill("weights"))[:7]
        assert {f"values.{one}" for one in first} == {e.entry for e in sheet_of_fills(asked) if "values" in e.entry}
    for one in asked:
        assert sheet.has(one)


def sheet_of_fills(asked):
    return [one for one in asked if isinstance(one, Fill)]


def test_i_dont_know_is_an_answer_to_everything():
    sheet, asked = interviewed(FOUR, lambda _: None)
    assert len(asked) == MOST
    assert sheet.preferences == Sheet().preferences
    assert next_asked(FOUR, "a", sheet, np.random.default_rng(0)).enough


def test_no_question_names_what_a_red_line_forbids():
    lines = {Fill("never"): [{"truce": "none"}, {"truce": "permanent", "fee": 10}]}
    answer = {
        Fill("weights"): ["truce", "fee"],
        Fill("values.fee"): "less",
        Fill("values.truce"): ["permanent", "40 days", "none"],
    }
    sheet, asked = interviewed(
        HARBOUR, lambda one: (lines | answer).get(one) if isinstance(one, Fill) else None, 40, "north"
    )
    packages = [
        p
        for one in asked
        if not isinstance(one, Fill)
        for p in ([one.outcome] if isinstance(one, LiveWith) else [one.this, one.to])
    ]
    assert packages
    assert not [p for p in packages if p["truce"] == "none" or (p["truce"], p["fee"]) == ("permanent", 10)]
    assert sheet.preferences["never"] == lines[Fill("never")]


def test_a_person_who_contradicts_themselves_is_asked_on():
    """What cannot hold is shown beside the question (`conflicts`); talks think of it as a slip."""
    pair = Choose(package("none"), package())
    sheet = Sheet().with_answer(pair, "this").with_answer(Choose(pair.to, pair.this), "this")
    for entry in entries(HARBOUR, sheet):
        sheet = sheet.with_answer(entry, None)
    assert next_asked(HARBOUR, "north", sheet, np.random.default_rng(0)).asked not in (
        None,
        pair,
        Choose(pair.to, pair.this),
    )


def test_a_range_of_many_steps_is_asked_about_in_few():
    long = Case(
        title="Price",
        parties=FOUR.parties,
        issues=(Issue(id="price", name="Price", options=Range(low=0, high=100_000, step=1)), *FOUR.issues[:1]),
    )
    kept = {Fill("weights"): ["price"], Fill("values.price"): "more", Fill("never"): [{"price": 77}]}
    sheet, asked = interviewed(
        long, lambda one: kept.get(one) if isinstance(one, Fill) else "this" if isinstance(one, Choose) else True
    )
    assert len(asked) > 5
    again = sheet.with_answer(Fill("never"), [])  # packages that were named stay packages
    assert next_asked(long, "a", again, np.random.default_rng(0)).asked


def test_66_too_many_options_for_packages_are_left_out_and_the_rest_is_asked():
    wide = Case(
        title="Wide",
        parties=FOUR.parties,
        issues=(Issue(id="i0", name="Wide", options=tuple(f"o{k}" for k in range(2_000))), *FOUR.issues[1:]),
    )
    _, asked = interviewed(wide, lambda _: None)
    assert all(isinstance(one, Fill) for one in asked)
    assert len(asked) == 7


def test_16_the_next_question_rests_on_ones_own_answers_alone():
    """Two worlds that differ in all that the other side and the mediator said: the same question."""
    asked = []
    for secret in (0, 1):
        sitting = opened()
        if secret:
            sitting.ask("s", Reply(Fill("weights"), ["fee", "truce"]))
            sitting.ask("m", Write("south", "well"))
        for entry in entries(HARBOUR, Sheet()):
            sitting.ask("n", Reply(entry, None))
        table = sitting.table("n")
        asked.append(next_asked(table.case, "north", table.sheets.of("north"), np.random.default_rng(3)))
    assert asked[0] == asked[1]
    assert asked[0].asked is not None
