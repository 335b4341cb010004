"""One decision of a person about a claim, and its line in `mediant-corrections/1`. Pure: text in, values out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from mediant.evidence.checks import Findings, Table, claim_from, object_of, parsed
from mediant.evidence.claim import Claim
from mediant.evidence.lines import line_of
from mediant.model.check_entries import meant, shown

DECISIONS = ("confirm", "correct", "drop", "add", "undo")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z")
WITH_OF = ("confirm", "correct", "drop", "undo")
WITH_CLAIM = ("correct", "add")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A decision: confirm, correct, drop, add, or undo the one before.

    of : the claim decided about, as it stood then; None for one that is added. claim : as it should stand; None unless
    it is corrected or added. Its id says nothing: ids are running numbers, so a claim is known by its article and the
    places and words of its speaker, cue and content. at : when it was decided (UTC), if noted.
    """

    decision: str
    of: Claim | None = None
    claim: Claim | None = None
    at: str | None = None

    @property
    def subject(self) -> Claim:
        """The claim decided about; of an added one, itself."""
        subject = self.of or self.claim
        assert subject is not None  # noqa: S101  (what the checks below let through has one)
        return subject


def line_of_correction(correction: Correction) -> str:
    """The decision as one JSON object on one line, without its end. `correction_of` reads it back."""
    parts = {"decision": json.dumps(correction.decision)}
    if correction.of is not None:
        parts["of"] = line_of(correction.of)
    if correction.claim is not None:
        parts["claim"] = line_of(correction.claim)
    if correction.at is not None:
        parts["at"] = json.dumps(correction.at)
    return "{" + ", ".join(f'"{key}": {value}' for key, value in parts.items()) + "}"


def correction_of(line: str, place: str, found: Findings) -> Correction | None:
    """The decision on one line; None when something is wrong with it, and then `found` says all that is."""
    before = len(found.problems)
    value = parsed(line, place, found)
    table = object_of(value, "correction", place, found) if len(found.problems) == before else None
    if table is None or len(found.problems) > before:
        return None
    decision = table["decision"]
    if decision not in DECISIONS:
        do = meant(decision, DECISIONS, "correct it")
        found.add(f"{place}, decision", f"got {shown(decision)}", f"one of {', '.join(DECISIONS)}", do)
        return None
    of = _claim(table, "of", place, found, wanted=decision in WITH_OF)
    claim = _claim(table, "claim", place, found, wanted=decision in WITH_CLAIM)
    if of is not None and claim is not None and of.article != claim.article:
        found.add(f"{place}, claim", "of another article", "the article of the claim it corrects")
    at = _moment(table, place, found)
    return Correction(decision=decision, of=of, claim=claim, at=at) if len(found.problems) == before else None


def _claim(table: Table, key: str, place: str, found: Findings, *, wanted: bool) -> Claim | None:
    value = table.get(key)
    if not wanted or value is None:
        if wanted != (value is not None):
            seen = f"a decision to {table['decision']} {'without' if wanted else 'with'} {key}"
            found.add(place, seen, "`of` in all but add, `claim` in correct and add only")
        return None
    claim = claim_from(value, f"{place}, {key}", found)
    if claim is not None and claim.article.sha256 is None:
        found.add(f"{place}, {key}, article", "no sha256", "the hash of the text that the decision is about")
    return claim


def _moment(table: Table, place: str, found: Findings) -> str | None:
    value = table.get("at")
    if value is None or (isinstance(value, str) and MOMENT.fullmatch(value)):
        return value
    found.add(f"{place}, at", f"got {shown(value)}", "a moment such as 2024-05-04T10:30:00Z")
    return None
