"""What the engine says of whole texts: attributions as character spans, in the shape of `onrecord pipe quote`."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Iterator

import numpy as np
import torch
from tokenizers import Tokenizer

from data import Article, Tokens, Window, cut, load_tokenizer, read_articles, tokens_of
from model import Config, Engine

LONGEST = 382
"""Tokens in a window, without [CLS] and [SEP]."""


@dataclass(frozen=True)
class Decoding:
    """Log odds added for a cue, a source and content, and how much the flat tags weigh beside the reader's. Chosen on dev; see RUNS.md."""

    cue: float = 0.0
    source: float = 0.3
    content: float = 0.0
    flat: float = 0.3


def batch_of(windows: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, features and mask, with [CLS] and [SEP] around every window."""
    longest = max(map(len, windows)) + 2
    ids = np.zeros((len(windows), longest), dtype=np.int64)
    features = np.zeros((len(windows), longest, 3), dtype=np.int64)
    mask = np.zeros((len(windows), longest), dtype=np.int64)
    for i, one in enumerate(windows):
        n = len(one)
        ids[i, 0], ids[i, 1 : n + 1], ids[i, n + 1] = 101, one.tokens.ids[one.start : one.end], 102
        features[i, 1 : n + 1] = one.tokens.features[one.start : one.end]
        mask[i, : n + 2] = 1
    return torch.from_numpy(ids), torch.from_numpy(features), torch.from_numpy(mask)


def best_runs(none: np.ndarray, begin: np.ndarray, inside: np.ndarray) -> list[tuple[int, int]]:
    """The runs of the likeliest tagging, from log chances: a run begins with `begin` and goes on with `inside` (Viterbi)."""
    out, run = 0.0, -np.inf
    steps = []
    for n, b, i in zip(none.tolist(), begin.tolist(), inside.tolist()):
        best, start = max(out, run), max(out, run) + b
        steps.append((run > out, start >= run + i))
        out, run = best + n, max(start, run + i)
    runs, inside_run, end = [], run > out, len(steps)
    for at in range(len(steps) - 1, -1, -1):
        was_inside, begins = steps[at]
        if inside_run and not begins:
            continue
        if inside_run:
            runs.append((at, end))
        inside_run, end = was_inside, at
    return runs[::-1]


def cues_in(flat: np.ndarray, odds: float) -> list[tuple[int, int]]:
    """The cues that the flat tags (log chances) show."""
    return best_runs(np.logaddexp.reduce(flat[:, [0, 1, 2, 5, 6]], axis=1) - odds, flat[:, 3], flat[:, 4])


@dataclass
class Draft:
    """One attribution in token positions, with the chance of each part."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: list[tuple[int, int]]
    sure: dict[str, float]


def roles_of(scores: np.ndarray, flat: np.ndarray, cue: tuple[int, int], how: Decoding) -> Draft | None:
    """Source and content of one cue from its role scores and flat tags (both log chances, both over the same tokens); null without content."""
    total = scores.copy()
    for role, tags in enumerate(([0, 3, 4], [1], [2], [5], [6])):
        total[:, role] += how.flat * np.logaddexp.reduce(flat[:, tags], axis=1)
    total -= np.logaddexp.reduce(total, axis=1)[:, None]
    total[cue[0] : cue[1], 1:] = -100
    chance = np.exp(total)
    source, content = chance[:, 1] + chance[:, 2], chance[:, 3] + chance[:, 4]
    sources = best_runs(np.logaddexp.reduce(total[:, [0, 3, 4]], axis=1) - how.source, total[:, 1], total[:, 2])
    best = max(sources, key=lambda run: source[run[0] : run[1]].sum(), default=None)
    runs = best_runs(np.logaddexp.reduce(total[:, [0, 1, 2]], axis=1) - how.content, total[:, 3], total[:, 4])
    if not runs:
        return None
    sure = float(source[best[0] : best[1]].mean()) if best else float(1 - source.max())
    return Draft(cue, best, runs, {"source": sure, "content": float(np.mean([content[s:e].mean() for s, e in runs]))})


@torch.no_grad()
def read_windows(engine: Engine, windows: list[Window], how: Decoding) -> Iterator[list[Draft]]:
    """The attributions of each window."""
    ids, features, mask = batch_of(windows)
    with torch.autocast("cpu", torch.bfloat16):
        flat, states = engine(ids, features, mask)
        tags = flat.float().log_softmax(-1).numpy()
        cues = [(row, start + 1, end + 1) for row, one in enumerate(windows) for start, end in cues_in(tags[row, 1 : len(one) + 1], how.cue)]
        if cues:
            row, start, end = torch.tensor(cues).unbind(1)
            roles, at, exists = engine.roles(states, mask, row, start, end)
            roles = roles.float().log_softmax(-1).numpy()
    drafts: list[list[Draft]] = [[] for _ in windows]
    for i, (row, start, end) in enumerate(cues):
        real = exists[i].numpy() & (at[i].numpy() > 0) & (at[i].numpy() <= len(windows[row]))
        near = at[i].numpy()[real]
        draft = roles_of(roles[i][real], tags[row][near], (start - near[0], end - near[0]), how)
        if draft:
            by = near[0] - 1 + windows[row].start
            shift = lambda span: (int(span[0] + by), int(span[1] + by))
            cue = np.exp(tags[row, start:end, 3:5]).sum(1).mean()
            drafts[row].append(Draft(shift(draft.cue), draft.source and shift(draft.source), list(map(shift, draft.content)), {"cue": float(cue), **draft.sure}))
    yield from drafts


def quotations_of(tokens: Tokens, drafts: Iterable[Draft]) -> list[dict]:
    spell = lambda span: [int(tokens.offsets[span[0], 0]), int(tokens.offsets[span[1] - 1, 1])]
    return [
        {"content": list(map(spell, one.content)), "cue": spell(one.cue), "source": one.source and spell(one.source), "sure": one.sure}
        for one in drafts
    ]


def predict(engine: Engine, articles: Iterable[Article], tokenizer: Tokenizer, how: Decoding = Decoding(), batch: int = 8) -> list[dict]:
    """One answer for each article."""
    engine.eval()
    answers = []
    for article in articles:
        tokens = tokens_of(article.text, tokenizer)
        windows = [Window(tokens, start, end) for start, end in cut(tokens, LONGEST)]
        drafts = [draft for i in range(0, len(windows), batch) for one in read_windows(engine, windows[i : i + batch], how) for draft in one]
        answers.append({"id": article.id, "quotations": quotations_of(tokens, drafts)})
    return answers


def load_engine(path: Path) -> Engine:
    """The engine of a finished run (its averaged weights)."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    engine = Engine(Config(**kept["config"]))
    engine.load_state_dict(kept["averaged"])
    return engine.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    args = parser.parse_args()
    for answer in predict(load_engine(args.checkpoint), read_articles(args.articles, primary_only=True), load_tokenizer(args.tokenizer)):
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
