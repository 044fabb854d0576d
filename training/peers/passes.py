"""How a peer is measured: one thread; it reads its texts and loads before it says "ready", and makes one pass over all texts for each line it is sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path


def run(read: Callable[[list[str]], int], version: str) -> None:
    """`read` finds quotations in all texts and gives their number; the texts are the JSON lines of the file that is named first."""
    texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text().splitlines()]
    read(["A word to warm up with."])
    print(json.dumps({"ready": version}), flush=True)
    for _ in sys.stdin:
        print(json.dumps({"found": read(texts)}), flush=True)
