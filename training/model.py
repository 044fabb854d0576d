"""The engine: a BERT-shaped encoder, a flat tagger, and a small second reader that is shown one cue and finds its source and content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from data import FLAT, GAPS, QUOTED, ROLES, SHAPES
from eight_bits import in_steps


@dataclass(frozen=True)
class Config:
    layers: int = 6
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    dropout: float = 0.1
    role_hidden: int = 128
    role_layers: int = 2
    role_heads: int = 4
    """How many tokens before a cue's first and after it the second reader sees: 99 % of PolNeAR's content lies within 343 characters of its cue."""
    radius: int = 80


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, t, h = x.shape
        rounded = in_steps if self.training else lambda given: given
        q, k, v = self.qkv(rounded(x)).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=None if bias is None else bias.to(q.dtype))
        x = self.norm1(x + self.drop(self.out(rounded(seen.transpose(1, 2).reshape(b, t, h)))))
        return self.norm2(x + self.drop(self.down(rounded(F.gelu(self.up(rounded(x)))))))


def bias_of(mask: Tensor | None) -> Tensor | None:
    """What is added to attention so that nothing looks at padding; nothing where there is none."""
    return None if mask is None else (1.0 - mask.float())[:, None, None, :] * -1e4


class Encoder(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.words = nn.Embedding(config.vocabulary, config.hidden)
        self.places = nn.Embedding(config.positions, config.hidden)
        self.shape = nn.Embedding(SHAPES, config.hidden)
        self.gap = nn.Embedding(GAPS, config.hidden)
        self.quoted = nn.Embedding(QUOTED, config.hidden)
        self.norm, self.drop = nn.LayerNorm(config.hidden, eps=1e-12), nn.Dropout(config.dropout)
        self.layers = nn.ModuleList(Layer(config.hidden, config.heads, config.inner, config.dropout) for _ in range(config.layers))
        for new in (self.shape, self.gap, self.quoted):
            nn.init.zeros_(new.weight)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        shape, gap, quoted = features.unbind(-1)
        places = self.places(torch.arange(ids.shape[1], device=ids.device))
        x = self.words(ids) + places + self.shape(shape) + self.gap(gap) + self.quoted(quoted)
        x, bias = self.drop(self.norm(x)), bias_of(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Reader(nn.Module):
    """Given the tokens around one cue: what each of them is to that cue."""

    def __init__(self, config: Config):
        super().__init__()
        size = config.role_hidden
        self.cue = nn.Linear(size, size)
        self.inside = nn.Embedding(2, size)
        self.distance = nn.Embedding(2 * config.radius, size)
        self.norm, self.drop = nn.LayerNorm(size), nn.Dropout(config.dropout)
        self.layers = nn.ModuleList(Layer(size, config.role_heads, 4 * size, config.dropout) for _ in range(config.role_layers))
        self.label = nn.Linear(size, len(ROLES))
        for new in (self.inside, self.distance):
            nn.init.normal_(new.weight, std=0.02)

    def forward(self, near: Tensor, inside: Tensor, mask: Tensor) -> Tensor:
        """`near` [cues, 2·radius, size]; `inside` 1 for the cue's own tokens; `mask` 0 where there is no token."""
        weight = inside.to(near.dtype).unsqueeze(-1)
        cue = (near * weight).sum(1, keepdim=True) / weight.sum(1, keepdim=True).clamp(min=1)
        x = self.drop(self.norm(near + self.cue(cue) + self.inside(inside) + self.distance.weight))
        bias = bias_of(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return self.label(x)


class Engine(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        self.encoder = Encoder(config)
        self.flat = nn.Linear(config.hidden, len(FLAT))
        self.project = nn.Linear(config.hidden, config.role_hidden)
        self.reader = Reader(config)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """For each token the scores of the flat tags, and the vector that the reader works on."""
        x = self.encoder(ids, features, mask)
        return self.flat(x), self.project(x)

    def roles(self, states: Tensor, mask: Tensor, row: Tensor, start: Tensor, end: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """For each cue (`row` of the batch, first token, end): role scores of the tokens around it, where these stand, and which exist."""
        at = start[:, None] - self.config.radius + torch.arange(2 * self.config.radius)
        exists = (at >= 0) & (at < states.shape[1])
        at = at.clamp(0, states.shape[1] - 1)
        exists &= mask[row[:, None], at] > 0
        inside = ((at >= start[:, None]) & (at < end[:, None])).long()
        return self.reader(states[row[:, None], at], inside, exists), at, exists


def follow(student: Engine, teacher: Engine, layers: list[int]) -> None:
    """Fills the student with its teacher's weights, of the encoder's layers with these alone."""
    own = teacher.state_dict()
    kept = {name: value for name, value in own.items() if not name.startswith("encoder.layers.")}
    for i, layer in enumerate(layers):
        theirs = f"encoder.layers.{layer}."
        kept |= {f"encoder.layers.{i}.{name.removeprefix(theirs)}": value for name, value in own.items() if name.startswith(theirs)}
    student.load_state_dict(kept)


def load_pretrained(engine: Engine, folder: Path, layers: list[int]) -> None:
    """Fills the encoder from a BERT checkpoint in Hugging Face's layout (model.safetensors), with these of its layers."""
    given = {name.removeprefix("bert."): value for name, value in load_file(str(folder / "model.safetensors")).items()}
    encoder = engine.encoder
    # Every token is of BERT's segment 0: its vector is added to the positions.
    own = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    parts = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i, layer in enumerate(layers):
        for kind in ("weight", "bias"):
            theirs = f"encoder.layer.{layer}."
            own[f"layers.{i}.qkv.{kind}"] = torch.cat([given[f"{theirs}attention.self.{name}.{kind}"] for name in ("query", "key", "value")])
            for mine, name in parts.items():
                own[f"layers.{i}.{mine}.{kind}"] = given[f"{theirs}{name}.{kind}"]
    missing = encoder.load_state_dict(own, strict=False).missing_keys
    assert set(missing) == {"shape.weight", "gap.weight", "quoted.weight"}, missing
