"""What several test modules share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_ROOT = Path(__file__).resolve().parents[1]


# A busy machine is no fault of the code: no deadline, and slow drawing is not an error.
settings.register_profile("all", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("all"), max_examples=30)


def pytest_configure(config: pytest.Config) -> None:
    """Without the slow tests, properties are tried on fewer examples (other ones every time)."""
    settings.load_profile("quick" if "not slow" in config.option.markexpr else "all")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The `data` folder of reference figures that are not part of the project; skips where it is absent."""
    shared = Path(os.environ.get("MEDIANT_SHARED", _ROOT.parent / "shared"))
    if not (shared / "data").is_dir():
        pytest.skip(f"no reference data at {shared / 'data'} (set MEDIANT_SHARED to its parent)")
    return shared / "data"
