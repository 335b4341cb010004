"""`mediant plugins`."""

from __future__ import annotations

import json
import sys

import pytest

import mediant


@pytest.fixture
def install(tmp_path, monkeypatch):
    """A distribution with a reader of this code on the path."""

    def install(name, code, reader="mine"):
        info = tmp_path / name / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[mediant.readers]\n{reader} = {name}:make\n", encoding="utf-8")
        (info.parent / f"{name}.py").write_text(code, encoding="utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.syspath_prepend(info.parent)

    return install


def row(done, name):
    (line,) = [line for line in done.out.splitlines() if line.split()[0] == name]
    return line.split(maxsplit=3)[1:]


def test_ours(run, here):
    done = run("plugins")
    assert (done.status, done.err, done.out.splitlines()[0]) == (0, "", "bridges")
    assert row(done, "openai") == ["mediant", mediant.__version__, "loads"]


def test_one_that_loads_and_one_that_does_not(run, here, install):
    install("good_one", "print('noise')\nmake = 1\n", "good")
    install("bad_one", "import nonesuch_at_all\n", "bad")
    done = run("plugins")
    assert (done.status, done.err) == (0, "noise\n")
    assert row(done, "good") == ["good_one", "1.0", "loads"]
    assert row(done, "bad")[:2] == ["bad_one", "1.0"]
    assert "No module named 'nonesuch_at_all'" in row(done, "bad")[2]


def test_two_of_one_name(run, here, install):
    install("twin_a", "make = 1\n")
    install("twin_b", "make = 1\n")
    assert run("plugins").out.count("not used: two packages offer this name") == 2


def test_json(run, here, install):
    install("bad_two", "raise RuntimeError('a\\nb')\n", "bad")
    done = run("plugins", "--json")
    answer = json.loads(done.out)
    assert (done.status, answer["format"]) == (0, "mediant-plugins/1")
    of = {plugin["name"]: plugin for plugin in answer["plugins"]}
    assert of["openai"] == {
        "group": "readers", "name": "openai", "from": "mediant", "version": mediant.__version__,
        "target": "mediant.readers.openai_compatible:reader", "loads": True, "fault": None,
    }  # fmt: skip
    assert (of["bad"]["loads"], of["bad"]["fault"][:14]) == (False, "cannot be load")


def test_nothing_installed_says_what_that_means(run, here, monkeypatch):
    monkeypatch.setattr("mediant.registry.distributions", lambda: iter(()))
    done = run("plugins")
    assert (done.status, done.out) == (0, "")
    assert "install mediant itself with pip" in done.err
