from __future__ import annotations

import time

import pytest

from mediant.errors import FileProblem
from mediant.evidence.articles import gauge as bounds
from mediant.evidence.articles.gauge import gauge

pytest.importorskip("lxml", reason="needs the extra `read`")
AROUND = "<html><head><title>t</title></head><body>{}</body></html>"


def test_a_page_of_common_size_passes():
    gauge(AROUND.format("<div>" * 30 + "<p>Ferro <b>said</b> no.<br></p>" * 2_000), "a")
    gauge(AROUND.format(f"<script>{'x' * 5_000_000}</script><p>Ferro said no.</p>"), "a")


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("<b>" * 10**6, "tags"),
        ("<b></b>" * 60_000, f"{bounds.MOST_ELEMENTS:,} elements"),
        ("<div>" * 10**5, "nested too deep"),
        (("<div>" * 200 + "</div>" * 200) * 90, "nested too deep"),
        ("<p " + " ".join(f"a{n}='x'" for n in range(10**5)) + ">", "attributes"),
        ("word " * 10**6, "characters of text"),
        ("x" * 11_000_000, "characters"),
    ],
)
def test_a_page_that_is_too_much_is_refused_at_once(inside, seen):
    started = time.process_time()
    with pytest.raises(FileProblem, match=seen):
        gauge(AROUND.format(inside), "a")
    assert time.process_time() - started < 5
