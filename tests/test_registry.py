"""Plugins by entry point: found without being imported, loaded by name, and told apart."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from mediant.errors import BrokenPlugin, UnknownPlugin
from mediant.registry import Plugin, every, installed, load

ROOT = Path(__file__).resolve().parents[1]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a distribution with these entry points, and modules with this code, on the path."""

    def install(name, entries, metadata="Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", **modules):
        folder = tmp_path / name
        info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "entry_points.txt").write_text(entries, encoding="utf-8")
        if metadata:
            (info / "METADATA").write_text(metadata.format(name=name), encoding="utf-8")
        for module, code in modules.items():
            (folder / f"{module}.py").write_text(code, encoding="utf-8")
            monkeypatch.delitem(sys.modules, module, raising=False)
        monkeypatch.syspath_prepend(folder)
        return folder

    return install


@pytest.mark.parametrize(("group", "name"), [(g, name) for g, entries in DECLARED.items() for name in entries])
def test_ours_come_through_the_same_door(group, name):
    group = group.removeprefix("mediant.")
    mine = Plugin(group=group, name=name, target=DECLARED[f"mediant.{group}"][name], distribution="mediant",
                  version=installed(group)[0].version)  # fmt: skip
    assert mine in installed(group)
    assert callable(load(group, name))


def test_the_large_language_model_is_one_of_them():
    from mediant.readers.openai_compatible import reader

    assert load("readers", "openai") is reader


def test_one_of_yours(install):
    install("harbour-reader", "[mediant.readers]\nharbour = harbour_one:make\n", harbour_one="def make(): return 7\n")
    assert load("readers", "harbour")() == 7
    (mine,) = [plugin for plugin in installed("readers") if plugin.name == "harbour"]
    assert (mine.distribution, mine.version, mine.target) == ("harbour-reader", "1.0", "harbour_one:make")


def test_any_group_that_bears_our_name(install):
    install("many", "[mediant.others]\na = many_one:x\n[console_scripts]\nb = many_one:y\n[mediants]\nc = d:e\n")
    assert [plugin.name for plugin in installed("others")] == ["a"]
    assert {plugin.group for plugin in every() if plugin.distribution == "many"} == {"others"}
    assert installed("nonesuch") == ()


def test_to_list_imports_nothing(install):
    install("loud", "[mediant.readers]\nloud = loud_one:x\n", loud_one="raise RuntimeError('imported')\n")
    assert "loud" in [plugin.name for plugin in installed("readers")]
    assert "loud_one" not in sys.modules


def test_a_name_that_nobody_offers():
    with pytest.raises(UnknownPlugin) as caught:
        load("readers", "opneai")
    known = ", ".join(plugin.name for plugin in installed("readers"))
    assert str(caught.value) == f"no readers named 'opneai'; installed: {known}; did you mean 'openai'?"
    with pytest.raises(UnknownPlugin, match=r"no readers named 'zzz'; installed: .*; run `mediant plugins`"):
        load("readers", "zzz")
    with pytest.raises(UnknownPlugin, match="no others named 'x'; installed: none; "):
        load("others", "x")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import nonesuch_at_all\n", "ModuleNotFoundError: No module named 'nonesuch_at_all'"),
        ("x = \n", "SyntaxError"),
        ("", "AttributeError"),
        ("raise SystemExit('bye')\n", "SystemExit: bye"),
        ("raise ValueError('a\\nb')\n", "ValueError"),
    ],
)
def test_a_plugin_that_does_not_load_names_its_package(install, code, says):
    install("broken-reader", "[mediant.readers]\nbroken = broken_one:make\n", broken_one=code)
    with pytest.raises(BrokenPlugin) as caught:
        load("readers", "broken")
    said = str(caught.value)
    assert said.startswith("readers 'broken' of broken-reader: cannot be loaded from broken_one:make (")
    assert says in said
    assert said.endswith("install a version of broken-reader that works, or uninstall it")
    assert said.isprintable()


def test_a_target_that_is_none(install):
    install("odd", "[mediant.readers]\nodd = !!\n")
    with pytest.raises(BrokenPlugin, match="readers 'odd' of odd: cannot be loaded from !!"):
        load("readers", "odd")


def test_a_list_that_cannot_be_read_names_its_package(install):
    install("garbled", "[mediant.readers]\nno equals sign\n")
    with pytest.raises(BrokenPlugin, match=r"of garbled: cannot be read"):
        installed("readers")


def test_a_list_that_is_no_text_offers_nothing(install):
    before = every()
    folder = install("binary", "")
    (folder / "binary-1.0.dist-info" / "entry_points.txt").write_bytes(b"[mediant.readers]\n\xff\xfe = x:y\n")
    assert every() == before


def test_a_package_without_a_name(install):
    folder = install("nameless", "[mediant.readers]\nnameless = nameless_one:x\n", metadata="", nameless_one="x = 1\n")
    (mine,) = [plugin for plugin in installed("readers") if plugin.name == "nameless"]
    assert (mine.version, str(folder) in mine.distribution) == (None, True)
    assert load("readers", "nameless") == 1


def test_two_packages_with_one_name_hide_nobody(install):
    install("first", "[mediant.readers]\ntwin = twin_one:x\n", twin_one="x = 1\n")
    install("second", "[mediant.readers]\ntwin = twin_one:x\n")
    with pytest.raises(BrokenPlugin, match=r"of first: second \(twin_one:x\) offers the same name"):
        load("readers", "twin")


def test_nobody_hides_ours(install):
    install("hidden", "[mediant.readers]\nopenai = hidden_one:x\n", hidden_one="raise RuntimeError\n")
    with pytest.raises(BrokenPlugin, match="offers the same name"):
        load("readers", "openai")


def test_the_same_package_twice_on_the_path_counts_where_it_stands_first(install, tmp_path, monkeypatch):
    install("Twice-Here", "[mediant.readers]\ntwice = twice_old:x\n")
    later = tmp_path / "later" / "twice_here-2.0.dist-info"
    later.mkdir(parents=True)
    (later / "METADATA").write_text("Metadata-Version: 2.1\nName: twice_here\nVersion: 2.0\n", encoding="utf-8")
    (later / "entry_points.txt").write_text("[mediant.readers]\ntwice = twice_new:x\n", encoding="utf-8")
    monkeypatch.syspath_prepend(later.parent)
    assert [p.target for p in installed("readers") if p.name == "twice"] == ["twice_new:x"]
