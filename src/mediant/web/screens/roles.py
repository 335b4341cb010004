"""A role for its template: options in words, with what they are worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.web.screens import packages
from mediant.workbench.role_sheet import RoleSheet


def role_shown(sheet: RoleSheet, case: Case) -> dict[str, Any]:
    """Each issue with its options; parts of packages as issues, each with the options that match."""

    def rows(issue: str, options: tuple[Option, ...]) -> list[dict[str, Any]]:
        return [packages.shown(case, {issue: option})[0] for option in options]

    def part(pattern: Mapping[str, tuple[Option, ...]]) -> list[list[dict[str, Any]]]:
        return [rows(issue, options) for issue, options in pattern.items()]

    return {
        "walk_away": sheet.walk_away,
        "issues": [
            (issue.name, [(*rows(issue.id, (option,)), worth) for option, worth in sheet.options[issue.id]])
            for issue in case.issues
        ],
        "together": [(part(when), add) for when, add in sheet.together],
        "never": [part(pattern) for pattern in sheet.never],
    }
