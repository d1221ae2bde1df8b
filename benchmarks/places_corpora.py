"""Reads the annotated texts that the place finder is measured and fitted on, and matches found spans with marked ones.

The texts lie outside the project, in ``../shared/corpora/places`` (or where ``--corpora`` points): one JSON document a
line, with ``text`` and ``toponyms`` (start, end, lat, lon, literal).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "places"
# The four that the targets speak of, then two that are only reported.
MAIN_CORPORA = ("LGL", "TR-News", "GeoWebNews", "GeoVirus")
MORE_CORPORA = ("News2024", "WotR-test")


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated text. ``fold`` is its part in cross-validation, the same in every run."""

    corpus: str
    fold: int
    text: str
    toponyms: list[dict[str, Any]]


def corpus_path(folder: Path, corpus: str) -> Path:
    return folder / f"{corpus}.dev.jsonl"


def read_documents(folder: Path, folds: int) -> Iterator[Document]:
    """All documents of all corpora, those of a corpus dealt to the folds in turn."""
    for corpus in (*MAIN_CORPORA, *MORE_CORPORA):
        with corpus_path(folder, corpus).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                data = json.loads(line)
                # Neighbours in a corpus often tell one story: they stay in one fold, lest a fold see its own answers.
                yield Document(corpus, number // 4 % folds, data["text"], data["toponyms"])


def match_spans(marked: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs (marked, found) of overlapping spans, one to one: equal spans first, then by shared length."""
    pairs = []
    for there, (begin, end) in enumerate(found):
        for here, (first, last) in enumerate(marked):
            shared = min(last, end) - max(first, begin)
            if shared > 0:
                pairs.append(((first, last) != (begin, end), -shared, here, there))
    pairs.sort()
    used_here: set[int] = set()
    used_there: set[int] = set()
    result = []
    for _, _, here, there in pairs:
        if here not in used_here and there not in used_there:
            used_here.add(here)
            used_there.add(there)
            result.append((here, there))
    return result
