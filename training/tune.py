"""Tries decodings on dev with the engine's answers kept: what RUNS.md's choice rests on."""

from __future__ import annotations

import argparse
import itertools
import json
from dataclasses import fields
from pathlib import Path

import torch

import predict
from data import Window, cut, load_tokenizer, read_articles, tokens_of
from train import measure


class Kept:
    """An engine that remembers what it answered for a batch; its reader is asked anew."""

    def __init__(self, engine: torch.nn.Module):
        self.engine, self.answers = engine, {}

    def __call__(self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor):
        key = ids.numpy().tobytes()
        if key not in self.answers:
            self.answers[key] = self.engine(ids, features, mask)
        return self.answers[key]

    def roles(self, *given):
        return self.engine.roles(*given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data/polnear"))
    parser.add_argument("--scorer", type=Path, default=Path("../../shared/tools/score_quotes.py"))
    for field in fields(predict.Decoding):
        parser.add_argument(f"--{field.name}", type=float, nargs="+", default=[field.default])
    args = parser.parse_args()
    engine, tokenizer = Kept(predict.load_engine(args.checkpoint)), load_tokenizer(args.base)
    texts = [(one.id, tokens_of(one.text, tokenizer)) for one in read_articles(args.data / "dev.jsonl.gz", primary_only=True)]
    names = [field.name for field in fields(predict.Decoding)]
    for values in itertools.product(*(getattr(args, name) for name in names)):
        how = predict.Decoding(**dict(zip(names, values)))
        answers = []
        for name, tokens in texts:
            windows = [Window(tokens, start, end) for start, end in cut(tokens, predict.LONGEST)]
            drafts = [draft for batch in predict.read_windows(engine, windows, how) for draft in batch]
            answers.append({"id": name, "quotations": predict.quotations_of(tokens, drafts)})
        print(json.dumps(dict(zip(names, values))), json.dumps(measure(answers, args.data, args.scorer)), flush=True)


if __name__ == "__main__":
    main()
