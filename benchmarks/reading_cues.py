"""Kinds of cues, told by their words: rough, to sort mistakes with."""

from __future__ import annotations

import re

from mediant.evidence.claim import Claim

BEFORE = re.compile(
    r"(?:\b(?:the|a|an|its|his|her|their|our|my|this|that|of|no|any|repeated|latest)|\w+['’]s?)\s+$", re.IGNORECASE
)
NOUN = re.compile(
    r"^(?:the |a |an |its |his |her |their )?(?:\w+ )?(?:demand|call|offer|proposal|plea|request|warning|claim|view|"
    r"statement|report|threat|promise|pledge|refusal|rejection|decision|insistence|allegation|accusation|hope|fear|"
    r"belief|plan|idea|wish|denial|support|estimate|talk|rumour|suggestion|position|argument|word|letter|message)s?"
    r"(?: (?:of|that|to|for|on|about))?$",
    re.IGNORECASE,
)
SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tell|tells|told|telling|according|writes?|wrote|adds?|added|adding|states?|stated|"
    r"reports?|reported|announced?)\b",
    re.IGNORECASE,
)
ATTITUDE = re.compile(
    r"\b(?:want|hope|hoping|fear|believe|think|thought|expect|doubt|intend|plan|seek|sought|like|prefer|rather|willing|"
    r"ready|prepared|determined|regret|worr|suspect|favour|support|oppose|consider|keen|confident|convinced|afraid|"
    r"reckon|remember|see|settle|considering|could live)",
    re.IGNORECASE,
)


def kind_of(claim: Claim, text: str) -> str:
    """What kind of cue the claim's speaker has."""
    cue = claim.sources[0].cue
    if not any(re.search(r"\w", span.text) for span in cue):
        return "no word for a cue"
    words = " ".join(span.text for span in cue)
    if NOUN.search(words) and (NOUN.search(words.split()[0]) is None or BEFORE.search(text[: cue[0].start][-20:])):
        return "noun cue"
    if ATTITUDE.search(words):
        return "cue of attitude or intention"
    return "verb of saying" if SAYING.search(words) else "other verb"
