"""Things that an article's demands and answers come back to: nouns by their place in the sentence. Pure.

No tagger: a word counts as a noun where "the", "its", "a" and the like lead up to it and a small word or a mark ends
it. That is enough for a word that recurs; what is used once is not looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim

STANCES = frozenset(("demand", "offer", "commit", "accept", "concede", "reject", "threaten"))
"""Acts by which somebody takes a stand on something."""

LEAST_CLAIMS = 2  # whose contents hold the word, one of them a stand
LEAST_USES = 2  # in the whole text
MANY_USES = 3  # in the whole text, where one claim is enough
LEAST_LETTERS = 3
MOST_BETWEEN = 3  # words between "the" and the noun
LARGEST_TEXT = 1_000_000  # characters that are looked at

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*|[^\w\s]|\d+")
_POSSESSIVE = re.compile(r"['’]s?$")
_NOT_NOUN = re.compile(r"(?:ly|ing|ed)$")


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ING_NOUNS = _listed("""
    building filling financing fishing funding hearing housing lining metering mooring ruling seeding staffing training
    warning
    """)
_LEADING = _listed("""
    the a an its their his her our your my this that these those any no some every each all more fewer less another
    other both new of for on over about to in by with without
    """)
_SMALL = _LEADING | _listed("""
    and or but nor if unless until before after since while because as at from into onto under between against through
    during than then so is are was were be been being am has have had having do does did done will would should shall
    may might can could must not never he she it they them we us you i him who whom whose which what when where why how
    whether there here only also even still yet already again just too very much many most least few own same such one
    two three four five six seven eight nine ten eleven twelve first second third last next half quarter hundred
    thousand million per cent up down out off away back once twice inside outside said says say saying told tells asked
    asks called calls want wants wanted
    """)
_QUALITIES = _listed("""
    good bad long short old young big small large high low full empty whole open closed free late early right wrong
    clear sure true false ready able joint public private local national main real final
    """)
_NO_ISSUE = _QUALITIES | _listed("""
    second minute hour day night morning noon afternoon evening midnight weekend week month year spring summer autumn
    winter today tomorrow yesterday tonight monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december time date
    talk offer deal agreement proposal demand plan draft text word answer question side party government council
    minister ministry official people person man woman men women child children family voter member worker driver owner
    customer resident farmer neighbour neighbor guest officer engineer delegation mediator negotiator chairman
    chairwoman chair president chief director secretary deputy lawyer union firm company group office spokesman
    spokeswoman spokesperson reporter newspaper journalist outlet article source cabinet
    thing way start beginning end number figure point part place room table door hand head paper letter page statement
    report news story meeting session round vote decision reason fact case matter issue problem result rest kind sort
    lot bit half quarter third fifth house home town city village state country capital region world name line idea
    hope fear doubt wish chance risk step move sign mistake insult joke gift promise threat warning refusal condition
    term rise field weather life work list account rule sentence
    yes nobody somebody anybody anyone someone everyone everybody nothing something anything everything
    crown dollar euro pound percent metre meter kilometre kilometer tonne ton litre liter
    make take give get come put keep let see know think leave bring send pay stop begin run turn meet agree accept
    refuse reject drop read sell left came hire shot pick hold stand sit stay use call need
    held sold paid made lost found given taken kept built sent put brought bought told met shut done said seen known
    delegate representative spirit
    """)
"""Words that name no issue by themselves, because most talks have them, or because they are no nouns."""


@dataclass(slots=True)
class _Uses:
    uses: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    forms: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    before: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def singular(word: str) -> str:
    """The word that a plural seems to be of; a word that ends in -ss, -us or -is is none."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def words_in(text: str) -> list[str]:
    """The words of a text, in order, as singulars in small letters."""
    return [singular(word) for word, _ in _tokens(text) if word[0].isalpha()]


def recurrent(article: Article, claims: Sequence[Claim]) -> Mapping[str, str]:
    """Nouns that the claims of an article come back to, each with an id: a-z 0-9 -, as the article writes it mostly.

    A noun is in it that the contents of two claims hold, a demand, an answer or a threat among them, that is no name
    and no word for a source, and that is not so common in all talks that it tells nothing ("offer", "meeting"). Its id
    has the word before it too where that nearly always stands there ("night-rate").
    """
    found = _uses_in(article.text[:LARGEST_TEXT])
    contents = [(claim.act in STANCES, _content_words(claim)) for claim in claims]
    held = Counter(word for _, words in contents for word in words)
    wanted = {word for stands, words in contents if stands for word in words}
    sources = {
        word for claim in claims for source in claim.sources for span in source.spans for word in words_in(span.text)
    }
    title = set(words_in(article.ref.title or ""))
    return {
        word: _id_of(word, found)
        for word in sorted((wanted | title & held.keys()) - sources)
        if found.uses[word] >= LEAST_USES
        and (held[word] >= LEAST_CLAIMS or word in title or found.uses[word] >= MANY_USES)
        and _is_noun(word, found)
    }


def _content_words(claim: Claim) -> set[str]:
    return {word for span in claim.content for word in words_in(span.text)}


def _is_noun(word: str, found: _Uses) -> bool:
    if len(word) < LEAST_LETTERS or word in _SMALL or word in _NO_ISSUE or not word.isascii():
        return False
    return found.heads[word] > 0 and found.names[word] <= found.uses[word]


def _id_of(word: str, found: _Uses) -> str:
    form = min(found.forms[word], key=lambda form: (-found.forms[word][form], form))
    first, times = next(iter(found.before[word].most_common(1)), ("", 0))
    always = times >= LEAST_USES and 3 * times >= 2 * found.uses[word]
    return f"{first}-{form}" if always else form


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Words and marks, in small letters without possessive endings, and whether each begins with a capital."""
    raw = _TOKEN.findall(text)
    return [(_POSSESSIVE.sub("", token).lower() or token, token[0].isupper()) for token in raw]


def _uses_in(text: str) -> _Uses:
    tokens, found = _tokens(text), _Uses()
    for place, (word, capital) in enumerate(tokens):
        before = tokens[place - 1][0] if place else "."
        if not word[0].isalpha():
            continue
        lemma = singular(word)
        if capital and (before[0].isalnum() or before in ",;()'’"):
            found.names[lemma] += 1
            continue
        found.uses[lemma] += 1
        found.forms[lemma][word] += 1
        if before not in _SMALL and before not in _QUALITIES and before.isascii() and before.isalpha():
            found.before[lemma][before] += 1
        found.heads[lemma] += _is_head(tokens, place)
    return found


def _is_head(tokens: Sequence[tuple[str, bool]], place: int) -> bool:
    """Whether "the" or the like leads up to a word, and a small word or a mark ends it."""
    word = tokens[place][0]
    after = tokens[place + 1][0] if place + 1 < len(tokens) else "."
    if (after[0].isalnum() and after not in _SMALL) or (_NOT_NOUN.search(word) and word not in _ING_NOUNS):
        return False
    at = place - 1
    while at >= 0 and place - at <= MOST_BETWEEN and tokens[at][0][0].isalpha() and tokens[at][0] not in _SMALL:
        at -= 1
    return at >= 0 and tokens[at][0] in _LEADING
