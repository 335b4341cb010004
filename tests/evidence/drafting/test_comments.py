"""Comments are told from the # of a string."""

import time

from mediant.evidence.drafting.comments import comments_of

TEXT = '''# first
title = "a # in a string"  # second
x = 'also # here' # third \t
y = """
# not one, "" quoted \\""" still not
""" # fourth
z = \'\'\'
# neither\'\'\'
'''


def test_comments_in_order():
    assert comments_of(TEXT) == ["# first", "# second", "# third", "# fourth"]
    assert comments_of("") == []


def test_windows_line_ends():
    assert comments_of("a = 1 # x\r\n# y\r\n") == ["# x", "# y"]


def test_hostile_texts_take_no_time():
    before = time.process_time()
    for text in ('"' * 100_000, "'" * 100_000, "#" * 100_000, '"\\' * 50_000, '"""' + '""a' * 33_000):
        comments_of(text)
    assert time.process_time() - before < 1
