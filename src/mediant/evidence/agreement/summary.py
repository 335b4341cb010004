"""A few plain lines on what many articles say together. Pure."""

from __future__ import annotations

from mediant.evidence.agreement.values import Agreement, Change, Contradiction, Statement

MOST_SHOWN = 5
WIDTH = 80
KINDS = {
    "number": "different numbers",
    "date": "different days",
    "polarity": "one negates the other",
    "denial": "denied",
    "act": "opposed acts",
}


def summary(agreement: Agreement) -> tuple[str, ...]:
    """Lines for a terminal or a log: counts first, then the five most printed, contradictions and changes in order.

    Cut where long, and a cut is marked; the values hold everything.
    """
    statements = agreement.statements
    printed = [one for one in statements if len({chain.article for chain in one.chains}) > 1]
    printed.sort(key=lambda one: (-one.independent, -len(one.chains), one.id))
    lines = [
        f"{_many(sum(len(one.claims) for one in statements), 'claim')} in {_many(len(statements), 'statement')}, "
        f"{len(printed)} of them printed by more than one article",
        f"{_many(len(agreement.contradictions), 'contradiction')}, "
        f"{_many(len(agreement.changes), 'change')} of position, "
        f"{_many(len(agreement.taken_back), 'claim')} taken back",
    ]
    if agreement.not_compared:
        lines.append(f"{_many(agreement.not_compared, 'pair')} of claims not compared: too many are alike")
    lines += [f"at most {_many(one.independent, 'source')}: {_said(one)}" for one in printed[:MOST_SHOWN]]
    lines += _rest(len(printed))
    for found in agreement.contradictions[:MOST_SHOWN]:
        lines += _contradiction(found)
    lines += _rest(len(agreement.contradictions))
    for change in agreement.changes[:MOST_SHOWN]:
        lines += _change(change)
    return tuple(lines + _rest(len(agreement.changes)))


def _contradiction(found: Contradiction) -> list[str]:
    return [f"{KINDS[found.kind]}: {_said(found.one)}", f"  against: {_said(found.other)}"]


def _change(change: Change) -> list[str]:
    return ["a change:", *(f"  {step.day} {_said(step.statement)}" for step in change.steps)]


def _said(statement: Statement) -> str:
    who = statement.speaker or statement.name or "in the article's own words"
    outlets = ", ".join(dict.fromkeys(chain.outlet or chain.article for chain in statement.chains))
    act = f" ({statement.act})" if statement.act else ""
    return " ".join(f"{_cut(who)}{act}: {_cut(statement.content)} [{_cut(outlets)}]".split())


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _rest(number: int) -> list[str]:
    return [f"  … and {number - MOST_SHOWN} more"] if number > MOST_SHOWN else []


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
