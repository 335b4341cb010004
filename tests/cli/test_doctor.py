"""`mediant doctor`."""

from __future__ import annotations

import json
import sys

from mediant.web.site import CASES, opened


def test_all_is_fine(run, here):
    with opened(here / "w") as (store, _):
        store.create("case0001")
    done = run("doctor", "w")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert len(lines) == 11
    assert all(line.split()[0] in ("fine", "note") for line in lines)
    assert lines[-1] == "fine    store           1 case, every line whole"


def test_what_is_broken_is_said_and_gives_status_1(run, here):
    with opened(here / "w") as (store, _):
        store.create("case0001")
    path = here / "w" / CASES / "case0001.case"
    path.write_bytes(path.read_bytes()[:100])
    (here / "w").chmod(0o755)
    done = run("doctor", "w", "--json")
    assert done.status == 1
    document = json.loads(done.out)
    assert document["format"] == "mediant-doctor/1"
    broken = {check["what"]: check["do"] for check in document["checks"] if check["state"] == "broken"}
    assert set(broken) == {"folder", "store"}
    assert all(broken.values())


def test_without_its_packages_it_says_what_to_install(run, here, monkeypatch):
    monkeypatch.setitem(sys.modules, "mediant.web.checks", None)
    done = run("doctor")
    assert done.status == 1
    assert "pip install 'mediant[serve]'" in done.err
