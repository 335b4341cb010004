"""Whom a named person speaks for, told by the words before and behind the name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mediant.evidence.meaning.naming.cast import BODY, OUTLET, PERSON, STATE, Actor
from mediant.evidence.meaning.naming.names import NameUse, bare
from mediant.evidence.meaning.naming.phrases import OWNING, Phrase, phrase_of
from mediant.evidence.meaning.naming.scene import Scene

Refer = Callable[[Scene, int, int, int], Actor | None]  # from start to end of a phrase, how deep; its actor

LEADS = re.compile(
    r"who (?:has |have |had |now |still |also )*(?:led|leads?|heads?|headed|chairs?|chaired|runs?|ran|speaks? for"
    r"|spoke for|represents?|represented|owns?|manages?|negotiates? for|directs?|founded)\s+(?=\S)"
)
_BEHIND = re.compile(r",\s+(?:aged\s+)?(?:\d{1,3},\s+)?(?=[^\W\d_])")
_OF = re.compile(r"\s+(?:of|for|from|at)\s+(?=\S)")
_STOP = re.compile(r"[,.;:()\n\r—–“”\"]|\s(?:who|which)\s")
ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their", "our"))
MARKS = frozenset("'’")
MOST_BEFORE = 8
MOST_BEHIND = 160
MOST_DEEP = 3
MOST_TOLD = 40  # what was not said of an actor in so many places is not looked for any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is said of a name: words for its bearer, and where in the text the body stands that it belongs to."""

    roles: frozenset[str]
    owner: tuple[int, int] | None = None
    leads: bool = False


def introduce(scene: Scene, use: NameUse, refer: Refer, depth: int) -> None:
    """Note what the text around a name says of its bearer: what it is called, and for whom a person speaks."""
    actor = scene.whose.get(use.start)
    if actor is None or actor.kind == OUTLET or depth > MOST_DEEP or actor.told >= MOST_TOLD or scene.is_place(use):
        return
    actor.told += 1
    standings = [standing for standing in (_before(scene, use), _behind(scene, use)) if standing is not None]
    for standing in standings:
        scene.cast.call(actor, standing.roles)
        _gender(scene, actor, standing)
    if standings and actor.kind == PERSON and actor.body is None and not actor.id:
        roles = frozenset(use.titles).union(*(standing.roles for standing in standings)) - scene.words.ranks
        actor.body = _body(scene, roles, standings, use, refer, depth)


def _gender(scene: Scene, actor: Actor, standing: Standing) -> None:
    if actor.kind == PERSON and not actor.gender:
        if standing.roles & scene.words.female:
            actor.gender = "f"
        elif standing.roles & scene.words.male:
            actor.gender = "m"


def _before(scene: Scene, use: NameUse) -> Standing | None:
    """From the words before the name: "Karstia's surveyor, Ottilie Brandauer", "Culture minister Rolf Ansgar"."""
    words = scene.layout.words
    name = scene.layout.word_at(use.start)
    at = name - len(use.titles)
    start = _start_before(scene, at)
    if start == name:
        return None
    text = scene.layout.text[words[start].start : use.start].rstrip(" ,")
    if OWNING.search(text):  # "Sund's Aart Wessel"
        return Standing(roles=frozenset(), owner=(words[start].start, words[start].start + len(OWNING.sub("", text))))
    phrase = phrase_of(text, scene.words, words[start].start)
    apart = words[name - 1].text == ","
    known = phrase.head in scene.words.roles or phrase.head in scene.words.bodies
    if not (use.titles or known):
        return None
    if apart and not (phrase.determiner or phrase.owner):
        return None
    return _standing(scene, phrase, words[start].start)


def _start_before(scene: Scene, at: int) -> int:
    """The first word of the noun phrase before the word `at`: back to an article or an owner; `at` where none is."""
    words = scene.layout.words
    last = at - 2 if at and words[at - 1].text == "," else at - 1
    low = at
    for back in range(last, max(last - MOST_BEFORE, -1), -1):
        text = words[back].text
        if text in MARKS and back and words[back - 1].text.endswith("s"):
            continue
        if text.lower() in ARTICLES:
            return back
        if bare(text) != text or words[back + 1].text in MARKS:
            return _owner_start(scene, back)
        if _parts(scene, back, at):
            break
        low = back
    return low


def _parts(scene: Scene, back: int, at: int) -> bool:
    """Whether a word cannot belong to the phrase that ends before the word `at`."""
    word, then = scene.layout.words[back], scene.layout.words[at]
    low = word.text.lower()
    if not low[0].isalpha() or low in scene.words.parting or low in scene.words.places:
        return True
    return scene.layout.sentence(word.start) != scene.layout.sentence(then.start)


def _owner_start(scene: Scene, at: int) -> int:
    """The first word of an owner that ends at the word `at`."""
    words = scene.layout.words
    last = max(at - MOST_BEFORE, 0)
    while at > last and words[at].text[0].isupper() and words[at - 1].text[0].isupper():
        at -= 1
    if words[at].text[0].islower():
        for back in range(at - 1, max(at - 4, -1), -1):
            if words[back].text.lower() in ("the", "its", "his", "her", "their"):
                return back
    return at


def _behind(scene: Scene, use: NameUse) -> Standing | None:
    """From what follows the name: ", leader of the Dockers' Union", ", who has led it since May", "of Sund"."""
    text, end = scene.layout.text, use.end
    of = _OF.match(text, end)
    if of:
        return Standing(roles=frozenset(use.titles), owner=_body_at(scene, of.end()))
    behind = _BEHIND.match(text, end)
    if not behind:
        return None
    start = behind.end()
    leads = LEADS.match(text, start)
    if leads:
        return Standing(roles=frozenset(), owner=_body_at(scene, leads.end()), leads=True)
    stop = _STOP.search(text, start, start + MOST_BEHIND)
    phrase = phrase_of(text[start : stop.start()], scene.words, start) if stop else Phrase()
    known = phrase.head in scene.words.roles or (phrase.head in scene.words.bodies and not _tells(phrase))
    return _standing(scene, phrase, start) if known and len(phrase.words) <= 6 else None


def _tells(phrase: Phrase) -> bool:
    """Whether the words are a verb and its object, "told Quay Radio", and no phrase about the name before them."""
    bare_start = not phrase.determiner and not phrase.owner and phrase.words[0].islower()
    return bare_start and any(word[:1].isupper() for word in phrase.words[1:])


def _standing(scene: Scene, phrase: Phrase, start: int) -> Standing:
    lows = frozenset(low for low in phrase.lows if low in scene.words.roles or low in scene.words.bodies)
    return Standing(roles=lows, owner=_owner_of(scene, phrase, start))


def _owner_of(scene: Scene, phrase: Phrase, start: int) -> tuple[int, int] | None:
    """Where the body stands that a described person belongs to: an owner, "its", a name before the role, "of the X"."""
    if phrase.owner:
        return start, start + len(phrase.owner)
    if phrase.determiner in ("its", "his", "her", "their"):
        return start, start + len(phrase.determiner)
    inner = [use for use in scene.uses_in(*phrase.core) if len(phrase.words) > len(use.words)]
    if inner:
        return inner[0].start, inner[0].end
    return _body_at(scene, scene.layout.text.find(phrase.complement, start)) if phrase.complement else None


def _body_at(scene: Scene, start: int) -> tuple[int, int] | None:
    """Where the body that begins here ends: a name, or a description with a body's head; None for anything else."""
    text = scene.layout.text
    stop = _STOP.search(text, start, start + MOST_BEHIND)
    end = stop.start() if stop else min(start + MOST_BEHIND, len(text))
    uses = scene.uses_in(start, end)
    if uses and text[start : uses[0].start].strip().lower() in ("", "the") and not uses[0].owns:
        return start, uses[0].end
    phrase = phrase_of(text[start:end], scene.words, start)
    bodily = phrase.head in scene.words.bodies or phrase.head in scene.words.of_state
    return (start, phrase.core[1]) if bodily and len(phrase.words) <= MOST_BEFORE else None


def _body(
    scene: Scene, roles: frozenset[str], standings: list[Standing], use: NameUse, refer: Refer, depth: int
) -> Actor | None:
    """Whom a person with these roles speaks for; None where it is for nobody else."""
    owned = [standing for standing in standings if standing.owner is not None]
    for standing in owned:
        owner = refer(scene, *standing.owner, depth + 1) if standing.owner is not None else None
        body = owner.meant if owner is not None else None
        if body is not None and body.kind != PERSON and (standing.leads or not roles or roles & scene.words.speaking):
            return (
                body
                if body.kind != STATE or not roles or roles & (scene.words.of_state | scene.words.of_firm)
                else None
            )
    if owned:
        return None
    if roles & scene.words.ministers:
        return latest_state(scene, use.start)
    return latest_body(scene, use.start) if roles & scene.words.house else None


def latest_state(scene: Scene, at: int) -> Actor | None:
    """The state that was met last before a position, as a source if any was."""
    fallback: Actor | None = None
    for mention in scene.cast.recent(at):
        actor = mention.actor.meant
        if actor.kind == STATE and mention.source:
            return actor
        if actor.kind == STATE and actor.acts:
            fallback = fallback or actor
    return fallback


def latest_body(scene: Scene, at: int) -> Actor | None:
    """The body that was met last before a position, in this paragraph or the one before."""
    paragraph = scene.layout.paragraph(at)
    for mention in scene.cast.recent(at):
        if paragraph - mention.paragraph > 1:
            return None
        if mention.actor.meant.kind == BODY and mention.source:
            return mention.actor.meant
    return None
