"""The report in a real browser: axe-core finds nothing, nothing overflows, nothing is fetched."""

from __future__ import annotations

import pytest

from mediant.reports.brief import report_html
from mediant.reports.files import write_report

CASES = ("exact_two", "exact_three", "no_zone", "partial_two", "partial_three", "talks_three")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 1100), ("light", 320)])
@pytest.mark.parametrize("name", CASES)
def test_axe_finds_nothing(browser, name, scheme, width, request, claims, tmp_path):
    target = tmp_path / "report.html"
    case, analysis, *talks = request.getfixturevalue(name)
    write_report(report_html(case, analysis, claims, talks=talks), target)
    # axe is injected, which the page's own policy rightly refuses
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    fetched, complaints = [], []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(target.as_uri())
    found = axe.Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found] == []
    assert wide <= width
    assert fetched == [target.as_uri()]
    assert complaints == []
