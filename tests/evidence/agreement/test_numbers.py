import pytest

from mediant.evidence.agreement.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("41 miners", [(41.0, "miner")]),
        ("forty one miners", [(41.0, "miner")]),
        ("two hundred and five boats", [(205.0, "boats")]),
        ("1,140 jobs", [(1140.0, "jobs")]),
        ("2.2 billion crowns", [(2.2e9, "crown")]),
        ("a hundred names", [(100.0, "names")]),
        ("90 per cent", [(0.9, "%")]),
        ("34 %", [(0.34, "%")]),
        ("$ 2.80", [(2.8, "$")]),
        ("a third of the pool", [(1 / 3, "part")]),
        ("two thirds", [(2 / 3, "part")]),
        ("half of it", [(0.5, "part")]),
        ("three of the eight gates", [(3.0, "eight"), (8.0, "gates")]),
        ("all three of their ministers", [(3.0, "minis")]),
        ("one of them", []),
        ("the third round", []),
        ("30 april", []),
        ("", []),
    ],
)
def test_numbers_and_their_units(text, numbers):
    found, _ = numbers_in(text.split())
    assert found == pytest.approx(numbers) if not numbers else [(pytest.approx(v), u) for v, u in numbers] == found


def test_other_tokens_are_handed_back():
    assert numbers_in(["cut", "by", "34", "per", "cent", "on", "30", "april"])[1] == ["cut", "by", "on", "@30", "april"]


def test_thousands_of_digits_are_no_number():
    assert numbers_in(["9" * 5000]) == ([], ["9" * 5000])
