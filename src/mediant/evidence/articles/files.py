"""Articles on disk: the files that are meant, one article after another, and texts stored beside claims."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mediant.errors import FileProblem, InvalidValue, MediantError
from mediant.evidence.article import Article
from mediant.evidence.articles.days import day_of
from mediant.evidence.articles.incoming import About, article_from
from mediant.evidence.articles.naming import slug, unique
from mediant.evidence.checks import FILE_NAME, WORDS
from mediant.evidence.files import bytes_of, replace_file
from mediant.model.check_entries import shown, text_problems

SUFFIXES = (".txt", ".html", ".htm", ".xhtml")
STDIN = "-"


def paths_in(paths: Iterable[str | os.PathLike[str]]) -> tuple[Path, ...]:
    """The files that the paths mean, in their order, each once.

    A folder means the .txt, .html, .htm and .xhtml files in it and below, by name, without hidden ones and without
    links; any other path means itself, whatever its name. A folder that cannot be listed stands for itself, so that
    reading it says why. Nothing is opened.
    """
    found: dict[str, Path] = {}
    for path in map(Path, paths):
        for file in _files(path):
            found.setdefault(str(file.absolute()) if str(file) != STDIN else STDIN, file)
    return tuple(found.values())


def articles_at(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: bytes | None = None,
    outlet: str | None = None,
    published: str | None = None,
) -> Iterator[Article | MediantError]:
    """The articles at the paths, one after another, as they are asked for; for a file that fails, its error instead.

    Paths are those of `paths_in`, so that their count is known before. `stdin` is what `-` stands for, read first
    where no path is `-`. An id is the name of the file; of several with one name the later ones get -2, -3, ...
    `outlet` and `published` (YYYY-MM-DD) hold for all of them and go before what the articles say.

    Raises InvalidValue for an outlet or a day that claims could not name.
    """
    about = _about(outlet, published)
    files = paths_in(paths)
    if stdin is not None and Path(STDIN) not in files:
        files = (Path(STDIN), *files)
    return _articles(files, stdin, about)


def store(article: Article, folder: str | os.PathLike[str]) -> Path:
    """Write the text of an article as ID.txt in a folder, where claims of it are looked up; the path.

    The file is written whole or not at all, in UTF-8, line ends untouched; the same text there already is left
    alone. Raises FileProblem for another text of that name, and when the file cannot be written.
    """
    if not FILE_NAME.fullmatch(article.ref.id):
        raise InvalidValue("article id", f"got {shown(article.ref.id)}", WORDS[FILE_NAME])
    path = Path(folder) / f"{article.ref.id}.txt"
    if os.path.lexists(path):
        _same(path, article)
    else:
        replace_file(path, article.text.encode())
    return path


def _same(path: Path, article: Article) -> None:
    do = "choose another folder for the texts"
    if path.is_symlink():
        raise FileProblem(str(path), "is a link, not the text", do)
    if bytes_of(path) != article.text.encode():
        raise FileProblem(str(path), "holds another text than the article that was read", do)


def _articles(files: tuple[Path, ...], stdin: bytes | None, about: About) -> Iterator[Article | MediantError]:
    taken: dict[str, int] = {}
    for file in files:
        piped = str(file) == STDIN
        name = unique("stdin" if piped else slug(file.stem), taken)
        try:
            raw = (stdin or b"") if piped else bytes_of(file)
            yield article_from(raw, name, name="stdin" if piped else str(file), about=about)
        except MediantError as error:
            yield error


def _about(outlet: str | None, published: str | None) -> About:
    for problem in text_problems(outlet, "outlet") if outlet is not None else ():
        raise InvalidValue("outlet", problem.seen, problem.expected)
    if published is not None and day_of(published) != published:
        raise InvalidValue("published", f"got {shown(published)}", "a day of the calendar as YYYY-MM-DD")
    return About(outlet=outlet, published=published)


def _files(path: Path) -> Iterator[Path]:
    """The path, or the files below it; folders are held on a list, so that depth costs nothing."""
    if not _is_folder(path):
        yield path
        return
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here != path and here.suffix.lower() in SUFFIXES and not _is_folder(here):
            yield here
            continue
        try:
            inside = sorted(os.scandir(here), key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield here
            continue
        waiting += [Path(entry.path) for entry in inside if _wanted(entry)]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a path with a null character
        return False


def _wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or entry.is_symlink():
        return False
    named = Path(entry.name).suffix.lower() in SUFFIXES
    return entry.is_dir(follow_symlinks=False) or (named and entry.is_file(follow_symlinks=False))
