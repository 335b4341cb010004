"""The network: a small BERT encoder, labels of words on top of it, and labels of words for one cue at a time.

Shapes: B windows, P pieces, W words, K cues, H = 384. What a word is to a cue is asked for each cue by itself, so that
attributions may lie in one another; the labels of words in the text lend it what does not hang on the cue.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (the usual name)

from mediant.evidence.attribution.labels import OF_ACT, OF_ANCHOR, OF_KIND, OF_PLACE
from mediant.evidence.claim import CERTAINTIES

WIDTH = 192  # of the part that looks at words for one cue
REACH = 9  # words that a word of it sees around itself
NEAR = 8  # distances told apart one by one; further ones by powers of two
DISTANCES = 2 * (NEAR + 7) + 1


def attention(query: Tensor, key: Tensor, value: Tensor, heads: int, blind: Tensor | None) -> Tensor:
    """What each piece takes from the others: B×P×H of three B×P×H. Single precision is faster on CPUs than bfloat16."""
    q, k, v = (part.unflatten(2, (heads, -1)).transpose(1, 2).float() for part in (query, key, value))
    mask = None if blind is None else blind.float()
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).flatten(2).to(query.dtype)


class Layer(nn.Module):
    """One layer of BERT (post-norm)."""

    attend = staticmethod(attention)

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.drop = nn.Dropout(dropout)
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x: Tensor, blind: Tensor | None) -> Tensor:
        """x: B×P×H; blind: B×1×1×P, 0 where a piece is seen and very negative where it is not; None: all are seen."""
        query, key, value = self.qkv(x).chunk(3, dim=2)
        x = self.norm1(x + self.drop(self.out(self.attend(query, key, value, self.heads, blind))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT without its pooler, from pieces to words, and the labels that words have in the text."""

    def __init__(self, config: Mapping[str, int], dropout: float) -> None:
        super().__init__()
        hidden = config["hidden_size"]
        self.drop = nn.Dropout(dropout)
        self.pieces = nn.Embedding(config["vocab_size"], hidden)
        self.places = nn.Embedding(config["max_position_embeddings"], hidden)
        self.types = nn.Embedding(config["type_vocab_size"], hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(hidden, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.kinds = nn.Linear(hidden, OF_KIND)
        self.anchors = nn.Linear(hidden, OF_ANCHOR)

    def forward(self, pieces: Tensor, heads: Tensor, seen: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Words B×W×H, and scores B×W×(kinds, then anchors), of pieces B×P; heads B×W are the words' first pieces.

        `seen` (B×P) is 0 for padding; without it there is none.
        """
        x = self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.types.weight[0]
        x = self.drop(self.norm(x))
        blind = None if seen is None else (1.0 - seen.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, blind)
        words = torch.gather(x, 1, heads[:, :, None].expand(-1, -1, x.shape[2]))
        return words, torch.cat([self.kinds(words), self.anchors(words)], dim=2)


class Cues(nn.Module):
    """What each word is to one cue."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.word = nn.Linear(hidden + OF_KIND + OF_ANCHOR, 2 * WIDTH)
        self.cue = nn.Linear(2 * hidden, 2 * WIDTH)
        self.distance = nn.Embedding(DISTANCES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.inner = nn.Linear(WIDTH, WIDTH)
        self.around = nn.Conv1d(WIDTH, WIDTH, REACH, padding=REACH // 2, groups=WIDTH)
        self.after = nn.Linear(WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, OF_PLACE)
        self.drop = nn.Dropout(0.1)

    def forward(self, words: Tensor, scores: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """K×W×places from words B×W×H, scores B×W×S, and the window, first and last word of each cue (K)."""
        own, bound = self.word(torch.cat([words, scores], dim=2)).chunk(2, dim=2)
        ends = torch.cat([words[window, first], words[window, last]], dim=1)
        cue, gate = self.cue(ends)[:, None, :].chunk(2, dim=2)
        where = torch.arange(words.shape[1], device=words.device)[None, :]
        far = self.distance(distance(where, first[:, None], last[:, None]))
        x = self.drop(F.relu(self.norm(own[window] + bound[window] * torch.sigmoid(gate) + cue + far)))
        x = F.relu(self.inner(x))
        x = self.norm2(x + self.after(F.relu(self.around(x.transpose(1, 2)).transpose(1, 2))))
        return self.out(x)


class Meaning(nn.Module):
    """Act and certainty of a claim, from means of its words' vectors."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(4 * hidden)
        self.inner = nn.Linear(4 * hidden, 256)
        self.act = nn.Linear(256, OF_ACT)
        self.certainty = nn.Linear(256, len(CERTAINTIES))
        self.drop = nn.Dropout(0.3)

    def forward(self, claims: Tensor) -> tuple[Tensor, Tensor]:
        """K×acts and K×certainties from K×4H."""
        x = self.drop(F.relu(self.inner(self.drop(self.norm(claims)))))
        return self.act(x), self.certainty(x)


class Net(nn.Module):
    """All of it; the parts are exported one by one. `dropout` is the encoder's."""

    def __init__(self, config: Mapping[str, int], dropout: float = 0.0) -> None:
        super().__init__()
        self.encoder = Encoder(config, dropout)
        self.cues = Cues(config["hidden_size"])
        self.meaning = Meaning(config["hidden_size"])


def distance(where: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """A number for how far a word stands from a cue: exact when near, by powers of two when far; 0 inside."""
    far = torch.clamp(first - where, min=0) + torch.clamp(where - last, min=0)
    beyond = torch.floor(torch.log2(torch.clamp(far, min=NEAR).to(torch.float32) / NEAR)).to(torch.int64) + NEAR + 1
    bucket = torch.clamp(torch.where(far <= NEAR, far, beyond), max=NEAR + 7)
    return torch.where(where < first, bucket + NEAR + 7, bucket)


def pretrained(state: Mapping[str, Tensor], config: Mapping[str, int], dropout: float = 0.0) -> Net:
    """A network whose encoder holds the weights of a BERT checkpoint; the rest is drawn by torch's seed."""
    net = Net(config, dropout)
    encoder = net.encoder
    with torch.no_grad():
        for name, ours in (("word", encoder.pieces), ("position", encoder.places), ("token_type", encoder.types)):
            ours.weight.copy_(state[f"embeddings.{name}_embeddings.weight"])
        _copy(encoder.norm, state, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            _copy_layer(layer, state, f"encoder.layer.{number}.")
    for embedding in (encoder.pieces, encoder.places, encoder.types):
        embedding.weight.requires_grad_(False)  # noqa: FBT003
    return net


def _copy_layer(layer: Layer, state: Mapping[str, Tensor], at: str) -> None:
    names = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
    layer.qkv.weight.copy_(torch.cat([state[f"{name}.weight"] for name in names]))
    layer.qkv.bias.copy_(torch.cat([state[f"{name}.bias"] for name in names]))
    _copy(layer.out, state, f"{at}attention.output.dense")
    _copy(layer.norm1, state, f"{at}attention.output.LayerNorm")
    _copy(layer.up, state, f"{at}intermediate.dense")
    _copy(layer.down, state, f"{at}output.dense")
    _copy(layer.norm2, state, f"{at}output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, state: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(state[f"{name}.weight"])
    module.bias.copy_(state[f"{name}.bias"])
