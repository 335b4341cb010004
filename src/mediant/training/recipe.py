"""The recipe: a corpus in, a folder of weights out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from mediant.errors import FileProblem
from mediant.evidence.attribution.attributions import attributions_of
from mediant.evidence.attribution.encoder import GRAPHS, Encoder
from mediant.evidence.attribution.tidying import tidied
from mediant.evidence.attribution.words import Vocabulary, words_of
from mediant.evidence.reading.chains import claim_of
from mediant.evidence.reading.weights import FILES, MANIFEST, SIGNS, VOCABULARY, Manifest, manifest_text
from mediant.evidence.scoring import pairs_of
from mediant.training.calibration import logistic
from mediant.training.examples import Example, example_of
from mediant.training.export import export
from mediant.training.files import Corpus, Progress, encoder_files, identity_of, keep, make_folder
from mediant.training.net import Net, pretrained
from mediant.training.plan import Plan, Step
from mediant.training.teach import teach
from mediant.training.variation import sentences_of, varied

VARIED = 0.75  # of the articles of a pass


def train(corpus: Corpus, out: str | os.PathLike[str], plan: Plan, told: Callable[[Step], None]) -> Manifest:
    """Teach a reader on a corpus and write its weights to a new folder, whole or not at all.

    The corpus' dev part tells how sure a reading is. A training that was interrupted goes on where its state was kept
    last. Raises FileProblem when there is nothing to learn from, the folder cannot be made, or another training was
    begun in its place; MissingExtra when `mediant[train]` is not installed.
    """
    import torch

    if not corpus.train or not corpus.dev:
        raise FileProblem(corpus.name, "has no articles in train or none in dev", "name a corpus with both parts")
    config, state, pieces = encoder_files()
    part = make_folder(Path(out))
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    net = pretrained(state, config, plan.dropout)
    teach(net, passes_of(corpus), Vocabulary(pieces), plan, told, Progress(part, identity_of(corpus, plan)))
    manifest = finish(net, pieces, corpus, part, plan)
    keep(part, Path(out), (*FILES, MANIFEST))
    return manifest


def finish(net: Net, pieces: Sequence[str], corpus: Corpus, part: Path, plan: Plan) -> Manifest:
    """Write what a taught network needs to read into a folder, with its manifest."""
    vocabulary = Vocabulary(pieces)
    export(net, part)
    (part / VOCABULARY).write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
    encoder = Encoder({name: (part / name).read_bytes() for name in GRAPHS}, vocabulary)
    manifest = Manifest(
        taught_on=f"{corpus.name}, {len(corpus.train)} annotated articles, seed {plan.seed}, {plan.epochs} epochs, "
        f"dropout {plan.dropout:g}",
        hashes=_hashes(part),
        sure=_sure(corpus, vocabulary, encoder),
        nested=corpus.nested,
    )
    (part / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8")
    return manifest


def passes_of(corpus: Corpus) -> Callable[[np.random.Generator], Sequence[Example]]:
    """What each pass learns from: the articles as they are, and, where relays are marked, most of them varied."""
    as_they_are = [example_of(one.article.text, one.claims, one.aside) for one in corpus.train]
    plain = [words for one in corpus.train for words in sentences_of(one.article.text, one.claims)]

    def examples(rng: np.random.Generator) -> list[Example]:
        return [
            example if rng.random() >= VARIED else example_of(*varied(one.article.text, one.claims, plain, rng))
            for example, one in zip(as_they_are, corpus.train, strict=True)
        ]

    return examples if corpus.nested else lambda _: as_they_are


def _hashes(folder: Path) -> Mapping[str, str]:
    return {name: sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def _sure(corpus: Corpus, vocabulary: Vocabulary, encoder: Encoder) -> tuple[float, ...]:
    """Calibrated on the dev part: an attribution is right when its chain is, and at least half of its content.

    Where nothing is found there, every reading is as likely right as wrong: all factors are 0.
    """
    signs, right = [], []
    for one in corpus.dev:
        words = words_of(one.article.text)
        text = one.article.text
        found = tidied(attributions_of(text, words, vocabulary, encoder), text, words)
        flat = (0.0,) * (SIGNS + 1)
        claims = [replace(claim_of(a, one.article, words, flat), id=str(k)) for k, a in enumerate(found)]
        good = {pair.found.id for pair in pairs_of(one.claims, claims, one.article.text) if pair.chain}
        signs += [a.signs for a in found]
        right += [claim.id in good for claim in claims]
    return logistic(signs, right) if right else (0.0,) * (SIGNS + 1)
