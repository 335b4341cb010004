"""Every console and Python block of the README and the documentation runs, and shows what it says it shows.

A `console` block holds commands (`$ ...`) and their output; a line `...` in it stands for any lines, `...` within a line for
any characters. A `python` block runs as it is, or, where it holds `>>>`, shows its output as well. A block below a line such
as "Save this as `my.toml`:" becomes that file, one below "Add this to `my.toml`:" is added to it. Blocks of one page share a
folder with a copy of `cases/`, and their Python names. A page with the line `<!-- needs negmas -->` is skipped where that
package is not installed. Other blocks (`sh`, `text`, `toml`, `json`) are not run.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *ROOT.glob("CONTRIBUTING.md")])
BLOCK = re.compile(
    r"^(?:(?P<verb>Save|Add) this (?:as|to) `(?P<file>[\w.-]+)`:\n\n)?"
    r"(?P<fence>`{3,})(?P<language>\w+)[ \t]*\n(?P<body>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
NEEDS = re.compile(r"^<!-- needs (\w+) -->$", re.MULTILINE)
CITATION = re.compile(r"\[@([\w-]+)\]")
COMMANDS = ("mediant", "cat", "head", "ls")
WIDTH = "100"


@dataclass(frozen=True)
class Block:
    """A fenced block of a page, and the line it begins on."""

    line: int
    language: str
    body: str
    file: str = ""
    mode: str = "w"


def blocks_of(text: str) -> list[Block]:
    return [
        Block(
            text.count("\n", 0, found.start("fence")) + 1,
            found["language"],
            found["body"],
            found["file"] or "",
            "a" if found["verb"] == "Add" else "w",
        )
        for found in BLOCK.finditer(text)
        if found["file"] or found["language"] in ("console", "python")
    ]


def commands_of(body: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines it is said to print."""
    commands: list[tuple[str, list[str]]] = []
    continued = False
    for line in body.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        elif continued:
            commands[-1] = (commands[-1][0] + "\n" + line.removeprefix("> "), [])
        else:
            assert commands, f"a console block begins with a command, not with {line!r}"
            commands[-1][1].append(line.rstrip())
        continued = line.endswith("\\")
    return commands


def fits(shown: list[str], expected: list[str]) -> bool:
    """Whether the lines are those expected: a line `...` stands for any lines, `...` within one for any characters."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
        for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in shown)) is not None


@pytest.fixture
def folder(tmp_path, monkeypatch, declared):
    """A folder with a copy of the cases, and the command `mediant` of this checkout on the path."""
    shutil.copytree(ROOT / "cases", tmp_path / "home" / "cases")
    script = tmp_path / "bin" / "mediant"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mediant "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.chdir(tmp_path / "home")
    for name, value in {
        "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{declared}", "COLUMNS": WIDTH, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return tmp_path / "home"


def run_console(block: Block, page: str) -> None:
    for command, expected in commands_of(block.body):
        assert command.split()[0] in COMMANDS, f"{page}:{block.line}: {command!r} is not run; use a `sh` block for it"
        done = subprocess.run(
            ["sh", "-c", command],
            check=False, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        shown = [line.rstrip() for line in done.stdout.splitlines()]
        assert fits(shown, expected), f"{page}:{block.line}: $ {command}\nshows:\n" + "\n".join(shown)


def run_python(block: Block, page: str, names: dict[str, object]) -> None:
    if ">>> " not in block.body:
        exec(compile("\n" * block.line + block.body, page, "exec"), names)  # noqa: S102
        return
    example = doctest.DocTestParser().get_doctest(block.body, names, page, page, block.line)
    said: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=said.append, clear_globs=False)
    names.update(example.globs)
    assert outcome.failed == 0, f"{page}:{block.line}\n" + "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page_run(page, folder):
    name, names = str(page.relative_to(ROOT)), {"__name__": "__main__"}
    text = page.read_text(encoding="utf-8")
    for package in NEEDS.findall(text):
        pytest.importorskip(package, reason=f"{package} is not installed")
    for block in blocks_of(text):
        if block.file:
            with (folder / block.file).open(block.mode, encoding="utf-8") as file:
                file.write(block.body)
        elif block.language == "console":
            run_console(block, name)
        else:
            run_python(block, name, names)


def test_links_to_files_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


def test_blocks_are_found():
    text = "a\n```console\n$ mediant x\nout\n```\n```sh\nmake\n```\n````python\n1\n````\n"
    assert blocks_of(text) == [Block(2, "console", "$ mediant x\nout\n"), Block(9, "python", "1\n")]


def test_a_block_can_become_a_file():
    text = "Save this as `a.toml`:\n\n```toml\nx = 1\n```\n\nAdd this to `a.toml`:\n\n```toml\ny = 2\n```\n"
    assert blocks_of(text) == [Block(3, "toml", "x = 1\n", "a.toml"), Block(9, "toml", "y = 2\n", "a.toml", "a")]


def test_what_is_cited_stands_in_the_bibliography():
    known = set(
        re.findall(r"^@\w+\{([\w-]+),", (ROOT / "docs" / "bibliography.bib").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for page in [*PAGES, ROOT / "ARCHITECTURE.md", *(ROOT / "cases").rglob("case.toml")]:
        cited = set(CITATION.findall(page.read_text(encoding="utf-8")))
        assert cited <= known, f"{page.relative_to(ROOT)} cites {sorted(cited - known)}, which the bibliography lacks"


def test_the_picture_is_what_its_command_prints():
    """A picture that has grown old is drawn again by: .venv/bin/python docs/pictures/draw.py"""
    pictures = ROOT / "docs" / "pictures"
    drawn = subprocess.run(
        [sys.executable, pictures / "draw.py", "--stdout"], check=True, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert drawn.stdout == (pictures / "deal-space.svg").read_text(encoding="utf-8")


def test_commands_and_their_output_are_told_apart():
    assert commands_of("$ a \\\n> b\n1\n2\n$ c\n") == [("a \\\nb", ["1", "2"]), ("c", [])]


@pytest.mark.parametrize(
    ("shown", "expected", "fitting"),
    [
        (["1", "2", "3"], ["1", "2", "3"], True),
        (["1", "2", "3"], ["1", "...", "3"], True),
        (["1", "3"], ["1", "...", "3"], True),
        (["1", "2", "3"], ["1", "..."], True),
        (["1", "2", "3"], ["1", "3"], False),
        (["1", "2"], ["1"], False),
        (["1.0"], ["1?0"], False),
        (["mediant: a: no file"], ["mediant: a: ..."], True),
        (["mediant: b: no file"], ["mediant: a: ..."], False),
        ([], ["1"], False),
        (["x"], [], False),
    ],
)
def test_an_ellipsis_stands_for_lines(shown, expected, fitting):
    assert fits(shown, expected) is fitting
