"""A reader that asks a language model behind an OpenAI-compatible endpoint. The model proposes, the text decides.

What it answers is kept only where every word of it stands in the article; nothing else that it says is ever used.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mediant.evidence.article import Article
from mediant.evidence.readers import Reading, verbatim
from mediant.readers.endpoint import ask
from mediant.readers.offers import Tally, offers_of
from mediant.readers.parts import parts_of
from mediant.readers.places import Words
from mediant.readers.prompts import question
from mediant.readers.quoted import Quoted
from mediant.readers.settings import KEY, Settings, is_loopback, settings_of

UNMEASURED = (
    "its claims carry confidence 0: nobody has said how often this model is right, so a person reviews them all"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReader:
    """Reads an article by asking the service that the settings name.

    pause : waits so many seconds between two tries.
    """

    settings: Settings
    pause: Callable[[float], object] = time.sleep

    def __call__(self, article: Article) -> Reading:
        """The claims that the model finds and the text bears out.

        `dropped` counts claims that were refused, and each answer that was no such JSON as one; the notes give the
        reasons, and say what was not read. Raises ServiceProblem where the service gives no answer.
        """
        parts = parts_of(article.text, self.settings.characters)
        quoted = Quoted(article, self.settings.confidence)
        cut = 0
        for part in parts[: self.settings.parts]:
            answer = ask(self.settings, question(article.text[part.start : part.end]), self.pause)
            cut += answer.cut
            offers = offers_of(answer.text, quoted.refused, quoted.left_out)
            quoted.add(offers, Words(article.text, part.start, part.end))
        reading = verbatim(quoted.claims, article)
        refused = sum(quoted.refused.counts.values())
        notes = (*_notes(self.settings, len(parts), cut), *_counted(quoted.refused), *_counted(quoted.left_out))
        return Reading(claims=reading.claims, dropped=reading.dropped + refused, notes=notes)


def reader(options: Mapping[str, str]) -> ModelReader:
    """The reader for these options; its key is what the environment variable MEDIANT_API_KEY holds, if anything.

    options : `url` and `model`, and where wanted those of `mediant.readers.settings.Settings`.

    Raises InvalidValue for an option that is missing, unknown or wrong.
    """
    return ModelReader(settings=settings_of(options, os.environ.get(KEY)))


def _notes(settings: Settings, parts: int, cut: int) -> tuple[str, ...]:
    notes = []
    if not settings.confidence:
        notes.append(UNMEASURED)
    if not settings.address.secure and not is_loopback(settings.address.host):
        notes.append(f"the article went to {settings.address.host} unencrypted")
    if parts > settings.parts:
        notes.append(f"only the first {settings.parts:,} of {parts:,} parts were read (parts=N reads more)")
    if cut:
        notes.append(f"{cut:,} of the answers ended early, for want of room (characters=N asks for less at once)")
    return tuple(notes)


def _counted(tally: Tally) -> tuple[str, ...]:
    return tuple(f"left out: {times:,} {reason}" for reason, times in tally.counts.items())
