"""The static files: pinned, whole, small; the style sheet fit for both directions."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from mediant.errors import FileProblem
from mediant.web.assets import files as module
from mediant.web.assets.files import assets

ASSETS = files("mediant.web") / "assets"
PHYSICAL = re.compile(
    r"(?:^|[{;\s])(?:(?:margin|padding|border|inset|scroll-padding|scroll-margin)-(?:left|right|top|bottom)"
    r"|(?:min-|max-)?(?:width|height)|left|right|top|bottom|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
SIDES = re.compile(r"(?:margin|padding|inset|border-width|border-color)\s*:\s*([^;}]+)")


def values(text: str) -> list[str]:
    return re.findall(r"(?:[\w.%#-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()]+)", text)


def physical(sheet: str) -> list[str]:
    """Declarations that know left from right. Four values of a box do where the second and the fourth differ."""
    bare = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet, flags=re.DOTALL)
    found = [match[0].strip() for match in PHYSICAL.finditer(bare)]
    boxes = [match[1] for match in SIDES.finditer(bare)]
    return found + [box for box in boxes if len(values(box)) == 4 and values(box)[1] != values(box)[3]]


def test_each_file_comes_back_packed_and_bare():
    for path, asset in assets().files.items():
        assert gzip.decompress(asset.packed) == asset.body, path
        assert asset.media


def test_an_address_changes_with_the_files():
    assert assets().url("js/app.js") == f"/static/{assets().digest}/js/app.js"
    with pytest.raises(KeyError):
        assets().url("js/nonesuch.js")


def test_htmx_comes_with_its_extensions():
    together = assets().files["vendor/htmx-with-extensions.js"].body.decode()
    assert (
        together.index("registerExtension(")
        < together.index('registerExtension("sse"')
        < together.index('registerExtension("hx-csp"')
    )
    assert "vendor/htmx.min.js" not in assets().files


def test_the_scripts_name_what_is_there():
    for path, asset in assets().files.items():
        if path.startswith("js/"):
            for name in re.findall(r'from "\./([\w.]+)"', asset.body.decode()):
                assert f"js/{name}" in assets().files


def test_no_script_does_what_the_policy_forbids():
    for path, asset in assets().files.items():
        if path.startswith("js/"):
            assert not re.search(
                r"\binnerHTML|\beval\(|new Function|document\.write|insertAdjacentHTML|https?://", asset.body.decode()
            ), path


def test_the_style_sheet_does_not_know_left_from_right():
    assert physical(assets().files["css/app.css"].body.decode()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "a { margin-left: 1rem; }",
        "a{left:0}",
        "a { text-align: right }",
        "a { padding: 0 1rem 0 2rem; }",
        "a { max-width: 1px; }",
    ],
)
def test_a_style_that_knows_left_from_right_is_found(wrong):
    assert physical(wrong)


@pytest.mark.parametrize(
    "fine",
    [
        "a { margin: 0 1rem 0 1rem; }",
        "a { padding: 0 clamp(1px, 2vw, 3px) 1px; }",
        "a { min-inline-size: 1px; }",
        "@media (min-width: 1px) { a { color: red; } }",
    ],
)
def test_a_style_for_both_directions_is_fine(fine):
    assert physical(fine) == []


def test_the_lock_file_pins_and_names_no_host():
    text = (ASSETS / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    assert "://" not in text
    wanted = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads(text)["packages"]
    for name, version in wanted.items():
        entry = packages[f"node_modules/{name}"]
        assert entry["version"] == version
        assert entry["integrity"].startswith("sha512-")


def test_every_library_comes_with_its_licence():
    listed = tomllib.loads((ASSETS / "vendor.toml").read_text(encoding="utf-8"))["files"]
    wanted = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    licensed = {entry["from"].split("/")[0] for entry in listed.values() if entry["from"].endswith("/LICENSE")}
    assert licensed == set(wanted) == {entry["from"].split("/")[0] for entry in listed.values()}


@pytest.mark.parametrize(("harm", "seen"), [("remove", "is not there"), ("change", "is another file")])
def test_a_library_that_is_missing_or_another_one_is_named(tmp_path, monkeypatch, harm, seen):
    shutil.copytree(Path(str(files("mediant.web"))), tmp_path / "web")
    harmed = tmp_path / "web" / "static" / "vendor" / "htmx.min.js"
    harmed.unlink() if harm == "remove" else harmed.write_bytes(harmed.read_bytes() + b" ")
    monkeypatch.setattr(module, "files", lambda _: tmp_path / "web")
    with pytest.raises(FileProblem, match=seen) as caught:
        assets.__wrapped__()
    assert "htmx.min.js" in str(caught.value)
    assert "python hatch_build.py" in str(caught.value)
    assert "\n" not in str(caught.value)
