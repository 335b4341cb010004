"""The annex as a table: the viewer's claims, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from findings import with_claims
from hypothesis import given
from hypothesis import strategies as st
from seeing import seen

from mediant.web.annex import COLUMNS, annex_csv, guarded
from mediant.web.screens.evidence import values
from mediant.workbench.articles import Bring, Confirm, Dispute, HandIn, Share


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_a_row_for_each_claim():
    sitting = with_claims()
    sitting.ask("m", Confirm("host.mediators.a1.c1"))
    sitting.ask("m", Share("host.mediators.a1.c1", "joint"))
    sitting.ask("s", Dispute("joint.claim-1", "joint", disputed=True, words="It was 30."))
    assert len(rows(annex_csv(values(seen(sitting, "m"))))) == 3
    (row,) = rows(annex_csv(values(seen(sitting, "o"))))
    assert list(row) == list(COLUMNS)
    assert (row["id"], row["day"], row["words"], row["chain"]) == (
        "joint.claim-1",
        "2024-05-03",
        "the truce would last 40 days",
        "The minister of North",
    )
    assert (row["kind"], row["disputed_by"], row["issues"]) == ("disputed", "South: It was 30.", "truce")


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        '=HYPERLINK("http://x")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_63_no_cell_is_a_formula(cell):
    assert guarded(cell) == f"'{cell}"
    sitting = with_claims()
    sitting.ask("m", Bring(room="joint", text=f"{cell} x", title="T", outlet=" ".join(cell.split())))
    span = {"start": 0, "end": len(cell), "text": cell}
    claim = {"id": "c", "article": {"id": "a"}, "content": [span]}
    sitting.ask("m", HandIn("host.joint.a1", (claim,)))
    table = rows(annex_csv(values(seen(sitting, "m"))))
    assert any(row["words"] == f"'{cell}".replace("\r\n", "\n") for row in table)
    assert not any(value.lstrip().startswith(("=", "+", "-", "@")) for row in table for value in row.values())


@given(st.text(max_size=20))
def test_63_whatever_is_written(cell):
    assert not guarded(cell).lstrip(" \t\r\n\u00a0").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert guarded(cell) in (cell, f"'{cell}")
