"""What several test modules share."""

import os
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import mediant

_ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


# A busy machine is no fault of the code: no deadline, and slow drawing is not an error.
settings.register_profile("all", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("all"), max_examples=30, derandomize=True)


def pytest_configure(config: pytest.Config) -> None:
    """Without the slow tests, properties are tried on fewer examples, the same every time: a gate must not waver.

    With them the examples are other ones every time.
    """
    settings.load_profile("quick" if "not slow" in config.option.markexpr else "all")
    folder = tempfile.TemporaryDirectory(prefix="mediant-declared-")
    config.add_cleanup(folder.cleanup)
    config.stash[_DECLARED] = declare(Path(folder.name))
    sys.path.insert(0, folder.name)


_DECLARED = pytest.StashKey[Path]()


def declare(folder: Path) -> Path:
    """The folder, with metadata that hold the entry points as pyproject.toml declares them now.

    What pip has installed may be older than that, or not be there at all; what stands first on the path counts.
    """
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    metadata = folder / f"mediant-{mediant.__version__}.dist-info"
    metadata.mkdir()
    head = f"Metadata-Version: 2.1\nName: mediant\nVersion: {mediant.__version__}\n"
    (metadata / "METADATA").write_text(head, encoding="utf-8")
    lines = [
        line
        for group, entries in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {target}" for name, target in entries.items()))
    ]
    (metadata / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def declared(pytestconfig: pytest.Config) -> Path:
    """A folder for the PYTHONPATH of other processes: there, too, the plugins are those of pyproject.toml."""
    return pytestconfig.stash[_DECLARED]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The `data` folder of reference figures that are not part of the project; skips where it is absent."""
    shared = Path(os.environ.get("MEDIANT_SHARED", _ROOT.parent / "shared"))
    if not (shared / "data").is_dir():
        pytest.skip(f"no reference data at {shared / 'data'} (set MEDIANT_SHARED to its parent)")
    return shared / "data"


@pytest.fixture(scope="session")
def reader():
    """The built-in reader with its shipped weights."""
    from mediant.evidence.reading.files import load_reader

    return load_reader()


@pytest.fixture(scope="module")  # its driver keeps an event loop running: it must end before other modules' tests begin
def browser() -> Iterator[object]:
    """Chromium without a window; skips where it or its driver is not installed."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        yield opened
        opened.close()
