"""What several test modules share."""

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The `data` folder of reference figures that are not part of the project; skips where it is absent."""
    shared = Path(os.environ.get("MEDIANT_SHARED", _ROOT.parent / "shared"))
    if not (shared / "data").is_dir():
        pytest.skip(f"no reference data at {shared / 'data'} (set MEDIANT_SHARED to its parent)")
    return shared / "data"
