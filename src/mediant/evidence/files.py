"""Claims on disk (`mediant-claims/1`, one claim a line), the text of articles, and folders of annotated articles."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from stat import S_ISREG

from mediant.errors import FileProblem, InvalidFile, InvalidValue, Problem
from mediant.evidence.checks import Findings, claim_of, spans_of
from mediant.evidence.claim import ArticleRef, Claim
from mediant.evidence.lines import line_of
from mediant.evidence.markup import MarkedArticle, parse
from mediant.evidence.matches import Match, match_of, together
from mediant.evidence.topics import Topic, topics_of
from mediant.model.check_entries import shown

MOST_BYTES = 64_000_000
MOST_LINE = 1_000_000
PIECE = 1_000_000
MOST_PROBLEMS = 1_000


def read_claims(path: str | os.PathLike[str]) -> tuple[Claim, ...]:
    """The claims of a file, in its order, every span checked against the article where its text is stored beside it.

    Raises FileProblem when there is nothing to read, InvalidFile with everything that is wrong in it.
    """
    claims, problems = _examined(Path(path))
    if problems:
        raise InvalidFile(str(path), problems)
    return claims


def check_claims(path: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Everything that is wrong in a claims file, in its order; empty when nothing is.

    At most 1,000 problems are listed; the last one then says that there may be more. Raises FileProblem when there
    is nothing to read (no such file, no plain file, more than 64 MB).
    """
    return _examined(Path(path))[1]


def read_article(path: str | os.PathLike[str]) -> str:
    """The text of an article as stored: UTF-8, line ends untouched, so that offsets count what is in the file.

    Raises FileProblem when it cannot be read, is not a plain file, has more than 64 MB or is not UTF-8.
    """
    raw = bytes_of(Path(path))
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        seen = f"not UTF-8 (byte {error.start} is 0x{raw[error.start]:02x})"
        raise FileProblem(str(path), seen, "save the text as UTF-8") from None


def read_marked(path: str | os.PathLike[str]) -> MarkedArticle:
    """The annotated article in a file; its id is the file's name without ending.

    Raises FileProblem when it cannot be read, InvalidFile with everything that is wrong in it.
    """
    try:
        return parse(read_article(path), Path(path).stem)
    except InvalidFile as invalid:
        raise InvalidFile(str(path), invalid.problems) from None


def read_topics(folder: str | os.PathLike[str]) -> dict[str, Topic]:
    """The topics of a corpus by id, from its `topics.toml`, in the order of the file.

    Raises FileProblem when it cannot be read, InvalidFile with everything that is wrong in it.
    """
    path = Path(folder) / "topics.toml"
    return topics_of(read_article(path), str(path))


def read_corpus(folder: str | os.PathLike[str], part: str | None = None) -> tuple[MarkedArticle, ...]:
    """The annotated articles TOPIC/ID.txt of a corpus, by topic and id; with `part`, only those of its topics.

    `part` is train, dev or test, and needs `topics.toml`. Raises FileProblem when a file cannot be read, InvalidFile
    with everything that is wrong in any of them: also an id used twice and a topic that is not its folder's.
    """
    root = Path(folder)
    topics = read_topics(root) if part is not None else {}
    wanted = [path for path in _marked_files(root) if part is None or _part(path, topics) == part]
    articles: dict[str, MarkedArticle] = {}
    problems: list[Problem] = []
    for path in wanted:
        name = f"{path.parent.name}/{path.name}"
        try:
            article = read_marked(path)
        except InvalidFile as invalid:
            problems += [replace(problem, place=f"{name}, {problem.place}") for problem in invalid.problems]
            continue
        problems += _misplaced(article, path, articles)
        articles.setdefault(path.stem, article)
    if problems:
        raise InvalidFile(str(folder), tuple(problems[:MOST_PROBLEMS]))
    return tuple(articles.values())


def _marked_files(root: Path) -> list[Path]:
    try:
        folders = [path for path in root.iterdir() if path.is_dir() and not path.is_symlink()]
        return sorted(path for inner in folders for path in inner.iterdir() if path.suffix == ".txt")
    except (OSError, ValueError) as error:
        raise FileProblem(str(root), _why(error), "check the folder and that you may read it") from None


def _part(path: Path, topics: dict[str, Topic]) -> str:
    topic = topics.get(path.parent.name)
    if topic is None:
        raise FileProblem(str(path), "its topic is not in topics.toml", "add the topic, with the part it belongs to")
    return topic.part


def _misplaced(article: MarkedArticle, path: Path, others: dict[str, MarkedArticle]) -> list[Problem]:
    found = Findings()
    name = f"{path.parent.name}/{path.name}"
    if article.meta.topic != path.parent.name:
        found.add(name, f"topic {shown(article.meta.topic)}", f"its folder's, {shown(path.parent.name)}")
    if path.stem in others:
        found.add(name, f"the id of {others[path.stem].meta.topic}/{path.name} again", "an id of its own", "rename it")
    return found.problems


def write_claims(claims: Iterable[Claim], path: str | os.PathLike[str]) -> None:
    """Write claims, one a line; the file is replaced whole or not at all.

    Raises InvalidValue, before anything is written, for a claim that `read_claims` would refuse; FileProblem when the
    file cannot be written. Spans are not compared with the article here.
    """
    found = Findings()
    seen: dict[str, str] = {}
    lines = []
    for number, claim in enumerate(claims, 1):
        line = line_of(claim)
        back = claim_of(line, f"claim {number}", found)
        if back is not None:
            _compare(back, f"claim {number}", seen, found)
        if found.problems:
            problem = found.problems[0]
            raise InvalidValue(problem.place, problem.seen, problem.expected)
        lines.append(line)
    replace_file(Path(path), "".join(f"{line}\n" for line in lines).encode())


def articles_not_beside(path: Path | str) -> tuple[str, ...]:
    """Names of the article texts that do not stand beside a valid file of claims, so that no quote was compared."""
    names = dict.fromkeys(f"{claim.article.id}.txt" for claim in read_claims(path))
    return tuple(name for name in names if not Path(path).with_name(name).exists())


def _examined(path: Path) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    found = Findings()
    seen: dict[str, str] = {}
    texts: dict[str, str | None] = {}
    claims = []
    matches: list[Match] = []
    lines = bytes_of(path).split(b"\n")
    if not lines[-1]:
        lines.pop()
    for number, raw in enumerate(lines, 1):
        claim = _claim(raw, f"line {number}", found)
        if claim is not None:
            _compare(claim, f"line {number}", seen, found)
            text = _article_beside(path, claim.article, texts, found)
            matches += [] if text is None else _matches(claim, f"line {number}", text, found)
            claims.append(claim)
        if len(found.problems) >= MOST_PROBLEMS and number < len(lines):
            del found.problems[MOST_PROBLEMS - 1 :]
            found.add(f"line {number}", "checking stopped here: too many problems", f"fewer than {MOST_PROBLEMS:,}")
            break
    instead = together(matches, {article for article, text in texts.items() if "\r\n" in (text or "")})
    told = [instead.get(problem, problem) for problem in found.problems]
    return tuple(claims), tuple(problem for problem in told if problem)


def _claim(raw: bytes, place: str, found: Findings) -> Claim | None:
    if len(raw) > MOST_LINE:
        found.add(place, f"{len(raw):,} bytes on one line", f"a claim of at most {MOST_LINE:,} bytes")
        return None
    if not raw.strip():
        found.add(place, "an empty line", "one claim on every line", "remove it")
        return None
    try:
        return claim_of(raw.decode(), place, found)
    except UnicodeDecodeError as error:
        found.add(f"{place}, byte {error.start + 1}", f"not UTF-8 (0x{raw[error.start]:02x})", "UTF-8")
    return None


def _compare(claim: Claim, place: str, seen: dict[str, str], found: Findings) -> None:
    """Note a claim id that was used before, and an article described in two ways."""
    first = seen.setdefault(f"claim {claim.id}", place)
    if first != place:
        found.add(f"{place}, id", f"{shown(claim.id)} again, as on {first}", "an id of its own for every claim")
    about = json.dumps([claim.article.title, claim.article.outlet, claim.article.published])
    known = seen.setdefault(f"article {claim.article.id}", about)
    if known != about:
        seen_now = f"other title, outlet or day for {shown(claim.article.id)}: {about[:200]}"
        found.add(f"{place}, article", seen_now, f"the same in every claim: {known[:200]}")


def _article_beside(path: Path, ref: ArticleRef, texts: dict[str, str | None], found: Findings) -> str | None:
    """The stored text of an article, or None where none stands beside the claims or it cannot be read."""
    article = ref.id
    if article not in texts:
        beside = path.with_name(f"{article}.txt")
        texts[article] = None
        try:
            if beside.is_symlink():
                found.add(f"article {article}", f"{beside.name} is a link", "the text itself beside the claims")
            elif beside.exists():
                texts[article] = text = read_article(beside)
                if ref.sha256 not in (None, sha256(text.encode()).hexdigest()):
                    found.add(f"article {article}", f"{beside.name} is not the text that was read", "its SHA-256")
        except (FileProblem, OSError) as error:
            found.add(f"article {article}", str(error), "a text of at most 64 MB in UTF-8")
    return texts[article]


def _matches(claim: Claim, place: str, text: str, found: Findings) -> list[Match]:
    matches = [match_of(span, claim.article.id, text, f"{place}, {where}") for where, span in spans_of(claim)]
    found.problems += [match.problem for match in matches if match.problem]
    return matches


def bytes_of(path: Path) -> bytes:
    """The bytes of a plain file of at most 64 MB; raises FileProblem for any other."""
    try:
        if not S_ISREG(path.stat().st_mode):
            raise FileProblem(str(path), "is not a plain file", "name a file")
        with path.open("rb") as file:  # in pieces: a read of 64 MB reserves them, also for a small file
            raw = bytearray()
            while len(raw) <= MOST_BYTES and (piece := file.read(PIECE)):
                raw += piece
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        raise FileProblem(str(path), _why(error), "check the path and that you may read it") from None
    if len(raw) > MOST_BYTES:
        raise FileProblem(str(path), f"has more than {MOST_BYTES:,} bytes", "split it")
    return bytes(raw)


def replace_file(path: Path, raw: bytes) -> None:
    """Put these bytes in the place of a file, whole or not at all. Raises FileProblem where they cannot be written.

    What is there and is no file, such as /dev/null, is left alone: a new file would take its place for everybody.
    """
    with suppress(OSError, ValueError):  # what cannot be looked at cannot be written either
        if not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode):
            raise FileProblem(str(path), "is a device or a pipe", "name a file")
    beside = path.with_name(f".{path.name}.{token_hex(4)}.tmp") if path.name else path
    try:
        with beside.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)
        raise FileProblem(str(path), _why(error), "check the folder and that you may write to it") from None


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
