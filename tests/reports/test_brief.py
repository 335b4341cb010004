"""The report as a document: structure, footnotes, safety. Parsed, never compared with a stored page."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.analysis.results import Analysis, Frontier, Point, Zone
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Mediator, Party
from mediant.model.preferences import Preferences, Ranking
from mediant.reports.brief import exactness_of, recommended, report_html, summary_of, zone_words

CASES = ("exact_two", "exact_three", "no_zone", "partial_two", "partial_three", "talks_two", "talks_three")
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a test asks of a page: elements in order with their attributes, and the text of each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[int] = []
        self.feed(html)
        self.close()
        assert not self.open, [self.elements[k][0] for k in self.open]

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), []))

    def handle_endtag(self, tag):
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, data):
        for k in self.open:
            self.elements[k][2].append(data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attrs, " ".join("".join(text).split())) for name, attrs, text in self.elements if name == tag]

    @property
    def text(self) -> str:
        return self.all("body")[0][1]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs, _ in self.elements if "id" in attrs]


@pytest.fixture(params=CASES)
def page(request, claims) -> Page:
    case, analysis, *talks = request.getfixturevalue(request.param)
    return Page(report_html(case, analysis, claims, talks=talks))


def test_every_id_is_there_once_and_every_reference_finds_its_target(page):
    assert len(page.ids) == len(set(page.ids))
    for _, attrs, _ in page.elements:
        for name in ("aria-labelledby", "aria-describedby"):
            for target in (attrs.get(name) or "").split():
                assert target in page.ids
        if (attrs.get("href") or "").startswith("#"):
            assert attrs["href"][1:] in page.ids


def test_footnotes_lead_there_and_back(page):
    links = [attrs for attrs, _ in page.all("a")]
    there = {attrs["id"]: attrs["href"] for attrs in links if (attrs.get("id") or "").startswith("ref-")}
    back = {attrs["href"][1:] for attrs in links if attrs["href"].startswith("#ref-")}
    notes = [attrs["id"] for attrs, _ in page.all("li") if "id" in attrs]
    assert set(there) == back
    assert {href[1:] for href in there.values()} == set(notes)
    assert notes == [f"note-{k}" for k in range(1, len(notes) + 1)]
    first = list(dict.fromkeys(there.values()))
    assert first == [f"#{note}" for note in notes], "numbered by first mention"


def test_nothing_is_fetched_and_nothing_runs(page):
    for tag, attrs, _ in page.elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "image", "use", "form"}
        assert not any(name.startswith("on") for name in attrs)
        for name in ("src", "href", "srcset", "action", "data", "xlink:href"):
            assert (attrs.get(name) or "#").startswith("#")
    style = page.all("style")[0][1]
    assert "url(" not in style
    assert "@import" not in style
    assert any("default-src 'none'" in (attrs.get("content") or "") for attrs, _ in page.all("meta"))


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag, _, _ in page.elements if tag in {"h1", "h2", "h3", "h4", "h5"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_sections_stand_in_the_order_of_use(page):
    sections = [attrs["id"] for attrs, _ in page.all("section") if "id" in attrs]
    talks = ["talks"] if "talks" in page.ids else []
    assert sections == ["summary", "sides", "positions", "space", "outcomes", *talks, "limits"]


def test_every_table_says_what_it_is_and_names_its_rows_and_columns(page):
    assert len(page.all("table")) == len(page.all("caption")) > 1
    assert all(text for _, text in page.all("caption"))
    assert all(attrs.get("scope") in {"row", "col"} and text for attrs, text in page.all("th"))
    for attrs, _ in page.all("div"):
        if attrs.get("class") == "scroll":
            assert attrs["tabindex"] == "0"
            assert attrs["role"] == "region"


def test_drawings_have_a_title_and_a_description_or_are_decoration(page):
    for attrs, text in page.all("svg"):
        assert (attrs.get("role") == "img" and text) or attrs.get("aria-hidden") == "true"
    assert len(page.all("title")) == 1 + sum(attrs.get("role") == "img" for attrs, _ in page.all("svg"))


def test_what_rests_on_no_claim_is_marked_and_what_rests_on_one_is_not(exact_two, claims):
    case, analysis = exact_two
    rows = {text.split(" none")[0]: text for _, text in Page(report_html(case, analysis, claims)).all("tr")}
    assert "1 at 0 USD" in rows[next(key for key in rows if key.startswith("Harbour fee"))]
    bare = replace(case, preferences={k: replace(v, because={}) for k, v in case.preferences.items()}, mediators=())
    assert not Page(report_html(bare, analysis, claims)).all("sup")
    sourced = {
        party: replace(
            known,
            because=dict.fromkeys([*(f"values.{i}" for i in known.values), "weights", "walk_away"], ("c1",)),
        )
        for party, known in case.preferences.items()
    }
    page = Page(report_html(replace(case, preferences=sourced), analysis, claims))
    tags = [attrs for attrs, _ in page.all("span") if attrs.get("class") == "tag assumed"]
    assert len(tags) == 1, "only the explanation of the mark"
    assert "None: every entry names a claim." in page.text


def test_a_claim_shows_its_words_and_its_chain(exact_two, claims):
    page = Page(report_html(*exact_two, claims))
    assert "“a permanent truce and nothing less”" in page.text
    assert "North's envoy, reported by Reuters" in page.text
    assert "stated by the article itself" in page.text
    assert "act not told" in page.text
    assert "Claim c9 is named by the case; its words were not given to this report." in page.text


def test_a_mediator_is_quoted_and_a_claim_of_no_use_is_still_listed(exact_two, claims):
    stray = replace(claims[0], id="c8", content=(Span(start=0, end=5, text="quite another matter"),))
    page = Page(report_html(*exact_two, (*claims, stray)))
    assert "we will carry whatever either side hands us" in page.text
    assert "Also reported, used by no entry" in page.text
    assert "quite another matter" in page.text


def test_figures_are_rounded_and_kept_in_full(exact_two):
    case, analysis = exact_two
    nash = analysis.solutions["nash"]
    page = Page(report_html(case, analysis))
    full = {attrs["title"] for attrs, _ in page.all("data")}
    assert {repr(u).replace("-", "−") for u in nash.utilities.values()} <= full


def test_an_empty_zone_shows_the_nearest_miss_and_its_shortfall(no_zone):
    page = Page(report_html(*no_zone))
    assert "None of them is acceptable to every party" in page.text
    assert "Short by" in page.text
    assert "nearest miss" in page.text


def test_a_partial_case_names_chances_errors_draws_and_what_to_learn(partial_three):
    page = Page(report_html(*partial_three))
    assert "62% ± 1.1" in page.text
    assert "2,000 draws (seed 0)" in page.text
    assert "24 of 252 outcomes were ranked." in page.text
    assert "17.0 points ± 1.2" in page.text
    assert "(of 252 in the case)" in page.text


def test_chances_too_close_to_rank_are_called_so(partial_two):
    case, analysis = partial_two
    assert "their order says little" not in Page(report_html(case, analysis)).text
    same = tuple(
        replace(p, acceptable=analysis.uncertainty.outcomes[0].acceptable) for p in analysis.uncertainty.outcomes
    )
    level = replace(analysis, uncertainty=replace(analysis.uncertainty, outcomes=same))
    assert "The chances of the first 10 lie within two standard errors" in Page(report_html(case, level)).text


def test_a_frontier_of_twenty_thousand_points_is_thinned_and_says_so(exact_two):
    case, analysis = exact_two
    outcome = analysis.frontier.points[0].outcome
    points = tuple(
        Point(outcome=outcome, utilities={"north": k / 19_999, "south": 1 - (k / 19_999) ** 2}) for k in range(20_000)
    )
    html = report_html(case, replace(analysis, frontier=Frontier(points=points, exact=True)))
    assert "Of 20,000 efficient outcomes, 600 spread evenly are drawn." in html
    dots = next(attrs["d"] for attrs, _ in Page(html).all("path") if attrs.get("class") == "cloud")
    assert 300 < dots.count("M") <= 600
    assert len(html) < 80_000


def test_what_is_bounded_says_its_guarantee(exact_two):
    case, analysis = exact_two
    nash = replace(analysis.solutions["nash"], error=0.0125)
    bounded = replace(
        analysis,
        zone=Zone(size=500, exact=False, low=400, high=900),
        frontier=replace(analysis.frontier, exact=False, error={"north": 0.031, "south": 0.0}),
        solutions={**analysis.solutions, "nash": nash},
    )
    said = " ".join(exactness_of(case, bounded))
    assert "between 400 and 900" in said
    assert "0.031 for North, 0 for South" in said
    assert "0.0125" in said
    assert "Between 400 and 900" in zone_words(bounded.zone)
    assert "bounded" not in " ".join(exactness_of(case, analysis))


def test_solutions_that_a_bounded_answer_misses_are_not_passed_over_in_silence(exact_two):
    case, analysis = exact_two
    missed = replace(
        analysis,
        zone=Zone(size=5, exact=False, low=0, high=9),
        frontier=replace(analysis.frontier, exact=False, error={"north": 0.5, "south": 0.5}),
        solutions=dict.fromkeys(analysis.solutions),
    )
    assert "No solution is shown" in " ".join(exactness_of(case, missed))
    nothing = replace(missed, zone=Zone(size=0, exact=True, low=0, high=0))
    assert "No solution is shown" not in " ".join(exactness_of(case, nothing))


def test_numbers_too_large_for_the_tolerance_are_named(exact_two):
    case, analysis = exact_two
    assert "very large" not in " ".join(exactness_of(case, analysis))
    coarse = replace(analysis, coarse={"north": 0.001})
    assert "(below 0.001 for North, whose numbers are very large)" in " ".join(exactness_of(case, coarse))


def test_the_zone_of_a_partial_case_is_told_as_a_spread_over_draws_not_as_a_bound(partial_two):
    case, analysis = partial_two
    drawn = replace(analysis, zone=Zone(size=31, exact=False, low=0, high=140))
    assert "0 to 140 of the outcomes are acceptable to every party, 31 on average" in " ".join(summary_of(case, drawn))
    assert "certain" not in " ".join(exactness_of(case, drawn))


def test_the_summary_counts(exact_two):
    case, analysis = exact_two
    said = " ".join(summary_of(case, analysis))
    assert "2 parties and 1 mediator deal with 3 issues" in said
    assert "252 outcomes" in said
    assert f"{analysis.zone.size} of them are acceptable" in said
    assert f"{len(analysis.frontier.points)} outcomes are efficient" in said


def test_the_summary_of_an_exact_case_has_the_worth_of_each_solution_and_what_it_is(exact_two):
    case, analysis = exact_two
    heads = [pick.head for pick in recommended(case, analysis)]
    assert ", ".join(heads).count("Nash") == 1
    summary = next(
        text for attrs, text in Page(report_html(case, analysis)).all("section") if attrs.get("id") == "summary"
    )
    assert "Nash: largest product of the gains" in summary
    assert summary.count("gain +") >= 2 * len(heads) - 1
    assert "A red line can still" not in report_html(case, analysis)


def test_a_red_line_is_mentioned_where_there_is_one(exact_two):
    case, analysis = exact_two
    north = replace(case.preferences["north"], never=({"truce": ("none",)},))
    crossed = replace(case, preferences={**case.preferences, "north": north})
    assert "A red line can still rule out" in report_html(crossed, analysis)


def test_a_case_that_names_no_claims_is_not_said_to_report_or_assume(exact_two):
    case, analysis = exact_two
    bare = replace(case, as_of=None, preferences={k: replace(v, because={}) for k, v in case.preferences.items()})
    page = Page(report_html(bare, analysis))
    assert not [attrs for attrs, _ in page.all("span") if attrs.get("class") == "tag assumed"]
    assert "reported to want" not in page.text
    assert "Quotation marks" not in page.text
    assert "No date" not in page.text
    assert "The case names no claims" in page.text


def test_the_nearest_miss_has_one_heading(no_zone):
    page = Page(report_html(*no_zone))
    assert [text for _, text in page.all("dt")] == ["What it settles"]
    assert "short by" in page.all("dd")[0][1]


def test_what_nothing_reported_supports_is_listed_by_outcome(partial_two):
    page = Page(report_html(*partial_two))
    assert "What nothing reported supports" in page.text
    summary = next(text for attrs, text in page.all("section") if attrs.get("id") == "summary")
    assert "Nothing reported supports: North, assumed: Harbour fee (5 USD)" in summary
    assert "Low figures are normal" in page.text
    assert any("North assumed Harbour fee" in text for _, text in page.all("li"))


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnirts\u2066",
    "\x1b[2J\x1b]0;title\x07",
    "a\x00b\ud800c",
    "&lt;b&gt;",
    "x" * 100_000,
    "e" + "\u0301" * 50_000,
    "",
)


def hostile(text: str) -> tuple[Case, Analysis, tuple[Claim, ...]]:
    ids = ("p", "q")
    words = text or " "
    case = Case(
        title=text,
        parties=tuple(Party(id=party, name=text) for party in ids),
        mediators=(Mediator(id="m", name=text, may=("carry",)),),
        issues=(Issue(id="i", name=text, options=(words, "other")),),
        preferences={"p": Preferences(values={"i": Ranking(((words,), ("other",)))}, because={"values.i": (text,)})},
    )
    outcome = {"i": words}
    analysis = Analysis(
        case=text,
        exact=True,
        parties=ids,
        issues=("i",),
        outcomes=2,
        zone=Zone(size=0, exact=True, low=0, high=0),
        frontier=Frontier(points=(Point(outcome=outcome, utilities={"p": 1.0, "q": 1.0}),), exact=True),
        solutions=dict.fromkeys(("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")),
    )
    source = Source(spans=(Span(start=0, end=1, text=text),), actor="m", role="speaker")
    article = ArticleRef(id=text, title=text, outlet=text, published=text)
    said = Claim(id=text, article=article, content=(Span(start=0, end=1, text=text),), sources=(source,), act=text)
    return case, analysis, (said,)


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(tag, tuple(sorted(attrs))) for tag, attrs, _ in Page(html).elements]


PLAIN = shape(report_html(*hostile("plain")))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_becomes_markup(text):
    html = report_html(*hostile(text))
    assert shape(html) == PLAIN
    html.encode("utf-8")
    assert not any(c in html for c in "\x00\x1b\x07\u202e\u2066")
    assert len(html) < 120_000


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_no_text_at_all_becomes_markup(text):
    assert shape(report_html(*hostile(text))) == PLAIN


def test_quotation_marks_are_written_out(exact_two, claims):
    """Browsers count their way through all <q> for every one of them: ten thousand claims took a minute."""
    html = report_html(*exact_two, claims)
    assert "<q" not in html
    assert "“<bdi>" in html
