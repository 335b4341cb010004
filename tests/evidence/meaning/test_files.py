"""The table of general issues as it stands in the package."""

from __future__ import annotations

from mediant.evidence.checks import ISSUE
from mediant.evidence.meaning.files import issue_table
from mediant.evidence.meaning.lexicon import lexicon_of, meant_in


def test_ids_are_ids_of_issues_and_every_word_is_used():
    table = issue_table()
    assert len(table) >= 60
    assert all(ISSUE.fullmatch(issue) for issue in table)
    assert all(len(set(words)) == len(words) > 0 for words in table.values())


def test_every_word_touches_its_issue():
    table = issue_table()
    lexicon = lexicon_of(table)
    missed = [
        (issue, words)
        for issue, many in table.items()
        for words in many
        if issue not in meant_in(words.replace("*", ""), lexicon)
    ]
    assert missed == []
