"""Weighted F1 of the ACLED-like sub-event type of short news snippets.

    python benchmarks/events_types.py [FILE ...] [--errors]

The files are JSON lines with ``text`` and ``type`` (the labels of the CASE 2021 shared task, fine-grained event
classification); by default the development half in ../shared. Prints weighted and macro F1, a row per label, and with
``--errors`` every snippet that was typed wrongly. ``type_of`` is what is measured: the events that geomap finds in the
snippet, and the label of the one that names it best.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Sequence
from pathlib import Path

from geomap.events import find_events, load_taxonomy
from geomap.language import split_sentences
from geomap.records import Event

DEFAULT = Path(__file__).resolve().parents[2] / "shared/corpora/events/case2021_task2_dev.jsonl"

LABELS = {
    "air_strike": "AIR_STRIKE",
    "rocket_attack": "ART_MISS_ATTACK",
    "interception": "DISR_WEAP",
    "weapons_seized": "DISR_WEAP",
    "bombing": "REM_EXPLOS",
    "suicide_bombing": "SUIC_BOMB",
    "grenade": "GRENADE",
    "chemical_attack": "CHEM_WEAP",
    "armed_clash": "ARMED_CLASH",
    "territory_taken": "GOV_REGAINS_TERIT",
    "killing": "ATTACK",
    "sexual_violence": "SEX_VIOL",
    "property_destruction": "PROPERTY_DISTRUCT",
    "abduction": "ABDUCT_DISSAP",
    "arrest": "ARREST",
    "protest": "PEACE_PROTEST",
    "protest_intervention": "PROTEST_WITH_INTER",
    "protest_force": "FORCE_AGAINST_PROTEST",
    "riot": "VIOL_DEMONSTR",
    "mob_violence": "MOB_VIOL",
    "deployment": "CHANGE_TO_GROUP_ACT",
    "withdrawal": "CHANGE_TO_GROUP_ACT",
    "exercise": "CHANGE_TO_GROUP_ACT",
    "force_change": "CHANGE_TO_GROUP_ACT",
    "base_established": "HQ_ESTABLISHED",
    "territory_transferred": "NON_VIOL_TERRIT_TRANSFER",
    "vote": "OTHER",
    "coup": "OTHER",
    "decree": "DIPLO",
    "agreement": "AGREEMENT",
    "diplomacy": "DIPLO",
    "relations": "DIPLO",
    "statement": "ATTRIB",
    "threat": "DIPLO",
    "release": "ABDUCT_DISSAP",
    "accident": "MAN_MADE_DISASTER",
    "natural_disaster": "NATURAL_DISASTER",
    "crime": "ORG_CRIME",
}
# Kinds that name a snippet only where nothing else does.
WEAK = frozenset(("statement", "relations", "threat", "release", "vote", "decree", "force_change", "coup"))
NON_STATE = frozenset(
    """isis isil islamic daesh rebels rebel militants fighters houthi houthis taliban shabaab shabab al-shabaab al-
    shabab kurdish sdf ypg insurgents jihadist mai separatists guerrillas jihadists terrorists opposition""".split()
)
STATE = frozenset(
    """government army security forces troops coalition police military loyalist syrian iraqi afghan yemeni
    joint""".split()
)


def type_of(text: str) -> str:
    """The label of a snippet; "OTHER" where no event is found."""
    sentences = split_sentences(text)
    events = find_events(text, sentences, [], [], unmapped=True)
    if not events:
        return "OTHER"
    taxonomy = load_taxonomy()

    def order(event: Event) -> tuple[bool, float, int, int]:
        place = (
            min(event.sentence, 3)
            + (2 if event.definite else 0)
            + (1 if event.status not in ("occurred", "ongoing") else 0)
        )
        return (event.kind in WEAK, place + (event.voice == "none"), taxonomy.kinds[event.kind].rank, event.start)

    best = min(events, key=order)
    if best.kind == "territory_taken":
        span = best.agent_span or best.subject_span or (best.start, best.end)
        words = set(text[span[0] : span[1]].lower().replace("-", " ").split())
        return "NON_STATE_ACTOR_OVERTAKES_TER" if words & NON_STATE and not words & STATE else "GOV_REGAINS_TERIT"
    return LABELS[best.kind]


def weighted_f1(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float, dict[str, tuple[float, float, int]]]:
    """Weighted F1, macro F1 over the gold labels, and precision, recall and count by label."""
    rows: dict[str, tuple[float, float, int]] = {}
    weighted = macro = 0.0
    for label in sorted(set(gold)):
        right = sum(a == b == label for a, b in zip(gold, found, strict=True))
        predicted, true = found.count(label), gold.count(label)
        precision = right / predicted if predicted else 0.0
        recall = right / true
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        rows[label] = (precision, recall, true)
        weighted += f1 * true / len(gold)
        macro += f1 / len(set(gold))
    return weighted, macro, rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    for path in arguments.files:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        gold = [row["type"] for row in rows]
        found = [type_of(row["text"]) for row in rows]
        weighted, macro, by_label = weighted_f1(gold, found)
        print(f"{path.name}: {len(rows)} snippets, weighted F1 {weighted:.3f}, macro F1 {macro:.3f}")
        for label, (precision, recall, count) in by_label.items():
            print(f"  {label:32} P {precision:.2f}  R {recall:.2f}  n {count}")
        if arguments.errors:
            confusion = collections.Counter(zip(gold, found, strict=True))
            print(*[f"  {a} -> {b}: {n}" for (a, b), n in confusion.most_common() if a != b][:30], sep="\n")
            for row, label in zip(rows, found, strict=True):
                if label != row["type"]:
                    print(f"{row['type']} typed {label}: {row['text'][:300]}")


if __name__ == "__main__":
    main()
