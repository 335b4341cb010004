"""Checks: each sees the fault that it is there for, and says what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sys

import pytest

from mediant.web import checks
from mediant.web.assets.files import assets
from mediant.web.logbook import NAME
from mediant.web.settings import wall_clock
from mediant.web.site import CASES, opened


def states(found) -> dict[str, str]:
    return {check.what: check.state for check in found}


def test_all_is_fine_where_nothing_is_kept_yet(tmp_path):
    found = list(checks.all_checks(tmp_path / "w", None, free_port()))
    assert {check.state for check in found} == {"fine"}, found
    assert [check.what for check in found] == [
        "Python", "packages", "browser files", "reader", "open files", "port", "clock", "disk", "durable writes",
        "folder", "store",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def test_a_port_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as one:
        check = checks.port_free(one.getsockname()[1])
    assert check.state == "note"
    assert "--port" in check.do


def test_a_python_that_is_too_old(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    assert checks.python().state == "broken"


def test_packages_that_are_missing(monkeypatch):
    asked = ["starlette>=1.10; extra == 'serve'", "no-such-package[x]>=2; extra == 'serve'", "other; extra == 'read'"]
    monkeypatch.setattr(checks, "requires", lambda _: asked)
    check = checks.packages()
    assert (check.state, check.seen) == ("broken", "not installed: no-such-package")


def test_a_browser_file_that_was_changed(monkeypatch, tmp_path):
    from mediant.web.assets import files

    changed = tmp_path / "web"
    shutil.copytree(files.files("mediant.web") / "static", changed / "static")
    shutil.copytree(files.files("mediant.web") / "assets", changed / "assets")
    (changed / "static" / "vendor" / "htmx.min.js").write_text("evil()")
    monkeypatch.setattr(files, "files", lambda _: changed)
    assets.cache_clear()
    try:
        check = checks.front_end()
    finally:
        assets.cache_clear()
    assert check.state == "broken"
    assert "htmx.min.js" in check.seen
    assert "hatch_build.py" in check.do


def test_few_open_files(monkeypatch):
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 256))
    check = checks.open_files()
    assert check.state == "note"
    assert "ulimit" in check.do


def test_a_clock_that_is_behind(tmp_path):
    (tmp_path / "later").write_text("")
    assert checks.clock(tmp_path).state == "fine"
    then = wall_clock() + 7200
    os.utime(tmp_path / "later", (then, then))
    check = checks.clock(tmp_path)
    assert check.state == "broken"
    assert "120 minutes behind" in check.seen or "119 minutes behind" in check.seen


def test_a_disk_that_is_full_slow_or_read_only(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "LEAST_FREE", 1e9)
    monkeypatch.setattr(checks, "SLOWEST_SYNC", 0)
    assert states(checks.disk(tmp_path / "not" / "there")) == {"disk": "broken", "durable writes": "note"}
    assert list(tmp_path.iterdir()) == []

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(checks, "seconds_to_disk", refuse)
    assert states(checks.disk(tmp_path))["durable writes"] == "broken"


def test_a_folder_that_others_may_look_into(tmp_path):
    folder = tmp_path / "w"
    folder.mkdir(mode=0o700)
    assert checks.rights(folder).state == "fine"
    folder.chmod(0o750)
    check = checks.rights(folder)
    assert (check.state, check.do) == ("broken", f"chmod 700 {folder}")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_of_somebody_else(tmp_path):
    folder = tmp_path / "w"
    folder.mkdir(mode=0o500)
    assert checks.rights(folder).state == "broken"


def test_a_store_in_use_is_no_fault(tmp_path):
    with opened(tmp_path / "w"):
        (check,) = checks.store(tmp_path / "w", None)
    assert check.state == "note"
    assert "stop the server" in check.do


def test_cases_that_cannot_be_read(tmp_path):
    folder = tmp_path / "w"
    with opened(folder) as (store, _):
        for case, line in (("case0001", b"no envelope"), ("case0002", None), (NAME, b'{"fact": "x"}')):
            store.create(case)
            if line is not None:
                asyncio.run(appended(store, case, line))
    (check,) = checks.store(folder, None)
    assert check.state == "broken"
    assert check.seen.startswith("case0001: ")
    with opened(folder) as (store, _):
        store.erase("case0001")
    (check,) = checks.store(folder, None)
    assert (check.state, check.seen) == ("fine", "1 case, every line whole")
    with opened(folder) as (store, _):
        asyncio.run(appended(store, NAME, b"no JSON"))
    (check,) = checks.store(folder, None)
    assert check.seen.startswith(f"{NAME}: ")


async def appended(store, case, line):
    await store.append(case, [line])


def test_a_file_that_is_damaged(tmp_path):
    folder = tmp_path / "w"
    with opened(folder) as (store, _):
        store.create("case0001")
        for _ in range(20):
            asyncio.run(appended(store, "case0001", bytes(1000)))
    path = folder / CASES / "case0001.case"
    path.write_bytes(path.read_bytes()[:5000])
    found = list(checks.store(folder, None))
    assert [check.state for check in found] == ["broken"]
    assert "case0001" in found[0].seen
