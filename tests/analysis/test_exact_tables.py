from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mediant.analysis.agreement_zone import NO_FLOOR
from mediant.analysis.exact_tables import tables_of
from mediant.model.preferences import Interval, Preferences, Term
from tests.analysis.random_cases import all_choices, plain, random_case
from tests.enumeration import Enumerated


@pytest.mark.parametrize("seed", range(5))
def test_every_outcome_has_the_utility_that_the_format_gives_it(seed):
    rng = np.random.default_rng(seed)
    for _ in range(20):
        case = random_case(rng)
        exact, twin = tables_of(case), Enumerated(plain(case))
        choices = all_choices(exact.tables)
        utilities = exact.scale.from_units(exact.tables.utilities(choices))
        assert utilities == pytest.approx(np.array(twin.u), abs=1e-9)
        assert np.flatnonzero(~exact.tables.forbidden(choices)).tolist() == twin.free
        for party, level in enumerate(exact.walk_away):
            stated = case.preferences[f"p{party}"].walk_away
            assert (level == NO_FLOOR) == (stated is None)
            if stated is not None:
                assert exact.scale.from_units(exact.walk_away)[party] == pytest.approx(twin.d[party], abs=1e-9)


def test_terms_of_several_parties_over_the_same_options_share_a_box():
    case = random_case(np.random.default_rng(1))
    a, b = case.issues[:2] if len(case.issues) > 1 else (case.issues[0], case.issues[0])
    term = Term(when={a.id: (a.options[0],), b.id: (b.options[0],)}, add=1.0)
    shared = {p: replace(known, together=(term,), never=()) for p, known in case.preferences.items()}
    tables = tables_of(replace(case, preferences=shared)).tables
    wide = [issue for issue in {a.id, b.id} if len(case.issue(issue).options) > 1]
    assert len(tables.boxes) == (1 if len(wide) > 1 else 0)


def test_a_red_line_that_everything_crosses_forbids_everything():
    case = random_case(np.random.default_rng(2))
    everything = {case.issues[0].id: tuple(case.issues[0].options)}
    known = {**case.preferences, "p0": replace(case.preferences["p0"], never=(everything,))}
    tables = tables_of(replace(case, preferences=known)).tables
    assert tables.forbidden(all_choices(tables)).all()


def test_what_is_not_given_is_refused():
    case = random_case(np.random.default_rng(3))
    issue = case.issues[0]
    vague = Preferences(values={i.id: dict.fromkeys(i.options, Interval(0, 1)) for i in case.issues})
    with pytest.raises(TypeError, match=issue.id):
        tables_of(replace(case, preferences={**case.preferences, "p0": vague}))
    for level in ("unknown", Interval(0, 1)):
        stated = replace(case.preferences["p0"], walk_away=level)
        with pytest.raises(TypeError):
            tables_of(replace(case, preferences={**case.preferences, "p0": stated}))
