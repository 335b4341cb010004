"""Whom a pronoun stands for: the nearest that fits by number, gender and kind, sources and the same paragraph first."""

from __future__ import annotations

from mediant.evidence.meaning.naming.cast import DOCUMENT, OUTLET, PEOPLE, PERSON, Actor, Mention
from mediant.evidence.meaning.naming.scene import Scene

HE, SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
IT, THEY = frozenset(("it", "its", "itself")), frozenset(("they", "them", "their", "theirs", "themselves"))
WE = frozenset(("we", "us", "our", "ours", "i", "me", "my", "mine", "ourselves", "myself"))
WHO = frozenset(("who", "which", "whose", "that", "whom"))
PRONOUNS = HE | SHE | IT | THEY | WE | WHO
FARTHEST = 3


def antecedent(scene: Scene, word: str, at: int) -> Actor | None:
    """The actor that a pronoun at a position stands for; None where nobody fits."""
    if word in WHO:
        return _just_before(scene, at)
    if word in WE:
        return None if scene.layout.quoted(at) else scene.own
    best: tuple[float, Actor] | None = None
    paragraph, sentence = scene.layout.paragraph(at), scene.layout.sentence(at)
    quoted = scene.layout.quoted(at)
    for order, mention in enumerate(scene.cast.recent(at)):
        if paragraph - mention.paragraph > FARTHEST:
            break
        actor, fit = _fit(word, mention)
        if actor is None:
            continue
        score = fit - (sentence - mention.sentence) - 1.5 * (paragraph - mention.paragraph)
        score += 1.0 * mention.source - 1.0 * (mention.quoted and not quoted) - 0.05 * order
        if best is None or score > best[0]:
            best = (score, actor)
    return best[1] if best else None


def _just_before(scene: Scene, at: int) -> Actor | None:
    """The source or name that a relative pronoun follows or stands in."""
    near: Actor | None = None
    for mention in scene.cast.mentions[-40:]:
        if mention.at < at <= mention.end + 3 and not (mention.end < at and near is not None and mention.end + 3 < at):
            near = mention.actor
    return near


def _fit(word: str, mention: Mention) -> tuple[Actor | None, float]:
    """The actor of a mention as the pronoun would mean it, and how well it fits."""
    actor = mention.actor
    if word in HE or word in SHE:
        return _fit_person(actor, "m" if word in HE else "f")
    if word in IT:
        if actor.kind == PERSON:
            return (actor.body, -1.5) if actor.body is not None and not actor.body.plural else (None, 0)
        return (None, 0) if actor.plural else (actor, -1.0 * (actor.kind in (OUTLET, DOCUMENT)))
    if actor.kind == PERSON:
        return (None, 0) if actor.body is None else (actor.body, -2.0)
    return actor, (1.5 if actor.plural or actor.kind == PEOPLE else 0.0) - 1.0 * (actor.kind in (OUTLET, DOCUMENT))


def _fit_person(actor: Actor, gender: str) -> tuple[Actor | None, float]:
    if actor.kind != PERSON or actor.plural or (actor.gender and actor.gender != gender):
        return None, 0
    return actor, 1.5 if actor.gender else 0.0
