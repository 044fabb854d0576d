"""A token classifier of BERT-base's shape in PyTorch, with random weights, as a peer in speed: `bert_tagger.py texts.jsonl vocab.txt`."""

from __future__ import annotations

import sys

import torch
from tokenizers import BertWordPieceTokenizer
from torch import nn
from torch.nn import functional as F

from passes import run

LAYERS, HIDDEN, HEADS, INNER, VOCABULARY, TAGS = 12, 768, 12, 3072, 30522, 7
LONGEST = 382
"""Tokens in a window, as in our own engine."""


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN), nn.LayerNorm(HIDDEN)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, h // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        x = self.norm1(x + self.out(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, t, h)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Tagger(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words, self.places, self.norm = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(512, HIDDEN), nn.LayerNorm(HIDDEN)
        self.layers = nn.Sequential(*(Layer() for _ in range(LAYERS)))
        self.tags = nn.Linear(HIDDEN, TAGS)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.tags(self.layers(self.norm(self.words(ids) + self.places(torch.arange(ids.shape[1])))))


torch.set_num_threads(1)
torch.manual_seed(1)
tagger = Tagger().eval()
tokenizer = BertWordPieceTokenizer(sys.argv[2], lowercase=True)


@torch.inference_mode()
def read(texts: list[str]) -> int:
    """The tokens that are tagged with something; one window at a time, nothing padded: on one core a batch is no faster."""
    found = 0
    for text in texts:
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        for start in range(0, len(ids), LONGEST):
            window = [101, *ids[start : start + LONGEST], 102]
            found += int((tagger(torch.tensor([window])).argmax(-1) > 0).sum())
    return found


run(read, f"PyTorch {torch.__version__}, float32")
