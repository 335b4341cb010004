"""Whether PDF can be made here: the extra `pdf`, and the libraries of the system that it needs."""

from __future__ import annotations

import pytest


def needs_paper() -> None:
    """Skip the test where it cannot."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        pytest.skip(f"PDF cannot be made here: {error}")
