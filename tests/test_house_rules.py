"""Rules of the house that no tool checks. There is no list of files that are excused."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest

import mediant
from mediant.cli.main import VERBS

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "mediant"
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
CASES = sorted((ROOT / "cases").rglob("case.toml"))
MACHINE_PATHS = re.compile("|".join(f"/{place}/" for place in ("work", "root", "tmp/wt", "tmp/x")).encode())
LONGEST_MODULE = 300
OURS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]


def mirror_of(module: Path) -> Path:
    """tests/model/test_case.py for model/case.py; tests/test_main.py for __main__.py."""
    return ROOT / "tests" / module.parent / f"test_{module.stem.strip('_')}.py"


def in_the_checkout() -> list[Path]:
    """Every file that belongs to the project: tracked, or about to be."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True).stdout
    return [path for name in listed.split(b"\0") if name and (path := ROOT / name.decode()).is_file()]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_fits_on_a_few_screens(module):
    lines = len((PACKAGE / module).read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{module} has {lines} lines: split it along what it does"


@pytest.mark.parametrize("module", [m for m in MODULES if m.name != "__init__.py"], ids=str)
def test_a_module_has_its_test(module):
    assert mirror_of(module).is_file(), f"write {mirror_of(module).relative_to(ROOT)}"


def test_a_package_file_holds_no_logic():
    """Only the root's __init__ may do more than describe its package."""
    for module in MODULES:
        if module.name == "__init__.py" and module.parent != Path():
            text = (PACKAGE / module).read_text(encoding="utf-8")
            assert not re.search(r"^\s*(def|class|for|while|with)\b", text, re.MULTILINE), module


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_help_and_a_page(verb):
    module = verb.replace("-", "_")
    command = getattr(import_module(f"mediant.cli.{module}"), module)
    assert isinstance(command, click.Command)
    assert command.short_help
    assert len(command.short_help) <= 72
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{verb} {parameter.opts[0]} has no help"
    page = ROOT / "docs" / "reference" / "cli" / f"{verb}.md"
    assert page.is_file(), f"write {page.relative_to(ROOT)}"
    text = page.read_text(encoding="utf-8")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[-1]}" in text, f"{page.name} says nothing of {parameter.opts[-1]}"


def test_no_page_describes_a_verb_that_is_gone():
    pages = {path.stem for path in (ROOT / "docs" / "reference" / "cli").glob("*.md")} - {"index"}
    assert pages == set(VERBS)


@pytest.mark.parametrize("mediator", OURS["mediant.mediators"])
def test_a_mediator_has_a_page(mediator):
    assert (ROOT / "docs" / "explanation" / f"{mediator}.md").is_file()


@pytest.mark.parametrize("protocol", OURS["mediant.protocols"])
def test_a_protocol_has_a_page_and_a_record(protocol):
    assert (ROOT / "docs" / "how-to" / "protocols" / f"{protocol}.md").is_file()
    assert (ROOT / "tests" / "golden" / f"{protocol}.jsonl").is_file()


def test_all_that_is_public_is_said_to_be():
    assert sorted(mediant.__all__) == sorted({*mediant._HOMES, "__version__"})
    assert set(mediant.__all__) <= set(dir(mediant))
    for name in mediant.__all__:
        thing = getattr(mediant, name)
        assert name == "__version__" or thing.__doc__, f"{name} has no docstring"
    with pytest.raises(AttributeError, match="no attribute 'nonesuch'"):
        _ = mediant.nonesuch


def test_type_checkers_see_the_names_that_run():
    """The lazy names and the static imports of mediant/__init__.py tell the same story."""
    text = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    static = {}
    for module, names in re.findall(r"^    from (\S+) import (.+)$", text, re.MULTILINE):
        for name in names.split(", "):
            inner, _, outer = name.partition(" as ")
            static[outer or inner] = f"{module}:{inner}"
    assert static == mediant._HOMES


def test_the_paths_that_the_map_names_exist():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(
        re.findall(r"`((?:src|tests|docs|cases|benchmarks|changelog\.d|\.ci)/[\w./-]*|[\w-]+\.(?:md|toml))`", text)
    )
    for name in sorted(named):
        assert (ROOT / name).exists(), f"ARCHITECTURE.md names {name}, which is not there"


def test_no_file_knows_one_machine():
    """Paths of the machine where somebody happened to work do not belong in the project."""
    found = [str(path.relative_to(ROOT)) for path in in_the_checkout() if MACHINE_PATHS.search(path.read_bytes())]
    assert found == []


def test_there_are_cases():
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.relative_to(ROOT / "cases")))
def test_a_case_loads(path):
    from mediant.model.files import check_path

    assert [str(problem) for problem in check_path(path)] == []
    assert mediant.load_case(path).size > 0


def test_the_makefile_explains_its_words():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    words = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE)) - {"help"}
    phony = set(re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split()) - {"help"}
    assert words == phony == set(re.findall(r"^#   make ([a-z-]+)", text, re.MULTILINE))
