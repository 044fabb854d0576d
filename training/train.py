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

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from data import Article, Window, load_tokenizer, read_articles, weathered, windows_of
from model import Config, Engine, load_pretrained
from predict import LONGEST, batch_of, cues_in, predict

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


def loss_of(engine: Engine, windows: list[Window], chance: random.Random, role_weight: float) -> tuple[Tensor, Tensor]:
    ids, features, mask = batch_of(windows)
    gold = torch.full(ids.shape, -100)
    for i, one in enumerate(windows):
        gold[i, 1 : len(one) + 1] = torch.from_numpy(one.flat)
    flat, states = engine(ids, features, mask)
    tagging = F.cross_entropy(flat.float().flatten(0, 1), gold.flatten(), ignore_index=-100)
    asked = asked_cues(windows, flat, chance)
    if not asked:
        return tagging, tagging.detach() * 0
    row, start, end = torch.tensor([one[:3] for one in asked]).unbind(1)
    scores, at, exists = engine.roles(states, mask, row, start, end)
    wanted = torch.full((len(asked), ids.shape[1]), -100)
    for i, (_, _, _, roles) in enumerate(asked):
        wanted[i, 1 : len(roles) + 1] = torch.from_numpy(roles)
    wanted = wanted.gather(1, at).masked_fill(~exists, -100)
    reading = F.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=-100)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder of the run: its checkpoint, its log")
    parser.add_argument("--base", type=Path, required=True, help="folder of the pre-trained encoder")
    parser.add_argument("--data", type=Path, default=Path("../../shared/data/polnear"))
    parser.add_argument("--scorer", type=Path, default=Path("../../shared/tools/score_quotes.py"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--role-weight", type=float, default=4.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.run.mkdir(parents=True, exist_ok=True)
    shape = json.loads((args.base / "config.json").read_text())
    config = Config(layers=shape["num_hidden_layers"], hidden=shape["hidden_size"], heads=shape["num_attention_heads"], inner=shape["intermediate_size"])
    tokenizer = load_tokenizer(args.base)
    train, dev = read_articles(args.data / "train.jsonl.gz"), read_articles(args.data / "dev.jsonl.gz", primary_only=True)
    assert not {one.id for one in train} & {one.id for one in dev}

    torch.manual_seed(args.seed)
    engine = Engine(config)
    load_pretrained(engine, args.base)
    groups = groups_of(engine, args.rate, args.head_rate)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    averaged = copy.deepcopy(engine)
    checkpoint, log = args.run / "last.pt", (args.run / "log.jsonl").open("a")
    epoch = step = first = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location="cpu", weights_only=True)
        engine.load_state_dict(kept["engine"])
        averaged.load_state_dict(kept["averaged"])
        optimizer.load_state_dict(kept["optimizer"])
        epoch, step, first = kept["epoch"], kept["step"], kept.get("next", 0)

    def keep(upcoming: int) -> None:
        state = {"engine": engine.state_dict(), "averaged": averaged.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(state | {"epoch": epoch, "step": step, "next": upcoming, "config": asdict(config)}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    def note(**what: object) -> None:
        print(json.dumps(what), file=log, flush=True)

    note(args={k: str(v) for k, v in vars(args).items()}, config=asdict(config), epoch=epoch, next=first)
    while epoch < args.epochs:
        chance = random.Random(args.seed * 1000 + epoch)
        # The last epoch sees the articles as they were printed.
        batches = batches_of(epoch_windows(train, tokenizer, chance, LONGEST, plain=epoch == args.epochs - 1), args.batch, chance)
        engine.train()
        began = kept_at = time.time()
        tokens, seen = 0, [0.0, 0.0]
        for i in range(first, len(batches)):
            done = epoch + i / len(batches)
            pace = min(1.0, done / WARM_UP) * 0.5 * (1 + math.cos(math.pi * done / args.epochs))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * pace
            with torch.autocast("cpu", torch.bfloat16):
                loss, reading = loss_of(engine, batches[i], random.Random(step), args.role_weight)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for group in groups for p in group["params"]], 1.0)
            optimizer.step()
            step += 1
            average(averaged, engine, min(0.998, (1 + step) / (10 + step)))
            tokens += sum(map(len, batches[i]))
            seen = [0.98 * seen[0] + 0.02 * loss.item(), 0.98 * seen[1] + 0.02 * reading.item()]
            if i % 20 == 19:
                fair = 1 - 0.98 ** (i + 1 - first)
                rate = round(tokens / (time.time() - began))
                note(epoch=epoch, batch=i + 1, of=len(batches), loss=round(seen[0] / fair, 4), reading=round(seen[1] / fair, 4), rate=rate)
            if time.time() - kept_at > 60 * MINUTES_TO_KEEP:
                keep(i + 1)
                kept_at = time.time()
        epoch, first = epoch + 1, 0
        keep(0)
        note(epoch=epoch, minutes=round((time.time() - began) / 60, 1), scores=measure(predict(averaged, dev, tokenizer), args.data, args.scorer))


if __name__ == "__main__":
    main()
