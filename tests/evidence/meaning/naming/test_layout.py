"""Words, sentences, paragraphs and quotations of a text."""

from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.meaning.naming.layout import layout_of

TEXT = 'Dr. Ferro said no. "We wait," she said.\n\nThe U.S. left at 14.32 Then it rained.'


def test_a_title_and_initials_end_no_sentence():
    layout = layout_of(TEXT)
    assert layout.sentence(TEXT.index("Ferro")) == layout.sentence(0)
    assert layout.sentence(TEXT.index("We")) == layout.sentence(0) + 1
    assert "U.S." in [word.text for word in layout.words]


def test_paragraphs_are_counted_the_same_with_other_line_ends():
    windows = layout_of(TEXT.replace("\n", "\r\n"))
    assert windows.paragraph(len(TEXT)) == layout_of(TEXT).paragraph(len(TEXT) - 1) == 1


def test_what_stands_in_quotation_marks():
    layout = layout_of(TEXT)
    assert layout.quoted(TEXT.index("We"))
    assert not layout.quoted(TEXT.index("she"))


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph_and_an_apostrophe_opens_none():
    text = "“We came.\nThey went. The dockers’ vote, it’s ‘fine’ now"
    layout = layout_of(text)
    assert layout.quoted(text.index("We"))
    assert not layout.quoted(text.index("They"))
    assert layout.quoted(text.index("fine"))
    assert not layout.quoted(text.index("now"))


@given(st.text(max_size=300))
def test_words_are_pieces_of_the_text_in_order(text):
    layout = layout_of(text)
    assert all(text[word.start : word.end] == word.text for word in layout.words)
    assert all(one.end <= two.start for one, two in zip(layout.words, layout.words[1:], strict=False))
    assert [layout.word_at(word.start) for word in layout.words] == list(range(len(layout.words)))
