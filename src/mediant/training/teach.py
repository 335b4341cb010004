"""Teaching the network: one pass over the articles after another, seeded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (the usual name)

from mediant.evidence.attribution.words import Vocabulary
from mediant.training.batches import Batch, batches_of
from mediant.training.examples import SKIP, Example
from mediant.training.net import Net

PRETRAINED = ("encoder.layers", "encoder.norm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a network is taught. Rates are peaks: they rise over the first twentieth and fall to nothing at the end."""

    epochs: int = 5
    batch: int = 16
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    seed: int = 0
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What is told after each step."""

    done: int
    of: int
    loss: float
    parts: tuple[float, ...]


def teach(
    net: Net,
    examples: Callable[[np.random.Generator], Sequence[Example]],
    vocabulary: Vocabulary,
    plan: Plan,
    told: Callable[[Step], None],
) -> None:
    """Teach the network in place; `examples` gives those of one pass, and may vary them.

    The same seed, examples and number of threads give the same weights.
    """
    rng = np.random.default_rng(plan.seed)
    trained = [(name, p) for name, p in net.named_parameters() if p.requires_grad]
    bert = [p for name, p in trained if name.startswith(PRETRAINED)]
    heads = [p for name, p in trained if not name.startswith(PRETRAINED)]
    optimizer = torch.optim.AdamW(
        [{"params": bert, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}], weight_decay=0.01
    )
    batches = list(batches_of(examples(rng), vocabulary, plan.batch, rng))
    total = len(batches) * plan.epochs  # later passes may be a little longer or shorter
    warm = max(1, total // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))
    )
    done = 0
    net.train()
    for epoch in range(plan.epochs):
        if epoch > 0:
            batches = list(batches_of(examples(rng), vocabulary, plan.batch, rng))
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = losses_of(net, batch)
            loss = sum(losses, torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(bert + heads, 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            told(Step(done, max(done, total), loss.item(), tuple(part.item() for part in losses)))
    net.eval()


def losses_of(net: Net, batch: Batch) -> tuple[Tensor, ...]:
    """Losses of kinds, anchors, places, acts and certainties, each per labelled word or claim."""
    words, scores = net.encoder(batch.pieces, batch.seen, batch.heads)
    kinds, anchors = scores.float().split([scores.shape[2] - 3, 3], dim=2)
    losses = [_loss(kinds, batch.kinds), 3 * _loss(anchors, batch.anchors)]
    some = batch.anchored
    if some.any():
        places = net.cues(words, scores, batch.window[some], batch.first[some], batch.last[some]).float()
        gold = batch.places[some]
        labelled = (gold > 0).sum().clamp(min=1)
        losses.append(F.cross_entropy(places.transpose(1, 2), gold, ignore_index=SKIP, reduction="sum") / labelled)
    if len(batch.acts) and ((batch.acts != SKIP).any() or (batch.certainties != SKIP).any()):
        claims = torch.bmm(batch.parts, words[batch.window].float()).flatten(1)
        act, certainty = net.meaning(claims)
        losses += [0.6 * _loss(act.float(), batch.acts), 0.4 * _loss(certainty.float(), batch.certainties)]
    return tuple(losses)


def _loss(scores: Tensor, gold: Tensor) -> Tensor:
    if not (gold != SKIP).any():
        return scores.sum() * 0
    return F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=SKIP)
