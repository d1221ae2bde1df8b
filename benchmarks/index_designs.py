"""How places are best looked up by name: four designs on one generated GeoNames dump.

    python benchmarks/index_designs.py --rows 3000000 -o benchmarks/results/index_designs.md

geomap      the index that geomap ships: sorted 64-bit hashes in a memory-mapped file (geomap.places.index)
sqlite      a table of names with a B-tree, from the standard library
marisa      a MARISA trie in a memory-mapped file (pip install marisa-trie); the rows themselves are not in it
aho         an Aho-Corasick automaton (ahocorasick-rs), which lives in memory only and is built at every start

Every design is built in a process of its own from the same rows, and opened in a fresh one, where its memory is what
the process takes above one that has imported the same modules and opened nothing. A look-up ends with the numbers of
the rows that bear the name; half of the names exist. The text is searched as geomap searches, word by word with the
design's own answer to "is it a name, does a longer one begin so"; the automaton reads the letters, and
takes words in small letters as well. Columns: "build MB" is the builder's most memory, "open MB" what opening took,
"used MB" what it is after 100,000 look-ups (of a memory-mapped file, pages that the system can take back); "names" are
those found in the text.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from geomap.places.index import IndexFile, Row, hash_key
from geomap.places.layers import Source, build_index
from geomap.places.normalise import name_key
from geomap.places.sources_geonames import read_dump
from geomap.places.spans import find_spans

DESIGNS = ("geomap", "sqlite", "marisa", "aho")
LOOKUPS = 100_000
_SYLLABLES = "ba be bi bo da de do fa ga gu ha hi ja ka ke ki ko la le li lo ma me mi mo na ni no pa ra re ri ro sa se si so ta te to va ve wa ya za zu".split()  # noqa: E501
_FIRST = ("San", "Santa", "Tell", "Khirbat", "Nova", "Saint", "Al", "Deir", "Upper", "New")
_FILLER = (
    "Officials said on Monday that the road was closed after a blast near the market in the old town , and witnesses "
    "told reporters that soldiers had come from the north . The ministry gave no number ."
).split()


def make_dump(path: Path, rows: int, seed: int = 7) -> None:
    """Write a dump of made-up places: names of one to four words, other names for every second one."""
    chance = random.Random(seed)
    kinds = [("P", "PPL"), ("P", "PPL"), ("P", "PPL"), ("H", "STM"), ("T", "HLL"), ("S", "SCH"), ("A", "ADM3")]
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, rows + 1):
            name = made_up_name(chance)
            others = ",".join(made_up_name(chance) for _ in range(chance.choice((0, 0, 1, 3))))
            kind, code = chance.choice(kinds)
            people = int(10 ** chance.uniform(2, 6)) if kind == "P" and chance.random() < 0.3 else 0
            point = f"{chance.uniform(-60, 75):.5f}\t{chance.uniform(-180, 180):.5f}"
            country = chance.choice(("IQ", "US", "FR", "CN", "BR", "RU", "IN"))
            file.write(
                f"{number}\t{name}\t{name}\t{others}\t{point}\t{kind}\t{code}\t{country}\t\t{chance.randint(1, 20):02}"
                f"\t\t\t\t{people}\t\t\t\t2026-01-01\n"
            )


def made_up_name(chance: random.Random) -> str:
    """A name of one to four words."""
    words = [
        "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()
        for _ in range(chance.choice((1, 1, 1, 2, 3)))
    ]
    if chance.random() < 0.2:
        words.insert(0, chance.choice(_FIRST))
    return " ".join(words)


def keys_of(row: Row) -> set[str]:
    """The exact keys of a row's names."""
    return {key for key in map(name_key, (row.name, *row.other_names, *row.weak_names)) if key}


def beginnings(key: str) -> Iterator[str]:
    """The beginnings of a key that end with a word."""
    words = key.split(" ")
    for end in range(1, len(words)):
        yield " ".join(words[:end])


# Each design: build(rows, path) and open(path) -> (look up a key, probe a key). A probe tells (is a name, begins one).
Lookup = Callable[[str], list[int]]
Probe = Callable[[str], tuple[bool, bool]]


def build_geomap(dump: Path, path: Path) -> None:
    build_index(Source("dump", str(dump), "benchmark", lambda warnings: read_dump(dump, warnings)), path)


def open_geomap(path: Path) -> tuple[Lookup, Probe]:
    index = IndexFile(path)

    def look_up(key: str) -> list[int]:
        found = index.find(hash_key(key))
        return [row for row, _ in index.postings(found[0], found[1])] if found else []

    def probe(key: str) -> tuple[bool, bool]:
        found = index.find(hash_key(key))
        return (found[1] > found[0], found[2]) if found else (False, False)

    return look_up, probe


def build_sqlite(dump: Path, path: Path) -> None:
    base = sqlite3.connect(path)
    base.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;"
        "CREATE TABLE places (row INTEGER PRIMARY KEY, id, name, kind, latitude, longitude, radius, country, admin1,"
        " population, other_names);"
        "CREATE TABLE names (key TEXT, row INTEGER);"
    )
    for number, row in enumerate(read_dump(dump, [])):
        base.execute(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (number, *row[:9], "|".join(row.other_names)),
        )
        base.executemany("INSERT INTO names VALUES (?,?)", [(key, number) for key in keys_of(row)])
    base.executescript("CREATE INDEX by_key ON names (key, row);")
    base.commit()
    base.close()


def open_sqlite(path: Path) -> tuple[Lookup, Probe]:
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def look_up(key: str) -> list[int]:
        return [row for (row,) in base.execute("SELECT row FROM names WHERE key = ?", (key,))]

    def probe(key: str) -> tuple[bool, bool]:
        found = base.execute("SELECT 1 FROM names WHERE key = ? LIMIT 1", (key,)).fetchone()
        longer = base.execute(
            "SELECT 1 FROM names WHERE key >= ? AND key < ? LIMIT 1", (key + " ", key + "!")
        ).fetchone()
        return found is not None, longer is not None

    return look_up, probe


def build_marisa(dump: Path, path: Path) -> None:
    import marisa_trie

    names = ((key, (number,)) for number, row in enumerate(read_dump(dump, [])) for key in keys_of(row))
    marisa_trie.RecordTrie("<I", names).save(str(path))


def open_marisa(path: Path) -> tuple[Lookup, Probe]:
    import marisa_trie

    trie = marisa_trie.RecordTrie("<I")
    trie.mmap(str(path))

    def look_up(key: str) -> list[int]:
        return [row for (row,) in trie.get(key, ())]

    def probe(key: str) -> tuple[bool, bool]:
        return key in trie, next(trie.iterkeys(key + " "), None) is not None

    return look_up, probe


def build_aho(dump: Path, path: Path) -> None:
    # Nothing can be kept but the names; see open_aho.
    with path.open("w", encoding="utf-8") as file:
        for number, row in enumerate(read_dump(dump, [])):
            for key in keys_of(row):
                file.write(f"{key}\t{number}\n")


def open_aho(path: Path) -> tuple[Lookup, Callable[[str], int]]:
    import ahocorasick_rs

    rows: dict[str, list[int]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for line in file:
            key, _, number = line.rstrip("\n").partition("\t")
            rows[key].append(int(number))
    automaton = ahocorasick_rs.AhoCorasick(list(rows))

    def search(text: str) -> int:
        # Between words only, as the others do.
        text = " " + text.lower() + " "
        found = automaton.find_matches_as_indexes(text, overlapping=True)
        return sum(1 for _, start, end in found if not text[start - 1].isalnum() and not text[end].isalnum())

    return lambda key: rows.get(key, []), search


def make_text(names: list[str], words: int, seed: int = 11) -> str:
    """Sentences of common words with names among them, about as many as news has: one word in fifteen."""
    chance = random.Random(seed)
    return " ".join(chance.choice(names) if chance.random() < 1 / 15 else chance.choice(_FILLER) for _ in range(words))


def memory_mb() -> float:
    """The most memory that this process has ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(design: str, path: Path, names: list[str]) -> dict[str, float]:
    """Open a design and use it; seconds, megabytes and rates."""
    chance = random.Random(3)
    keys = [name_key(name) for name in chance.choices(names, k=LOOKUPS // 2)]
    keys += [name_key(made_up_name(chance) + " Zzz") for _ in range(LOOKUPS // 2)]
    chance.shuffle(keys)
    text = make_text(names, 200_000)
    if design == "marisa":
        import marisa_trie  # noqa: F401
    if design == "aho":
        import ahocorasick_rs  # noqa: F401
    before = memory_mb()
    started = time.perf_counter()
    look_up, search = globals()[f"open_{design}"](path)
    opened = time.perf_counter() - started
    memory_open = memory_mb() - before
    started = time.perf_counter()
    hits = sum(1 for key in keys if look_up(key))
    looked = time.perf_counter() - started
    if not LOOKUPS * 0.49 < hits < LOOKUPS * 0.52:
        raise SystemExit(f"{design}: {hits} of {LOOKUPS} names were found, expected half")
    memory_used = memory_mb() - before
    started = time.perf_counter()
    found = search(text) if design == "aho" else len(find_spans(text, search))
    searched = time.perf_counter() - started
    return {
        "open_ms": opened * 1000,
        "memory_open_mb": memory_open,
        "memory_used_mb": memory_used,
        "lookups": LOOKUPS / looked,
        "characters": len(text) / searched,
        "found": found,
    }


def in_a_fresh_process(*arguments: str) -> dict[str, float]:
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"}
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run(rows: int, designs: list[str], folder: Path) -> list[dict[str, object]]:
    """Measure the designs on a dump of so many rows; one dict per design."""
    dump = folder / "dump.txt"
    make_dump(dump, rows)
    results: list[dict[str, object]] = []
    for design in designs:
        path = folder / f"{design}.index"
        print(f"{design}: building from {rows:,} rows", file=sys.stderr)
        built = in_a_fresh_process("--step", "build", "--designs", design, "--folder", str(folder))
        used = in_a_fresh_process("--step", "measure", "--designs", design, "--folder", str(folder))
        results.append({"design": design, "size_mb": path.stat().st_size / 1e6, **built, **used})
        path.unlink()
    dump.unlink()
    return results


def table(rows: int, results: list[dict[str, object]]) -> str:
    """The results as a Markdown table."""
    lines = [
        f"## {rows:,} rows",
        "",
        "| design | build s | build MB | file MB | open ms | open MB | used MB | look-ups/s | characters/s | names |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        numbers = {key: value for key, value in result.items() if isinstance(value, float | int)}
        lines.append(
            "| {design} | {build_s:,.0f} | {build_mb:,.0f} | {size_mb:,.0f} | {open_ms:,.1f} | {memory_open_mb:,.1f} "
            "| {memory_used_mb:,.0f} | {lookups:,.0f} | {characters:,.0f} | {found:,.0f} |".format(
                design=result["design"], **numbers
            )
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[250_000])
    parser.add_argument("--designs", nargs="+", default=list(DESIGNS), choices=DESIGNS)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--step", choices=("build", "measure"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step is not None:
        (design,) = options.designs
        path = options.folder / f"{design}.index"
        if options.step == "build":
            started, before = time.perf_counter(), memory_mb()
            globals()[f"build_{design}"](options.folder / "dump.txt", path)
            print(json.dumps({"build_s": time.perf_counter() - started, "build_mb": memory_mb() - before}))
        else:
            with (options.folder / "dump.txt").open(encoding="utf-8") as file:
                # Names from all over the dump, without reading it whole.
                size = (options.folder / "dump.txt").stat().st_size
                names = []
                for share in range(2000):
                    file.seek(size * share // 2000)
                    file.readline()
                    if line := file.readline():
                        names.append(line.split("\t")[1])
            print(json.dumps(measure(design, path, names)))
        return
    parts = [
        "# Looking places up by name: four designs\n",
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; "
        + ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("marisa-trie", "ahocorasick-rs"))
        + f", SQLite {sqlite3.sqlite_version}. Made by `benchmarks/index_designs.py`; see its head.\n",
    ]
    for rows in options.rows:
        with tempfile.TemporaryDirectory() as folder:
            parts.append(table(rows, run(rows, options.designs, Path(folder))))
        # After every size, since the next one may take an hour.
        print(parts[-1], flush=True)
        if options.output:
            options.output.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
