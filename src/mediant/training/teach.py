"""Teaching the network: one pass over the articles after another, seeded, and to be taken up again where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (the usual name)

from mediant.errors import InvalidValue
from mediant.evidence.attribution.labels import OF_ANCHOR
from mediant.evidence.attribution.words import Vocabulary
from mediant.training.batches import Batch, batch_of, batches_of
from mediant.training.examples import SKIP, Example
from mediant.training.net import Net
from mediant.training.plan import Plan, Step

PRETRAINED = ("encoder.layers", "encoder.norm")
EVERY = 50  # steps between two states that are kept: some minutes of work


class Keeper(Protocol):
    """Keeps the state of the training somewhere, for another process to go on with."""

    def read(self) -> Mapping[str, Any] | None:
        """The state that was kept last, or None."""

    def write(self, state: Mapping[str, Any]) -> None:
        """Keep a state in place of the last one."""


def teach(
    net: Net,
    examples: Callable[[np.random.Generator], Sequence[Example]],
    vocabulary: Vocabulary,
    plan: Plan,
    told: Callable[[Step], None],
    keeper: Keeper | None = None,
) -> None:
    """Teach the network in place; `examples` gives those of one pass, and may vary them.

    The same seed, examples and number of threads give the same weights, also where the training was taken up again from
    what the keeper holds. Raises InvalidValue when the loss is no longer a number.
    """
    course = _Course(net, plan)
    before = None if keeper is None else keeper.read()
    if before is not None:
        course.take_up(before)
    net.train()
    while course.epoch < plan.epochs:
        drawn = course.drawn(examples, vocabulary)
        for windows in drawn[course.step :]:
            told(course.learn(batch_of(windows)))
            if keeper is not None and course.done % EVERY == 0:
                keeper.write(course.state())
        course.epoch, course.step = course.epoch + 1, 0
    net.eval()


class _Course:
    """A training on its way: the optimizer, the pass, the step in it, and chance as it stood when the pass began."""

    def __init__(self, net: Net, plan: Plan) -> None:
        self.net, self.plan = net, plan
        self.rng = np.random.default_rng(plan.seed)
        self.chance = ""
        self.epoch = self.step = self.done = self.total = 0
        self.trained = {name: p for name, p in net.named_parameters() if p.requires_grad}
        bert = [p for name, p in self.trained.items() if name.startswith(PRETRAINED)]
        heads = [p for name, p in self.trained.items() if not name.startswith(PRETRAINED)]
        self.optimizer = torch.optim.AdamW(
            [{"params": bert, "peak": plan.encoder_rate}, {"params": heads, "peak": plan.head_rate}], weight_decay=0.01
        )

    def drawn(self, examples: Callable[[np.random.Generator], Sequence[Example]], vocabulary: Vocabulary) -> list[Any]:
        """The windows of this pass, in batches."""
        self.chance = json.dumps(self.rng.bit_generator.state)
        batches = batches_of(examples(self.rng), vocabulary, self.plan.batch, self.rng)
        self.total = self.total or len(batches) * self.plan.epochs  # later passes may be a little longer or shorter
        return batches

    def learn(self, batch: Batch) -> Step:
        """One step on a batch."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * self._rate()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = losses_of(self.net, batch)
        loss = sum(losses, torch.zeros(()))
        if not bool(torch.isfinite(loss)):
            raise InvalidValue(
                "the training", f"a loss of {loss.item()} at step {self.done + 1}", "a number; try another seed"
            )
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.trained.values(), 1.0)
        self.optimizer.step()
        self.step, self.done = self.step + 1, self.done + 1
        return Step(self.done, max(self.done, self.total), loss.item(), tuple(part.item() for part in losses))

    def state(self) -> dict[str, Any]:
        """All that is needed to go on as if nothing had happened."""
        return {
            "at": [self.epoch, self.step, self.done, self.total], "chance": self.chance, "drops": torch.get_rng_state(),
            "weights": {name: p.detach() for name, p in self.trained.items()}, "optimizer": self.optimizer.state_dict(),
        }  # fmt: skip

    def take_up(self, state: Mapping[str, Any]) -> None:
        """Go on from a state."""
        self.epoch, self.step, self.done, self.total = state["at"]
        self.rng.bit_generator.state = json.loads(state["chance"])
        self.net.load_state_dict(state["weights"], strict=False)
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["drops"])

    def _rate(self) -> float:
        warm = max(1, self.total // 20)
        return min((self.done + 1) / warm, max(0.0, (self.total - self.done) / max(1, self.total - warm)))


def losses_of(net: Net, batch: Batch) -> tuple[Tensor, ...]:
    """Losses of kinds, anchors, places, acts and certainties, each per labelled word or claim.

    The last three only where the batch has attributions, the last two only where their meaning is known.
    """
    words, scores = net.encoder(batch.pieces, batch.heads, batch.seen)
    kinds, anchors = scores.float().split([scores.shape[2] - OF_ANCHOR, OF_ANCHOR], dim=2)
    losses = [_loss(kinds, batch.kinds), 3 * _loss(anchors, batch.anchors)]
    if (batch.places != SKIP).any():
        places = net.cues(words, scores, batch.window, batch.first, batch.last).float()
        labelled = (batch.places > 0).sum().clamp(min=1)
        summed = F.cross_entropy(places.transpose(1, 2), batch.places, ignore_index=SKIP, reduction="sum")
        losses.append(summed / labelled)
    if (batch.acts != SKIP).any() or (batch.certainties != SKIP).any():
        claims = torch.bmm(batch.parts, words[batch.window].float()).flatten(1)
        act, certainty = net.meaning(claims)
        losses += [0.6 * _loss(act.float(), batch.acts), 0.4 * _loss(certainty.float(), batch.certainties)]
    return tuple(losses)


def _loss(scores: Tensor, gold: Tensor) -> Tensor:
    if not (gold != SKIP).any():
        return scores.sum() * 0
    return F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=SKIP)
