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
    """Log odds added for a cue, a source, content; and the chance (of the three together) below which an attribution is dropped. Chosen on dev; see RUNS.md."""

    cue: float = 0.2
    source: float = 0.3
    content: float = 0.0
    least: float = 0.3


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

    def moved(self, by: int) -> Draft:
        shift = lambda run: (run[0] + by, run[1] + by)
        return Draft(shift(self.cue), self.source and shift(self.source), list(map(shift, self.content)), self.sure)


def draft_of(roles: np.ndarray, cue: tuple[int, int], sure: float, how: Decoding) -> Draft | None:
    """The attribution of one cue; null without content, or where it is not likely enough."""
    chance = np.exp(roles)
    runs = best_runs(np.logaddexp.reduce(roles[:, [0, 1, 2]], axis=1) - how.content, roles[:, 3], roles[:, 4])
    if not runs:
        return None
    source, content = chance[:, 1] + chance[:, 2], chance[:, 3] + chance[:, 4]
    sources = best_runs(np.logaddexp.reduce(roles[:, [0, 3, 4]], axis=1) - how.source, roles[:, 1], roles[:, 2])
    best = max(sources, key=lambda run: source[run[0] : run[1]].sum(), default=None)
    parts = {
        "cue": sure,
        "source": float(source[best[0] : best[1]].mean()) if best else float(1 - source.max()),
        "content": float(np.mean([content[s:e].mean() for s, e in runs])),
    }
    return Draft(cue, best, runs, parts) if np.prod(list(parts.values())) >= how.least else None


def drafts_of(tags: np.ndarray, cues: list[tuple[int, int]], near: Iterable[tuple[np.ndarray, np.ndarray]], how: Decoding) -> list[Draft]:
    """The attributions of one window from its flat tags, its cues, and for each cue the reader's scores with the tokens they are of."""
    if not cues:
        return []
    drafts, odds = [], np.zeros((len(cues), len(tags)))
    for i, (cue, (roles, at)) in enumerate(zip(cues, near)):
        roles[cue[0] - at[0] : cue[1] - at[0]] = [0, -100, -100, -100, -100]
        odds[i, at] = np.logaddexp(roles[:, 3], roles[:, 4]) - np.logaddexp.reduce(roles[:, :3], axis=1)
        draft = draft_of(roles, (cue[0] - at[0], cue[1] - at[0]), float(np.exp(tags[cue[0] : cue[1], 3:5]).sum(1).mean()), how)
        drafts.append(draft and draft.moved(int(at[0])))
        if draft:
            last, end = drafts[i].content[-1]
            drafts[i].content[-1] = (last, continued(end, int(at[-1]) + 1, tags))
    return settled(drafts, odds)


def continued(end: int, seen: int, tags: np.ndarray) -> int:
    """Where content ends that reaches the last token that the reader saw: the flat tags say how far it goes on."""
    while seen <= end < len(tags) and tags[end].argmax() == 6:
        end += 1
    return end


def settled(drafts: list[Draft | None], odds: np.ndarray) -> list[Draft]:
    """No two cues share content: the run with more evidence (log odds, [cues, tokens], summed) is kept, what meets it keeps its longest free part
    if that is at least half of it; a draft that is left without content falls away."""
    owner = np.full(odds.shape[1], -1)
    kept: list[list[tuple[int, int]]] = [[] for _ in drafts]
    runs = [(odds[i, start:end].sum(), i, start, end) for i, draft in enumerate(drafts) if draft for start, end in draft.content]
    for _, i, start, end in sorted(runs, reverse=True):
        free = owner[start:end] < 0
        if 2 * free.sum() < end - start:
            continue
        edges = np.flatnonzero(np.diff(np.concatenate([[0], free.astype(np.int8), [0]]))) + start
        first, last = max(zip(edges[::2].tolist(), edges[1::2].tolist()), key=lambda part: part[1] - part[0])
        owner[first:last] = i
        kept[i].append((first, last))
    return [Draft(draft.cue, draft.source, sorted(content), draft.sure) for draft, content in zip(drafts, kept) if draft and content]


@torch.no_grad()
def read_windows(engine: Engine, windows: list[Window], how: Decoding) -> Iterator[list[Draft]]:
    """The attributions of each window, in token positions of its text."""
    ids, features, mask = batch_of(windows)
    with torch.autocast("cpu", torch.bfloat16):
        flat, states = engine(ids, features, mask)
        tags = [flat[row, 1 : len(one) + 1].float().log_softmax(-1).numpy() for row, one in enumerate(windows)]
        cues = [cues_in(one, how.cue) for one in tags]
        asked = [(row, start + 1, end + 1) for row, found in enumerate(cues) for start, end in found]
        if not asked:
            return (yield from ([] for _ in windows))
        scores, at, exists = engine.roles(states, mask, *torch.tensor(asked).unbind(1))
        scores, at, exists = scores.float().log_softmax(-1).numpy(), at.numpy() - 1, exists.numpy()
    done = 0
    for window, found, own in zip(windows, cues, tags):
        rows = range(done, done + len(found))
        done += len(found)
        real = [exists[i] & (at[i] >= 0) & (at[i] < len(window)) for i in rows]
        near = [(scores[i][seen], at[i][seen]) for i, seen in zip(rows, real)]
        yield [one.moved(window.start) for one in drafts_of(own, found, near, how)]


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
