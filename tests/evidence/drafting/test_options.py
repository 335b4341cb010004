"""Options are the distinct positions on an issue; answers speak of the options of others."""

import time

from draft_samples import said

from mediant.evidence.drafting.options import MOST_OPTIONS, table_of
from mediant.evidence.drafting.positions import positions_of


def table(*claims, issue="road"):
    return table_of(issue, positions_of(claims, [claim.sources[0].actor for claim in claims]))


def test_one_position_gets_a_second_option_that_says_so():
    found = table(said("c1", "north", "demand", "the road opened to fuel", "road"))
    assert found.options == ("the road opened to fuel", "not agreed")
    assert found.added == "not agreed"


def test_a_threat_alone_is_an_option_of_its_own():
    found = table(said("c1", "north", "threaten", "to close the road", "road"))
    assert found.options == ("close the road", "not carried out")
    both = table(
        said("c1", "north", "threaten", "to close the road", "road"), said("c2", "south", "demand", "a road", "road")
    )
    assert both.options == ("a road", "not agreed")


def test_an_option_called_as_the_second_one_does_not_make_two_of_a_name():
    assert table(said("c1", "north", "demand", "not agreed", "road")).options == ("not agreed", "left open")


def test_positions_that_mean_one_thing_are_one_option():
    found = table(said("c1", "north", "demand", "a joint inspection of the gates", "road"),
                  said("c2", "south", "offer", "joint inspection of the gates", "road"))  # fmt: skip
    assert found.options == ("a joint inspection of the gates", "not agreed")
    assert [stand.position.claim for stand in found.stands] == ["c1", "c2"]


def test_an_answer_speaks_of_the_option_of_another():
    found = table(said("c1", "north", "reject", "the inquiry", "road"),
                  said("c2", "south", "demand", "an inquiry led by the guarantors", "road"))  # fmt: skip
    assert found.options == ("an inquiry led by the guarantors", "not agreed")
    assert {stand.position.claim: stand.option for stand in found.stands}["c1"] == "an inquiry led by the guarantors"


def test_a_refusal_that_is_tied_to_something_is_an_option_of_its_own():
    found = table(said("c1", "north", "demand", "the convoy of fuel", "road"),
                  said("c2", "south", "reject", "the convoy of fuel before the list is shown", "road"))  # fmt: skip
    assert found.options == ("the convoy of fuel", "the convoy of fuel before the list is shown")


def test_what_names_no_option_is_unclear_and_no_table_is_made_of_it():
    speech = said("c1", "north", "reject", "“Never ever.”", "road")
    assert table(speech) is None
    assert [p.claim for p in table(speech, said("c2", "south", "demand", "a bridge", "road")).unclear] == ["c1"]


def test_too_many_options_are_left_out_and_named():
    words = [f"{first}{second}x" for first in "abcdef" for second in "ghijkl"]
    found = table(*(said(f"c{n}", "north", "demand", f"{word} {word}", "road") for n, word in enumerate(words)))
    assert len(found.options) == MOST_OPTIONS
    assert len(found.dropped) == len(words) - MOST_OPTIONS


def test_numbers_of_two_actors_are_a_range():
    found = table(said("c1", "north", "demand", "90 days", "road"), said("c2", "south", "offer", "sixty days", "road"),
                  said("c3", "south", "reject", "ninety days", "road"), said("c4", "north", "accept", "it", "road"))  # fmt: skip
    assert found.range == {"from": 60, "to": 90, "step": 10, "unit": "days"}
    assert found.options == (60, 90)
    assert {stand.position.claim: stand.option for stand in found.stands} == {"c1": 90, "c2": 60, "c3": 90}
    assert [position.claim for position in found.unclear] == ["c4"]


def test_two_numbers_of_one_actor_are_words():
    found = table(said("c1", "north", "demand", "90 days", "road"), said("c2", "north", "offer", "60 days", "road"))
    assert found.range is None
    assert found.options == ("90 days", "60 days")


def test_work_on_one_issue_is_bounded():
    before = time.process_time()
    claims = [said(f"c{n}", f"north-{n % 7}", "demand", f"place{n} thing{n} road", "road") for n in range(2_000)]
    found = table(*claims)
    assert time.process_time() - before < 5
    assert len(found.options) == MOST_OPTIONS
    assert len(found.dropped) == 2_000 - MOST_OPTIONS
