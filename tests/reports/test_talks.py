"""The talks section: the same figures as the record gives, and any record can be shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_records import PRICES, record
from talked import analysis_of, case_of, shuttled, three

from mediant.reports.brief import report_html
from mediant.reports.talks import ENDS, ends, new_in, row_of, talk_view
from mediant.talks.acts import Answer, WalkOut
from mediant.talks.dance import moves_of, puts_of
from mediant.talks.played import told
from mediant.talks.record import End, Entry, Record, Room


def page(case, talked, analysis, number=1):
    return report_html(case, analysis, talks=[talked] * number)


def test_the_section_is_there_where_talks_are_and_nowhere_else():
    case, talked = three()
    analysis = analysis_of("constructed/ceasefire-three")
    assert 'id="talks"' not in report_html(case, analysis)
    assert page(case, talked, analysis).count('id="talks"') == 1
    assert 'id="talk-2-offers"' in page(case, talked, analysis, 2)


def test_on_a_partial_case_it_says_whose_numbers_these_are():
    case, talked = shuttled()
    shown = page(case, talked, analysis_of("news/cairo-2024"))
    assert "What the parties want is draw 0 of all that fits the case: an example, not a forecast." in shown
    assert "another draw gives others" in shown
    case, talked = three()
    assert "draw 0" not in page(case, talked, analysis_of("constructed/ceasefire-three"))


@pytest.mark.parametrize("play", [shuttled, three])
def test_the_tables_tell_what_was_put_forward(play):
    case, talked = play()
    puts = puts_of(talked.record.entries, talked.standings)
    rows = [row_of(case, new) for new in new_in(puts)]
    assert rows[0].place == 1
    changed = len(moves_of(talked.record.entries, talked.standings))
    assert len(rows) == changed + len({put.speaker for put in puts})
    assert all(len(row.shares) == len(case.parties) for row in rows)
    view = talk_view(case, talked, 1)
    assert len(view["turns"].head) + len(view["turns"].tail) + view["turns"].left_out == changed
    assert len(view["got"]) == (len(case.parties) if talked.record.end.agreement else 0)


def test_long_lists_are_cut_in_the_middle_and_say_so():
    whole, cut = ends(range(2 * ENDS + 1)), ends(range(100))
    assert (len(whole.head), whole.tail, whole.left_out) == (2 * ENDS + 1, (), 0)
    assert (cut.head[-1], cut.tail[0], cut.left_out) == (ENDS - 1, 100 - ENDS, 100 - 2 * ENDS)


def test_talks_without_an_offer():
    case, talked = three()
    quiet = Record((Entry(0, Room("x", ("p",)), "p", Answer(None)),), End(None, "nobody spoke"))
    silent = replace(talked, record=quiet)
    assert "Nobody put an outcome forward." in page(case, silent, analysis_of("constructed/ceasefire-three"))


@given(st.integers(0), st.sampled_from([PRICES, case_of("news/cairo-2024")]))
def test_any_record_can_be_shown(seed, case):
    game, said = record(np.random.default_rng(seed), case)
    view = talk_view(case, told(case, game, said), 1)
    assert all(c.isprintable() for words in (view["seats"], view["rules"], view["ending"]) for c in words)
    for turn in (*view["turns"].head, *view["turns"].tail):
        assert len(turn.changes) == len(case.parties)


def test_no_text_of_talks_becomes_markup():
    case, talked = shuttled()
    mark = "<script>alert(1)</script>&<b>"
    strange = replace(
        case,
        parties=tuple(replace(party, name=mark + party.name) for party in case.parties),
        mediators=tuple(replace(one, name=mark + one.name) for one in case.mediators),
        issues=tuple(replace(issue, name=mark + issue.name) for issue in case.issues),
    )
    room = Room("x", ("hamas", "egypt"))
    game = replace(talked.game, protocol=mark, seats={"hamas": mark})
    said = Record((*talked.record.entries, Entry(99, room, "hamas", WalkOut(mark))), End(None, mark))
    shown = page(strange, replace(talked, game=game, record=said), analysis_of("news/cairo-2024"))
    assert "<script" not in shown
    assert "<b>" not in shown
