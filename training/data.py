"""PolNeAR's articles as windows of tokens with shapes, labels and cues; and what the web does to text, done to them on purpose."""

from __future__ import annotations

import gzip
import json
import random
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

Span = tuple[int, int]

FLAT = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
ROLES = ["O", "B-source", "I-source", "B-content", "I-content"]
SHAPES, GAPS, QUOTED = 6, 4, 5


@dataclass(frozen=True)
class Attribution:
    cue: Span
    source: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Article:
    id: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True)
class Tokens:
    """The tokens of a whole text, without [CLS] and [SEP]: ids, character offsets, and (shape, gap before, inside marks) of each."""

    ids: np.ndarray
    offsets: np.ndarray
    features: np.ndarray


@dataclass(frozen=True)
class Window:
    """Tokens `start` to `end` of one text, read in one pass. Labels are of the window's own tokens; `cues` are (start, end, roles)."""

    tokens: Tokens
    start: int
    end: int
    flat: np.ndarray | None = None
    cues: tuple[tuple[int, int, np.ndarray], ...] = ()

    def __len__(self) -> int:
        return self.end - self.start


def read_articles(path: Path, primary_only: bool = False) -> list[Article]:
    """The articles of a PolNeAR file; one that several people annotated comes once for each of them."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        rows = [json.loads(line) for line in file]
    span = lambda one: (one["start"], one["end"])
    return [
        Article(
            row["article"],
            row["text"],
            tuple(
                Attribution(span(one["cue"][0]), span(one["source"][0]) if one["source"] else None, tuple(map(span, one["content"])))
                for one in row["attributions"]
                if one["cue"] and one["content"]
            ),
        )
        for row in rows
        if row["primary"] or not primary_only
    ]


# --- tokens -----------------------------------------------------------------

OPENING, CLOSING = "“„«", "”»"
FARTHEST_CLOSING = 2000
SINGLE_CLOSING = re.compile(r"(?<=\S)['’](?!\w)")


def quoted_states(text: str) -> bytearray:
    """For each character: 0 outside quotation marks, 1 inside double marks, 2 an opening mark, 3 a closing mark, 4 inside single marks."""
    states = bytearray(len(text))
    state = 0
    for at, char in enumerate(text):
        if char == "\n":
            state = 0
        elif char in OPENING or (char == '"' and state != 1):
            states[at], state = 2, 1
            continue
        elif char in CLOSING or char == '"':
            states[at], state = 3, 0
            continue
        elif char in "'‘" and state == 0 and opens_single(text, at):
            states[at], state = 2, 4
            continue
        elif char in "'’" and state == 4 and SINGLE_CLOSING.match(text, at):
            states[at], state = 3, 0
            continue
        states[at] = state
    return states


def opens_single(text: str, at: int) -> bool:
    if at and (text[at - 1].isalnum() or text[at - 1] == "_"):
        return False
    if at + 1 == len(text) or text[at + 1].isspace():
        return False
    ahead = text[at + 1 : at + 1 + FARTHEST_CLOSING].split("\n", 1)[0]
    return SINGLE_CLOSING.search(ahead) is not None


def shape_of(piece: str) -> int:
    """0 without letters or digits, 1 lower case, 2 capitalised, 3 upper case, 4 mixed, 5 with a digit."""
    if any(char.isdecimal() for char in piece):
        return 5
    upper = sum(char.isupper() for char in piece)
    if not upper:
        return 1 if any(char.isalpha() for char in piece) else 0
    if upper == len(piece) and upper > 1:
        return 3
    return 2 if piece[0].isupper() and upper == 1 else 4


def gap_of(between: str) -> int:
    """0 nothing between this token and the one before, 1 white space, 2 a line break, 3 an empty line."""
    if not between:
        return 0
    return 1 + min(between.count("\n"), 2)


def tokens_of(text: str, tokenizer: Tokenizer) -> Tokens:
    """Every token of the text, however long it is."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    states = quoted_states(text)
    features = np.zeros((len(encoded.ids), 3), dtype=np.int64)
    before = 0
    for i, (start, end) in enumerate(encoded.offsets):
        gap = gap_of(text[before:start]) if i else 3
        features[i] = (shape_of(text[start:end]), gap, states[start])
        before = end
    return Tokens(np.array(encoded.ids, dtype=np.int64), np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2), features)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The encoder's own tokenizer, with neither padding nor truncation."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


# --- windows ----------------------------------------------------------------


def cut(tokens: Tokens, longest: int, first: int | None = None) -> list[Span]:
    """Windows of whole lines, as many as fit into `longest` tokens (`first` in the first window); a longer line is cut where it must be."""
    breaks = [i for i in range(1, len(tokens.ids)) if tokens.features[i, 1] >= 2] + [len(tokens.ids)]
    windows: list[Span] = []
    start, room, at = 0, first or longest, 0
    for line_end in breaks:
        if line_end - start > room and at > start:
            windows.append((start, at))
            start, room = at, longest
        while line_end - start > room:
            windows.append((start, start + room))
            start, room = start + room, longest
        at = line_end
    return windows + ([(start, at)] if at > start else [])


def token_range(tokens: Tokens, span: Span) -> Span:
    """The tokens that share a character with the span."""
    first = int(np.searchsorted(tokens.offsets[:, 1], span[0], side="right"))
    return first, max(first, int(np.searchsorted(tokens.offsets[:, 0], span[1], side="left")))


def put(labels: np.ndarray, at: Span, begin: int) -> None:
    labels[at[0] : at[1]] = begin + 1
    if at[1] > at[0]:
        labels[at[0]] = begin


def windows_of(article: Article, tokenizer: Tokenizer, longest: int, first: int | None = None) -> list[Window]:
    """An article's windows with labels. What an attribution has outside its cue's window is lost to it."""
    tokens = tokens_of(article.text, tokenizer)
    flat = np.zeros(len(tokens.ids), dtype=np.int64)
    placed = []
    for one in article.attributions:
        roles = np.zeros(len(tokens.ids), dtype=np.int64)
        for part in one.content:
            put(roles, token_range(tokens, part), 3)
            put(flat, token_range(tokens, part), 5)
        if one.source:
            put(roles, token_range(tokens, one.source), 1)
            put(flat, token_range(tokens, one.source), 1)
        placed.append((*token_range(tokens, one.cue), roles))
    for start, end, _ in placed:
        put(flat, (start, end), 3)
    return [
        Window(
            tokens,
            start,
            end,
            flat[start:end],
            tuple((c0 - start, c1 - start, roles[start:end]) for c0, c1, roles in placed if start <= c0 < c1 <= end),
        )
        for start, end in cut(tokens, longest, first)
    ]


# --- what the web does to text ----------------------------------------------

FURNITURE = [
    "Advertisement",
    "ADVERTISEMENT",
    "Story continues below",
    "Read more: What we know so far",
    "Share this article",
    "Sign up for our newsletter",
    "Related: Live updates",
    "Photo: Getty Images",
    "Click here to subscribe",
    "MORE:",
]
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
SINGLE = str.maketrans("“”", "‘’")


def edited(article: Article, edits: list[tuple[int, int, str]]) -> Article:
    """The article after replacing the stretches of `edits` (in order, without overlap), every span moved along."""
    ends = [end for _, end, _ in edits]
    grown = np.cumsum([0] + [len(new) - (end - start) for start, end, new in edits]).tolist()

    def moved(at: int) -> int:
        i = bisect_right(ends, at)
        inside = i < len(edits) and edits[i][0] < at
        return (edits[i][0] if inside else at) + grown[i]

    pieces, at = [], 0
    for start, end, new in edits:
        pieces += [article.text[at:start], new]
        at = end
    text = "".join(pieces) + article.text[at:]
    move = lambda span: (moved(span[0]), moved(span[1]))
    kept = []
    for one in article.attributions:
        content = tuple(span for span in map(move, one.content) if span[0] < span[1])
        if content:
            kept.append(Attribution(move(one.cue), one.source and move(one.source), content))
    return Article(article.id, text, tuple(kept))


def curled(text: str) -> str:
    """Straight double marks made curly, opening and closing by turns within a line."""
    out, opened = [], False
    for char in text:
        if char == "\n":
            opened = False
        if char == '"':
            out.append("”" if opened else "“")
            opened = not opened
        else:
            out.append(char)
    return "".join(out)


def weathered(article: Article, chance: random.Random) -> Article:
    """One article as another site might print it: other marks, lost marks, furniture between paragraphs, a headline in capitals."""
    text, roll = article.text, chance.random()
    if roll < 0.2:
        text = text.translate(STRAIGHT)
    elif roll < 0.35:
        text = curled(text)
    elif roll < 0.42:
        text = curled(text).translate(SINGLE)
    if chance.random() < 0.08:
        title = text.split("\n", 1)[0]
        if len(title.upper()) == len(title):
            text = title.upper() + text[len(title) :]
    article = Article(article.id, text, article.attributions)
    marks = [match.span() for match in re.finditer(r'["“”]', text)]
    roll = chance.random()
    if roll < 0.04:
        return edited(article, [(start, end, "") for start, end in marks])
    if roll < 0.12 and marks:
        return edited(article, [(start, end, "") for start, end in sorted(chance.sample(marks, 1 + len(marks) // 12))])
    if roll < 0.22:
        gaps = [match.end() for match in re.finditer(r"\n+", text)]
        if gaps:
            spots = sorted(chance.sample(gaps, min(len(gaps), 3)))
            return edited(article, [(at, at, chance.choice(FURNITURE) + "\n\n") for at in spots])
    return article
