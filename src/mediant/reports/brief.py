"""The report: one HTML page that opens offline, with a footnote to every claim it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mediant.analysis.results import Analysis, Zone
from mediant.evidence.claim import Claim
from mediant.model.case import Case
from mediant.reports.cautions import cautions_of
from mediant.reports.drawing import deal_space
from mediant.reports.footnotes import Footnotes
from mediant.reports.gaps import gaps_of
from mediant.reports.prospects import partial_view
from mediant.reports.solutions import Pick, exact_view, picks
from mediant.reports.stances import mediators_of, names_claims, positions_of, sides_of
from mediant.reports.talks import talk_view
from mediant.reports.templating import environment
from mediant.reports.wording import EFFICIENT, SOLUTIONS, clean, count, figure, outcome_words, percent, plural, points
from mediant.talks.played import Played

IN_SUMMARY = 12


def report_html(
    case: Case,
    analysis: Analysis,
    claims: tuple[Claim, ...] = (),
    links: Mapping[str, str] | None = None,
    talks: Sequence[Played] = (),
) -> str:
    """One self-contained HTML5 page: inline style and drawings, no script, nothing fetched.

    claims : those the case's entries name. An entry that names none is marked *assumed*, unless no entry of the case
        names any; a claim that an entry names and that is not among these keeps its footnote, which says so. Every text
        is shown as text, never as markup.
    links : addresses at which a page shows claims in their articles, by claim id; footnotes lead there.
    talks : talks of this case, each told in a part of its own.
    """
    told = [talk_view(case, played, number) for number, played in enumerate(talks, 1)]
    view = view_of(case, analysis, claims, links) | {"talks": told}
    return environment().get_template("report.html.jinja").render(view)


def view_of(
    case: Case, analysis: Analysis, claims: tuple[Claim, ...], links: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What the page shows, as values; footnotes are numbered in the order of the page."""
    names = {party.id: party.name for party in case.parties}
    footnotes = Footnotes(claims, names | {mediator.id: mediator.name for mediator in case.mediators}, links)
    sides = sides_of(case, footnotes)
    mediators = mediators_of(case, claims, footnotes)
    positions = positions_of(case, footnotes)
    return {
        "title": clean(case.title, 200) or "A negotiation without a title",
        "as_of": case.as_of,
        "names": [clean(party.name, 60) or party.id for party in case.parties],
        "summary": summary_of(case, analysis),
        "recommended": recommended(case, analysis),
        "sourced": names_claims(case),
        "efficient": EFFICIENT,
        "sides": sides,
        "mediators": mediators,
        "positions": positions,
        "drawing": deal_space(case, analysis),
        "exact": exact_view(case, analysis),
        "partial": partial_view(case, analysis),
        "exactness": exactness_of(case, analysis),
        "notes": footnotes.notes(),
        "unused": footnotes.unused(),
    }


def summary_of(case: Case, analysis: Analysis) -> tuple[str, ...]:
    """What was found, in a few plain sentences."""
    who = f"{plural(len(case.parties), 'party', 'parties')} and {plural(len(case.mediators), 'mediator')}"
    issues = plural(len(case.issues), "issue")
    possible = plural(analysis.outcomes, "outcome")
    first = f"{who} deal with {issues}, which can be settled in {possible} (one option for every issue)."
    said = [first[:1].upper() + first[1:]]
    if analysis.zone is not None and analysis.frontier is not None:
        said += [zone_words(analysis.zone), _frontier_words(case, analysis)]
    if analysis.uncertainty is not None:
        said.append(
            "Too little is known to say what each party could accept, so every figure is a share of "
            f"{analysis.uncertainty.draws:,} draws: {analysis.uncertainty.draws:,} ways the parties' preferences could "
            "be, drawn from all that fits what is stated."
        )
        if analysis.zone is not None:
            said.append(drawn_zone_words(analysis.zone))
    return (*said, *cautions_of(case, analysis))


def zone_words(zone: Zone) -> str:
    """How many outcomes every party could accept."""
    if not zone.exact:
        return (
            f"Between {count(zone.low)} and {count(zone.high)} of them are acceptable to every party "
            f"(estimate: {count(zone.size)})."
        )
    if zone.size == 0:
        return "None of them is acceptable to every party; the nearest miss is shown instead."
    if zone.size == 1:
        return "One of them is acceptable to every party."
    return f"{count(zone.size)} of them are acceptable to every party."


def drawn_zone_words(zone: Zone) -> str:
    """How many outcomes every party could accept, over the draws of a partial case."""
    return (
        f"Over these draws, {count(zone.low)} to {count(zone.high)} of the outcomes are acceptable to every party, "
        f"{count(zone.size)} on average."
    )


def _frontier_words(case: Case, analysis: Analysis) -> str:
    size = len(analysis.frontier.points) if analysis.frontier else 0
    if size and analysis.frontier and not analysis.frontier.exact:
        stand = "stands" if size == 1 else "stand"
        return (
            f"The efficient outcomes could not all be found; {plural(size, 'outcome')} {stand} for all of them: "
            "whatever crosses no red line, one of these gives every party as much, or less by no more than "
            f"{_errors(case, analysis)}."
        )
    if size == 0:
        return "No outcome keeps clear of every red line, so none is called efficient."
    verb = "is" if size == 1 else "are"
    return f"{plural(size, 'outcome')} {verb} efficient: no other is better for one party and as good for the rest."


def _errors(case: Case, analysis: Analysis) -> str:
    error = (analysis.frontier and analysis.frontier.error) or {}
    each = [f"{figure(error[p.id])} for {clean(p.name, 60)}" for p in case.parties if p.id in error]
    return ", ".join(each) + ", on its own scale" if each else "is stated"


def recommended(case: Case, analysis: Analysis) -> tuple[Pick, ...]:
    """The outcomes to look at first: a heading, the package in words, its worth, and what the solutions on it do."""
    if analysis.uncertainty is not None:
        return tuple(
            Pick(
                f"Acceptable to all with a chance of {percent(p.acceptable['all'].p)} "
                f"(± {points(p.acceptable['all'].se)} percentage points)",
                outcome_words(case, p.outcome, IN_SUMMARY),
                phrases="".join(f"Nothing reported supports: {gap.words}" for gap in gaps_of(case, [p.outcome])),
            )
            for p in analysis.uncertainty.outcomes[:1]
        )
    return picks(case, analysis, IN_SUMMARY)


def exactness_of(case: Case, analysis: Analysis) -> tuple[str, ...]:
    """How far each answer can be relied on, in words."""
    said = []
    if analysis.exact:
        said.append(
            "Every number of the case is given, so what is shown is computed from it, not drawn at random."
            if not _bounded(case, analysis) and (analysis.zone is None or analysis.zone.exact)
            else "Every number of the case is given, so nothing is drawn at random; but the case was too large to work "
            "out all of it exactly with the memory and work allowed:"
        )
    if analysis.zone and not analysis.zone.exact and analysis.uncertainty is None:
        zone = analysis.zone
        said.append(
            f"How many outcomes are acceptable to all is an estimate ({count(zone.size)}); "
            f"it is certain only that it lies between {count(zone.low)} and {count(zone.high)}."
        )
    return (*said, *_bounded(case, analysis), *_draws(analysis), *_scales(case, analysis))


def _bounded(case: Case, analysis: Analysis) -> list[str]:
    said = []
    if analysis.frontier and not analysis.frontier.exact:
        said.append(
            "The frontier is bounded, not exact: for every outcome that crosses no red line there is one among those "
            f"found that a party likes less by no more than {_errors(case, analysis)}."
        )
    for name, solution in (analysis.solutions or {}).items():
        if solution and solution.error is not None:
            said.append(
                f"The {SOLUTIONS[name].name} outcome is bounded, not exact: no outcome beats its criterion "
                f"by more than {figure(solution.error)}."
            )
    if analysis.solutions and not any(analysis.solutions.values()) and analysis.zone and analysis.zone.high:
        said.append(
            "No solution is shown: none of the outcomes found is acceptable to every party, though others may be; "
            "more memory (--memory) finds more."
        )
    return said


def _draws(analysis: Analysis) -> tuple[str, ...]:
    found = analysis.uncertainty
    if found is None:
        return ()
    said = (
        f"Chances are shares of {found.draws:,} draws (seed {found.seed}): utility functions sampled uniformly from "
        "all that fit what is stated. After ± stands one standard error in percentage points. They measure what is not "
        "known here; they do not predict what a party will do.",
    )
    note = clean(found.note, 600).rstrip(".")
    return (*said, f"{note[:1].upper()}{note[1:]}.") if note else said


def _scales(case: Case, analysis: Analysis) -> tuple[str, ...]:
    own = (
        "Utility is a party's own scale, as the case gives it: it orders outcomes for that party. A gain is utility "
        "above the disagreement point: the walk-away, or where none is stated the party's least utility."
    )
    if not analysis.solutions:
        return (own,)
    return (
        own,
        "The egalitarian and the utilitarian outcome set one party's numbers against another's; they mean something "
        "only as far as the scales can be compared. The other two do not depend on units.",
        f"Differences of utility below 0.000000001{_coarse(case, analysis)} count as none.",
    )


def _coarse(case: Case, analysis: Analysis) -> str:
    wide = [
        f"{figure(analysis.coarse[party.id])} for {clean(party.name, 60)}"
        for party in case.parties
        if party.id in analysis.coarse
    ]
    return f" (below {', '.join(wide)}, whose numbers are very large)" if wide else ""
