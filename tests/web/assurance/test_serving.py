"""The page on confidentiality."""

from __future__ import annotations

from datetime import date

import pytest
from languages import foreign_text
from small_workbench import Bench, at_the_bench

from mediant.web.assurance import serving
from mediant.web.assurance.report import Level, Report
from mediant.web.languages.locales import LOCALES

LEVELS = tuple(
    Level(name=name, pairs=pairs, planted=("ping", "etag"), found=("ping", "etag"))
    for name, pairs in (("seen", 9876), ("asked", 543), ("sent", 210))
)
REPORT = Report(day=date(2026, 11, 23), version="1.0", code="ab" * 32, commit="0123abc", levels=LEVELS)


def test_whoever_asks_is_told_what_was_tested(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "report", lambda: REPORT)

    @at_the_bench
    async def inside(bench: Bench) -> None:
        page = (await (await bench.browser()).get("/confidentiality")).text
        for words in (
            "9,876",
            "543",
            "210",
            "0123abc",
            "other code than the one that was tested",
            "learns only whether everyone",
        ):
            assert words in page
        monkeypatch.setattr(serving, "code", lambda: REPORT.code)
        assert "exactly the code" in (await (await bench.browser("n")).get("/confidentiality")).text
        monkeypatch.setattr(serving, "report", lambda: None)
        assert "No result of these tests" in (await (await bench.browser("n")).get("/confidentiality")).text

    inside(tmp_path)


@pytest.mark.parametrize("language", LOCALES)
def test_in_every_language(language, tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "report", lambda: REPORT)

    @at_the_bench
    async def inside(bench: Bench) -> None:
        page = (await (await bench.browser(**{"accept-language": language})).get("/confidentiality")).text
        assert f'<html lang="{language}"' in page
        assert foreign_text(page, language) == []

    inside(tmp_path)


@at_the_bench
async def test_every_page_leads_there(bench: Bench):
    for at in (f"{bench.at}/room", f"{bench.at}/table", f"{bench.at}/text"):
        assert 'href="/confidentiality"' in (await (await bench.browser("n")).get(at)).text
