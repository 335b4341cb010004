"""Drafts on disk: a case file, what was drafted beside it, and a backup where one is started afresh."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediant.errors import FileProblem, InvalidValue
from mediant.evidence.claim import Claim
from mediant.evidence.drafting.draft import Draft
from mediant.evidence.drafting.merge import Conflict, merge
from mediant.evidence.drafting.questions import Question, unknowns_of
from mediant.evidence.drafting.writing import block_in, block_of, text_of, updated
from mediant.evidence.files import read_article, replace_file, write_claims
from mediant.model.case import Case
from mediant.model.document import case_of, document_of
from mediant.model.formats import mediant_case

DRAFTED = ".drafted"
BACKUP = ".bak"
JOINED = ".claims.jsonl"
MOST_BACKUPS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: the case as it stands now, what it leaves open, and what a person should know of the merge.

    backup : the copy of an earlier file that was replaced; moved : comments that lost their place and stand at the end.
    """

    path: str
    case: Case
    questions: tuple[Question, ...]
    conflicts: tuple[Conflict, ...] = ()
    again: bool = False
    backup: str | None = None
    moved: tuple[str, ...] = ()


def joined(files: Sequence[tuple[str, Sequence[Claim]]]) -> tuple[Claim, ...]:
    """The claims of several named files; the same claim in two of them counts once.

    Raises InvalidValue where two files hold different claims of one id.
    """
    known: dict[str, tuple[Claim, str]] = {}
    for path, claims in files:
        for claim in claims:
            other, place = known.setdefault(claim.id, (claim, path))
            if other != claim:
                seen = f"the id {claim.id!r} stands for another claim than in {place}"
                raise InvalidValue(path, seen, "an id of its own for every claim; rename one")
    return tuple(claim for claim, _ in known.values())


def claims_beside(paths: Sequence[str | os.PathLike[str]], folder: str | os.PathLike[str]) -> str | None:
    """The one claims file as a case in that folder names it; None where there are several, or it lies outside."""
    if len(paths) != 1:
        return None
    try:
        name = Path(paths[0]).resolve().relative_to(Path(folder).resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):
        return None
    return name if name.isprintable() and "\\" not in name else None


def case_path(path: str | os.PathLike[str]) -> Path:
    """The case file that a path means: itself, or case.toml in a folder."""
    return Path(path) / "case.toml" if Path(path).is_dir() else Path(path)


def write_draft(draft: Draft, path: str | os.PathLike[str], *, force: bool = False) -> Written:
    """Write a draft, merged with what a person made of an earlier one; each file is replaced whole or not at all.

    path : the case file, or a folder for its case.toml; what was drafted is stored beside it as NAME.drafted. `force`
    starts afresh, and keeps the earlier file as NAME.bak. Raises FileProblem where a file stands there that was not
    drafted, or cannot be read or written, InvalidFile where it is no valid case; then nothing is written.
    """
    target = case_path(path)
    beside = target.with_name(target.name + DRAFTED)
    if not os.path.lexists(target):
        return _fresh(draft, target, beside)
    if force:
        backup = _backup(target)
        return replace(_fresh(draft, target, beside), backup=str(backup))
    if not beside.exists():
        seen = f"stands there already, and no {beside.name} beside it tells what was drafted"
        raise FileProblem(str(target), seen, "choose another path, or start afresh (--force; a copy is kept)")
    return _again(draft, target, beside)


def joined_name(path: str | os.PathLike[str]) -> str:
    """The name under which claims of several files are joined beside a case."""
    return case_path(path).stem + JOINED


def write_joined(claims: Sequence[Claim], written: Written) -> str | None:
    """Write the claims that a case names as one file beside it.

    Returns the copy of a file that stood there and was not written with the case; None where there was none.
    """
    target = Path(written.path)
    joined = target.with_name(joined_name(target))
    backup = str(_backup(joined)) if os.path.lexists(joined) and not written.again else None
    write_claims(claims, joined)
    return backup


def _fresh(draft: Draft, target: Path, beside: Path) -> Written:
    block = block_of(draft, draft.case, draft.questions, ())
    raw = text_of(draft, block).encode()
    replace_file(target, raw)
    replace_file(beside, raw)
    return Written(path=str(target), case=draft.case, questions=draft.questions)


def _again(draft: Draft, target: Path, beside: Path) -> Written:
    mine, base = read_article(target), read_article(beside)
    before, own = mediant_case.parse(base.encode(), str(beside)), mediant_case.parse(mine.encode(), str(target))
    merged = merge(document_of(before), document_of(own), document_of(draft.case))
    case = case_of(merged.document)
    doubts = [question for question in draft.questions if question not in unknowns_of(draft.case)]
    questions = (*doubts, *unknowns_of(case))
    block = block_of(draft, case, questions, merged.conflicts)
    changed = merged.document != document_of(own)
    text, moved = updated(mine, case if changed else None, block, block_in(base))
    mediant_case.parse(text.encode(), str(target))
    replace_file(target, text.encode())
    replace_file(beside, text_of(draft, block).encode())
    return Written(
        path=str(target), case=case, questions=questions, conflicts=merged.conflicts, again=True, moved=moved
    )


def _backup(target: Path) -> Path:
    """A copy of a file beside it, under the first name that is free."""
    try:
        if not target.is_file():
            raise FileProblem(str(target), "is no plain file", "name a file")
        raw = target.read_bytes()
    except OSError as error:
        raise FileProblem(str(target), error.strerror or str(error), "check that you may read it") from None
    for number in range(1, MOST_BACKUPS):
        copy = target.with_name(f"{target.name}{BACKUP}{'' if number == 1 else f'.{number}'}")
        if not os.path.lexists(copy):
            replace_file(copy, raw)
            return copy
    raise FileProblem(str(target), f"has {MOST_BACKUPS:,} backups beside it", "remove some")
