"""What the forms of the evidence ask for. Articles come in and are read by `mediant.web.articles`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mediant.errors import Refused
from mediant.web.screens.screen import Form, Seen, one
from mediant.workbench.articles import Confirm, Correct, Dispute, Drop, Reconsider, Share
from mediant.workbench.commands import Command


def correct(_: Seen, form: Form) -> Correct:
    """What the article says instead, in its own words."""
    content, speaker, actor = (one(form, name, "").strip() for name in ("content", "speaker", "actor"))
    issues = form.get("issues", ())
    if max(len(content), len(speaker)) > 10_000 or len(actor) > 500 or len(issues) > 100:
        raise Refused("too many words", "copy at most 10,000 characters from the article")
    return Correct(
        claim=one(form, "claim"),
        content=content,
        speaker=speaker,
        actor=actor or None,
        act=one(form, "act", "") or None,
        certainty=one(form, "certainty", "") or None,
        issues=tuple(issue for issue in issues if issue),
        day=one(form, "day", "") or None,
    )


def dispute(_: Seen, form: Form) -> Dispute:
    """A claim disputed before a room, or no longer."""
    words = one(form, "why", "").strip()
    if len(words) > 2_000:
        raise Refused(f"{len(words):,} characters", "write at most 2,000")
    return Dispute(one(form, "claim"), one(form, "room"), one(form, "disputed") == "yes", words)


FORMS: Mapping[str, Callable[[Seen, Form], Command]] = {
    "confirm": lambda _, form: Confirm(one(form, "claim")),
    "drop": lambda _, form: Drop(one(form, "claim")),
    "correct": correct,
    "undo": lambda _, form: Reconsider(one(form, "claim")),
    "share": lambda _, form: Share(one(form, "claim"), one(form, "room")),
    "dispute": dispute,
}
