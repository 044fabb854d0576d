"""Trains the engine on PolNeAR's train articles and measures it on dev after every epoch. A run that was stopped goes on where it was."""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import math
import random
import time
from dataclasses import asdict
from pathlib import Path
from typing import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from data import Article, Window, cut, load_tokenizer, read_articles, tokens_of, weathered, windows_of
from eight_bits import put_words_in_steps, quieten
from model import Config, Engine, follow, load_pretrained
from predict import LONGEST, batch_of, cues_in, load_engine, predict

CUES_A_BATCH = 160
WARM_UP = 0.4
"""Epochs until the full learning rate."""
MINUTES_TO_KEEP = 10
"""A run keeps its state after every epoch, and within one so often."""


def measure(answers: list[dict], data: Path, scorer: Path) -> dict[str, float]:
    """Scores A, B and C of `answers` on dev, by the scorer that every other measurement uses."""
    spec = importlib.util.spec_from_file_location("score_quotes", scorer)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    said = {one["id"]: one["quotations"] for one in answers}
    parts = tool.score_a(tool.lines(str(data / "cofenet-valid.jsonl.gz")), said)
    linked = tool.score_b(tool.lines(str(data / "dev.jsonl.gz")), said)
    direct = tool.score_c(tool.lines(str(data / "direct-dev.jsonl.gz")), said)
    scores = {f"A {name}": values[2] for name, values in parts.items()}
    scores |= {"B": linked["prf"][2], "B P": linked["prf"][0], "B R": linked["prf"][1], "C": direct["end_to_end"], "C scare": direct["scare_taken"]}
    return {name: round(100 * value, 1) for name, value in scores.items()}


def epoch_windows(articles: list[Article], tokenizer, chance: random.Random, longest: int, plain: bool) -> list[list[Window]]:
    """Batches of windows of like length, in an order of their own for each epoch; most articles are weathered on the way."""
    windows = []
    for article in articles:
        given = article if plain or chance.random() < 0.4 else weathered(article, chance)
        windows += windows_of(given, tokenizer, longest, first=chance.randint(longest // 4, longest))
    windows = [one for one in windows if len(one) > 3]
    chance.shuffle(windows)
    return windows


def batches_of(windows: list[Window], size: int, chance: random.Random) -> list[list[Window]]:
    batches = []
    for at in range(0, len(windows), size * 16):
        like = sorted(windows[at : at + size * 16], key=len)
        batches += [like[i : i + size] for i in range(0, len(like), size)]
    chance.shuffle(batches)
    return batches


def asked_cues(windows: list[Window], flat: Tensor, chance: random.Random) -> list[tuple[int, int, int, np.ndarray]]:
    """The cues the reader learns from: the gold ones, some with the bounds that the tagger gave them, and the tagger's false ones (no roles)."""
    tags = flat.detach().float().log_softmax(-1).numpy()
    asked = []
    for row, window in enumerate(windows):
        found = cues_in(tags[row, 1 : len(window) + 1], 0.6)
        for start, end, roles in window.cues:
            near = [one for one in found if one[0] < end and start < one[1]]
            s, e = near[0] if near and chance.random() < 0.3 else (start, end)
            asked.append((row, s + 1, e + 1, roles))
        for s, e in found:
            if not any(start < e and s < end for start, end, _ in window.cues):
                asked.append((row, s + 1, e + 1, np.zeros(len(window), dtype=np.int64)))
    return asked if len(asked) <= CUES_A_BATCH else chance.sample(asked, CUES_A_BATCH)


FROM_TEACHER = 0.6
"""The share of a student's loss that is the distance to its teacher's answers; the rest is that to the annotation."""


def distance(scores: Tensor, gold: Tensor, taught: list[Tensor]) -> Tensor:
    """Cross entropy with the annotation (-100: none), and for a student with what its teachers, asked together, hold likely."""
    real = gold.flatten() != -100
    scores = scores.float().flatten(0, 1)
    told = F.cross_entropy(scores, gold.flatten(), ignore_index=-100)
    if not taught:
        return told
    chances = torch.stack([one.float().flatten(0, 1)[real].softmax(-1) for one in taught]).mean(0)
    shown = F.cross_entropy(scores[real], chances)
    return (1 - FROM_TEACHER) * told + FROM_TEACHER * shown


FROM_RUNS = 0.5
"""What the loss of whole runs counts beside that of single tokens."""
NEVER = -1e4


def runs_in(scores: Tensor, begin: int) -> tuple[Tensor, Tensor, Tensor]:
    """For one kind of run, which begins with label `begin`: the log chances to be outside, to begin, to go on; as the decoding reads them."""
    logs = scores.float().log_softmax(-1)
    others = [label for label in range(logs.shape[-1]) if label not in (begin, begin + 1)]
    return logs[..., others].logsumexp(-1), logs[..., begin], logs[..., begin + 1]


def runs_missed(none: Tensor, begin: Tensor, inside: Tensor, gold: Tensor, label: int) -> tuple[Tensor, Tensor]:
    """
    How unlikely the annotated runs are among all that `best_runs` could find, summed, and the number of tokens: a bound that is off by one costs as much
    as all the ways around it are likely. Rows whose annotation goes on with what never began (another's words stand in it) are left out.
    """
    real, goes_on = gold != -100, gold == label + 1
    was_inside = F.pad((gold == label) | goes_on | ~real, (1, 0), value=True)[:, :-1]
    rows = ~(goes_on & ~was_inside).any(1)
    none, begin, inside, gold, real, goes_on = (one[rows] for one in (none, begin, inside, gold, real, goes_on))
    wanted = torch.where(gold == label, begin, torch.where(goes_on, inside, none)).masked_fill(~real, 0).sum()
    # Text may begin within a run.
    outside, run = none.new_full((len(none),), NEVER), none.new_zeros(len(none))
    for n, b, i, is_real in zip(none.unbind(1), begin.unbind(1), inside.unbind(1), real.unbind(1)):
        best = torch.logaddexp(outside, run)
        outside, run = torch.where(is_real, best + n, outside), torch.where(is_real, torch.logaddexp(best + b, run + i), run)
    return torch.logaddexp(outside, run).sum() - wanted, real.sum().clamp(min=1)


def runs_distance(scores: Tensor, gold: Tensor, labels: list[int]) -> Tensor:
    """The loss of whole runs, for a token, of the kinds that begin with these labels."""
    kinds = [runs_missed(*runs_in(scores, label), gold, label) for label in labels]
    return sum(missed / tokens for missed, tokens in kinds)


def loss_of(engine: Engine, teachers: list[Engine], windows: list[Window], chance: random.Random, role_weight: float) -> tuple[Tensor, Tensor]:
    ids, features, mask = batch_of(windows)
    gold = torch.full(ids.shape, -100)
    for i, one in enumerate(windows):
        gold[i, 1 : len(one) + 1] = torch.from_numpy(one.flat)
    flat, states = engine(ids, features, mask)
    with torch.no_grad():
        shown = [teacher(ids, features, mask) for teacher in teachers]
    tagging = distance(flat, gold, [tags for tags, _ in shown]) + FROM_RUNS * runs_distance(flat, gold, [3])
    asked = asked_cues(windows, flat, chance)
    if not asked:
        return tagging, tagging.detach() * 0
    row, start, end = torch.tensor([one[:3] for one in asked]).unbind(1)
    scores, at, exists = engine.roles(states, mask, row, start, end)
    wanted = torch.full((len(asked), ids.shape[1]), -100)
    for i, (_, _, _, roles) in enumerate(asked):
        wanted[i, 1 : len(roles) + 1] = torch.from_numpy(roles)
    wanted = wanted.gather(1, at).masked_fill(~exists, -100)
    with torch.no_grad():
        taught = [teacher.roles(seen, mask, row, start, end)[0] for teacher, (_, seen) in zip(teachers, shown)]
    reading = distance(scores, wanted, taught) + FROM_RUNS * runs_distance(scores, wanted, [1, 3])
    return tagging + role_weight * reading, reading.detach()


def groups_of(engine: Engine, rate: float, head_rate: float) -> list[dict]:
    """The encoder learns slowly, what is new learns fast, the words' vectors stay as they are."""
    engine.encoder.words.weight.requires_grad_(False)
    new = ("shape", "gap", "quoted")
    slow = [p for n, p in engine.encoder.named_parameters() if p.requires_grad and n.split(".")[0] not in new]
    taken = {id(p) for p in slow}
    fast = [p for p in engine.parameters() if p.requires_grad and id(p) not in taken]
    return [{"params": slow, "lr": rate, "peak": rate}, {"params": fast, "lr": head_rate, "peak": head_rate}]


@torch.no_grad()
def average(averaged: Engine, engine: Engine, keep: float) -> None:
    for mine, theirs in zip(averaged.parameters(), engine.parameters()):
        if theirs.requires_grad:
            mine.lerp_(theirs, 1 - keep)


class Run:
    """What a run has learned so far, and its folder: it goes on from the state that was kept last."""

    def __init__(self, folder: Path, engine: Engine, rate: float, head_rate: float):
        folder.mkdir(parents=True, exist_ok=True)
        self.checkpoint, self.log = folder / "last.pt", (folder / "log.jsonl").open("a")
        self.engine, self.averaged = engine, copy.deepcopy(engine)
        self.optimizer = torch.optim.AdamW(groups_of(engine, rate, head_rate), weight_decay=0.01, betas=(0.9, 0.98))
        self.epoch = self.step = self.next = 0
        if self.checkpoint.exists():
            kept = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
            self.engine.load_state_dict(kept["engine"])
            self.averaged.load_state_dict(kept["averaged"])
            self.optimizer.load_state_dict(kept["optimizer"])
            self.epoch, self.step, self.next = kept["epoch"], kept["step"], kept["next"]

    def keep(self) -> None:
        state = {"engine": self.engine.state_dict(), "averaged": self.averaged.state_dict(), "optimizer": self.optimizer.state_dict()}
        where = {"epoch": self.epoch, "step": self.step, "next": self.next, "config": asdict(self.engine.config)}
        torch.save(state | where, self.checkpoint.with_suffix(".new"))
        self.checkpoint.with_suffix(".new").replace(self.checkpoint)

    def note(self, **what: object) -> None:
        print(json.dumps(what), file=self.log, flush=True)

    def learn(self, loss: Tensor, done: float, epochs: int) -> None:
        """One step, `done` epochs into the plan."""
        pace = min(1.0, done / WARM_UP) * 0.5 * (1 + math.cos(math.pi * done / epochs))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * pace
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for group in self.optimizer.param_groups for p in group["params"]], 1.0)
        self.optimizer.step()
        self.step += 1
        average(self.averaged, self.engine, min(0.998, (1 + self.step) / (10 + self.step)))


def train_epoch(run: Run, teachers: list[Engine], batches: list[list[Window]], epochs: int, role_weight: float) -> float:
    """Learns from the batches that are left; gives the minutes it took."""
    run.engine.train()
    began = kept_at = time.time()
    tokens, seen, first = 0, [0.0, 0.0], run.next
    for i in range(first, len(batches)):
        with torch.autocast("cpu", torch.bfloat16):
            loss, reading = loss_of(run.engine, teachers, batches[i], random.Random(run.step), role_weight)
        run.learn(loss, run.epoch + i / len(batches), epochs)
        tokens += sum(map(len, batches[i]))
        seen = [0.98 * seen[0] + 0.02 * loss.item(), 0.98 * seen[1] + 0.02 * reading.item()]
        if i % 20 == 19:
            fair = 1 - 0.98 ** (i + 1 - first)
            rate = round(tokens / (time.time() - began))
            run.note(epoch=run.epoch, batch=i + 1, of=len(batches), loss=round(seen[0] / fair, 4), reading=round(seen[1] / fair, 4), rate=rate)
        if time.time() - kept_at > 60 * MINUTES_TO_KEEP:
            run.next, kept_at = i + 1, time.time()
            run.keep()
    run.epoch, run.next = run.epoch + 1, 0
    run.keep()
    return (time.time() - began) / 60


def settings() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder of the run: its checkpoint, its log")
    parser.add_argument("--base", type=Path, required=True, help="folder of the pre-trained encoder")
    parser.add_argument("--layers", type=int, nargs="+", help="the layers of the encoder that are kept, counted from 0; all without it")
    parser.add_argument("--teachers", type=Path, nargs="+", default=[], help="checkpoints of runs with all layers: a student begins with the first's weights and learns what all answer")
    parser.add_argument("--start", type=Path, nargs="+", default=[], help="checkpoints whose mean the run starts from; one that is named twice counts twice")
    parser.add_argument("--data", type=Path, default=Path("../../shared/data/polnear"))
    parser.add_argument("--scorer", type=Path, default=Path("../../shared/tools/score_quotes.py"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--role-weight", type=float, default=4.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def mean_of(checkpoints: list[Path]) -> dict[str, Tensor]:
    """The mean of several runs' weights, which do better than each where one run started from the other."""
    each = [load_engine(one).state_dict() for one in checkpoints]
    return {name: torch.stack([one[name] for one in each]).mean(0) for name in each[0]}


def example_windows(tokenizer) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """The windows of the project's invented articles."""
    for path in sorted((Path(__file__).parent.parent / "examples").glob("*.txt")):
        tokens = tokens_of(path.read_text(), tokenizer)
        yield from (batch_of([Window(tokens, start, end)]) for start, end in cut(tokens, LONGEST))


def begin(args: argparse.Namespace, tokenizer) -> tuple[Engine, list[Engine]]:
    """The engine as it is before it learns, and its teachers."""
    shape = json.loads((args.base / "config.json").read_text())
    layers = args.layers or list(range(shape["num_hidden_layers"]))
    engine = Engine(Config(layers=len(layers), hidden=shape["hidden_size"], heads=shape["num_attention_heads"], inner=shape["intermediate_size"]))
    teachers = [load_engine(one) for one in args.teachers]
    if args.start:
        engine.load_state_dict(mean_of(args.start))
    elif teachers:
        follow(engine, teachers[0], layers)
    else:
        load_pretrained(engine, args.base, layers)
    put_words_in_steps(engine)
    quieten(engine, example_windows(tokenizer))
    return engine, teachers


def main() -> None:
    args = settings()
    torch.set_num_threads(args.threads)
    tokenizer = load_tokenizer(args.base)
    train, dev = read_articles(args.data / "train.jsonl.gz"), read_articles(args.data / "dev.jsonl.gz", primary_only=True)
    assert not {one.id for one in train} & {one.id for one in dev}
    torch.manual_seed(args.seed)
    engine, teachers = begin(args, tokenizer)
    run = Run(args.run, engine, args.rate, args.head_rate)
    run.note(args={k: str(v) for k, v in vars(args).items()}, config=asdict(engine.config), epoch=run.epoch, next=run.next)
    while run.epoch < args.epochs:
        chance = random.Random(args.seed * 1000 + run.epoch)
        # The last epoch sees the articles as they were printed.
        batches = batches_of(epoch_windows(train, tokenizer, chance, LONGEST, plain=run.epoch == args.epochs - 1), args.batch, chance)
        minutes = train_epoch(run, teachers, batches, args.epochs, args.role_weight)
        scores = measure(predict(run.averaged, dev, tokenizer), args.data, args.scorer)
        run.note(epoch=run.epoch, minutes=round(minutes, 1), scores=scores)


if __name__ == "__main__":
    main()
