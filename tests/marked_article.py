"""An annotated article with a relay, a pronoun, two claims of one sentence, and a statement of its own."""

from __future__ import annotations

from mediant.evidence.markup import parse

ARTICLE = parse(
    """title: A
outlet: The Coast Courier
published: 2031-03-14
topic: labour
manner: paper
---
{1s Dana Ferro} {1q said} {1c the offer was dead}, {1s1 Orbis Wire} {1q1 reported}. {2s She} {2q wants} {2c the books opened by Friday}.
{3s The firm} {3q refused} {3c to open them}. {4c The talks broke up on Tuesday.}
---
1: act=assess certainty=hedged actor=ferro issues=pay
1.1: actor=orbis-wire
2: act=demand certainty=asserted actor=ferro issues=books when="by Friday"@2031-03-21
3: act=reject certainty=asserted actor=firm issues=books
4: act=report certainty=asserted
""",
    "a",
)
