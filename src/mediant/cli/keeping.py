"""What `mediant read` does with each reading, and what it says at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mediant.cli.output import STEERING, colored, columns, print_note
from mediant.errors import MediantError, one_line

if TYPE_CHECKING:
    from mediant.cli.journal import Journal
    from mediant.cli.readings import Outcome
    from mediant.evidence.article import Article
    from mediant.evidence.claim import Claim
    from mediant.evidence.corrections.applying import Corrected
    from mediant.evidence.corrections.correction import Correction
    from mediant.evidence.readers import Reading
    from mediant.reports.reading.pieces import ReadArticle
    from mediant.reports.reading.together import Together

MOST_TOGETHER = 1_000
"""Articles that are held in memory at once, to be compared with one another or shown on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to read and what to do with it. `reader` tells readings of one reader from those of another."""

    paths: tuple[str, ...]
    output: Path | None = None
    as_json: bool = False
    html: Path | None = None
    corrections: tuple[Correction, ...] = ()
    outlet: str | None = None
    published: str | None = None
    reader: str = ""
    least: float | None = None
    jobs: int | None = None


class Keeper:
    """Takes outcomes in the order of the articles; `close` writes and says the rest."""

    def __init__(self, *, wish: Wish, journal: Journal | None, files: int) -> None:
        from mediant.evidence.corrections.applying import by_article

        self._wish, self._journal, self._files = wish, journal, files
        self._together = 1 < files <= MOST_TOGETHER
        self._faults: list[MediantError] = []
        self._clashes = 0  # articles whose text stands there with other words
        self._read: list[ReadArticle] = []
        self._claims = self._left_out = 0
        self._about = by_article(wish.corrections)
        self._decided: set[int] = set()
        self._withdrawn: set[str] = set()
        self._corrects: dict[str, str] = {}

    def take(self, outcome: Outcome) -> None:
        """Keep one article's claims, or note why there are none."""
        fault = outcome.fault or self._stored(outcome.article)
        if fault is not None:
            self._faults.append(fault)
        elif outcome.article is not None and outcome.reading is not None:
            if self._journal and outcome.new:
                self._journal.keep(outcome.article, outcome.reading)
            self._show(outcome.article, outcome.reading)

    def _stored(self, article: Article | None) -> MediantError | None:
        """Put the text beside the claims; the fault where another text stands there."""
        from mediant.evidence.articles.files import store

        if article is not None and self._wish.output is not None:
            try:
                store(article, self._wish.output.parent)
            except MediantError as fault:
                self._clashes += 1
                return fault
        return None

    def _show(self, article: Article, reading: Reading) -> None:
        from mediant.evidence.corrections.applying import apply
        from mediant.reports.reading.pieces import ReadArticle

        self._note(article, reading)
        self._withdrawn |= {article.ref.id} if article.withdrawn else set()
        self._corrects |= {article.ref.id: article.corrects} if article.corrects else {}
        decisions = self._about(article)
        self._decided |= {id(one) for one in decisions}
        corrected = apply(decisions, reading.claims, article)
        _tell_lost(article, corrected)
        kept = tuple(claim for claim in corrected.claims if self._sure(claim))
        self._claims += len(kept)
        self._left_out += len(corrected.claims) - len(kept)
        notes = (*article.notes, *reading.notes)
        shown = ReadArticle(article=article, claims=kept, decided=corrected.applied, notes=notes)
        if self._journal:
            self._journal.add(kept)
        if self._wish.as_json:
            print_claims(kept)
        elif not (self._wish.output or self._wish.html):
            print_reading(shown)
        if self._together or self._wish.html:
            self._read.append(shown)

    def _note(self, article: Article, reading: Reading) -> None:
        for note in (*article.notes, *reading.notes):
            print_note(f"{article.ref.id}: {note}")
        if reading.dropped:
            print_note(f"{article.ref.id}: {reading.dropped:,} claims offered whose words are not in the text; dropped")

    def _sure(self, claim: Claim) -> bool:
        return self._wish.least is None or claim.confidence is None or claim.confidence >= self._wish.least

    def close(self) -> int:
        """Write the page, say what was written and what went wrong; how many articles failed."""
        wish, err = self._wish, self._wish.as_json
        gone = frozenset((*self._withdrawn, *self._corrects.values()))
        if self._journal and self._nothing_read():
            print_note(f"nothing was read, so {wish.output} was not written")
            self._tell_rest()
            return len(self._faults)
        if self._clashes and wish.output is not None and wish.output.exists():
            print_note(f"{wish.output} was left as it was: claims of texts that have changed would be lost")
            self._tell_rest()
            return len(self._faults)
        if self._journal:
            self._claims -= self._journal.finish(without=gone)
        together = self._compared()
        if wish.output is not None:
            from mediant.reports.wording import plural

            read = plural(self._files - len(self._faults), "article")
            texts = f"{plural(self._claims, 'claim')} from {read}, their texts beside it"
            click.echo(f"Wrote {wish.output}: {texts}", err=err)
        if wish.html is not None:
            from mediant.reports.files import write_report
            from mediant.reports.reading.page import reading_html

            write_report(reading_html(self._read, wish.corrections, together), wish.html)
            click.echo(f"Wrote {wish.html}: open it in a browser, it needs no network", err=err)
        if together and not wish.as_json:
            print_together(together)
        self._tell_rest()
        return len(self._faults)

    def _nothing_read(self) -> bool:
        """Every article failed: what an earlier run has written is worth more than an empty file."""
        return self._files > 0 and len(self._faults) == self._files

    def _compared(self) -> Together | None:
        """What the articles say together; None for one article, or too many to hold at once."""
        if not self._together:
            return None
        from mediant.evidence.agreement.compare import compare
        from mediant.reports.reading.together import together_of

        claims = {claim.id: claim for read in self._read for claim in read.claims}
        agreement = compare(claims.values(), withdrawn=self._withdrawn, corrects=self._corrects)
        if agreement.not_compared:
            print_note(f"{agreement.not_compared:,} pairs of claims were not compared: too many are alike")
        return together_of(agreement, claims)

    def _tell_rest(self) -> None:
        from mediant.evidence.files import MOST_BYTES

        wish = self._wish
        if self._files > MOST_TOGETHER:
            print_note(f"more than {MOST_TOGETHER:,} articles, so they were not compared with one another")
        self._tell_taken_back()
        if self._left_out:
            print_note(f"{self._left_out:,} claims less sure than {wish.least} were left out (--least)")
        elsewhere = len(wish.corrections) - len(self._decided)
        if elsewhere:
            print_note(f"{elsewhere:,} of {len(wish.corrections):,} decisions are about articles that were not given")
        if wish.output is not None and wish.output.exists() and wish.output.stat().st_size > MOST_BYTES:
            print_note(f"{wish.output} has more than {MOST_BYTES:,} bytes, which other commands refuse; read in parts")
        if self._faults:
            click.echo(f"mediant: {len(self._faults):,} of {self._files:,} articles could not be read:", err=True)
        for fault in self._faults:
            click.echo(one_line(f"  {fault}"), err=True)

    def _tell_taken_back(self) -> None:
        for article in sorted(self._withdrawn):
            print_note(f"{article}: withdrawn by its outlet, so its claims do not stand")
        for new, old in sorted(self._corrects.items()):
            print_note(f"{old}: corrected by {new}, so its claims do not stand")


def _tell_lost(article: Article, corrected: Corrected) -> None:
    for one in corrected.unmatched:
        quote = one.correction.subject.content[0].text[:80]
        print_note(f"{article.ref.id}: the decision to {one.correction.decision} “{quote}” is lost: {one.why}")


def print_claims(claims: Iterable[Claim]) -> None:
    """Claims on stdout, one a line; what its encoding lacks or steers a terminal is escaped, as JSON may."""
    import json

    from mediant.evidence.lines import line_of

    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    for claim in claims:
        line = line_of(claim)
        line = json.dumps(json.loads(line)) if plain else line
        click.echo(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", line))


def print_reading(read: ReadArticle) -> None:
    """An article with its claims marked, as wide and as colourful as stdout allows."""
    from mediant.reports.reading.listing import reading_text

    color = colored(sys.stdout)
    click.echo(reading_text(read, width=columns(), color=color), color=color)


def print_together(together: Together) -> None:
    """What many articles say together, in the same manner."""
    from mediant.reports.reading.listing import together_text

    color = colored(sys.stdout)
    click.echo(together_text(together, width=columns(), color=color), nl=False, color=color)
