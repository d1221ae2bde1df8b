"""Running one function over many articles, in this process or in several, so that one bad article costs only itself."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from geomap.records import Article, Report, Skipped
from geomap.time_limit import time_limit

Extract = Callable[[Article], tuple[Sequence[Report], Sequence[Skipped]]]
Extracted = tuple[Sequence[Report], Sequence[Skipped]]

# Sending ten articles to a worker costs a hundredth of reading them, and no worker waits long for the last chunk.
_CHUNK = 10
# So many are read here before a worker has started.
_FEW = 50

# A hundred times what a text of its length takes; only a pattern that runs away on it gets there.
_SECONDS = 10.0
_SECONDS_PER_CHARACTER = 0.0005

_INSIDE = "an error inside geomap"

_worker_extract: Extract | None = None


def run_on_articles(
    extract: Extract,
    articles: Sequence[Article],
    *,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Extracted]:
    """What ``extract`` finds in each article, in the order of the articles, whatever the number of jobs.

    An article on which ``extract`` fails, or which kills its worker process, comes back as no reports and one
    :class:`Skipped` that names it.
    """
    tell = progress or (lambda _: None)
    if jobs <= 1 or len(articles) <= _FEW:
        for article in articles:
            yield _extract_or_skip(extract, article)
            tell(1)
        return
    chunks = [articles[i : i + _CHUNK] for i in range(0, len(articles), _CHUNK)]
    remaining = list(range(len(chunks)))
    while remaining:
        broken = None
        with _pool(extract, jobs) as pool:
            futures = {index: pool.submit(_extract_chunk, chunks[index]) for index in remaining}
            for index in list(remaining):
                try:
                    results = futures[index].result()
                except BrokenProcessPool:
                    broken = index
                    break
                yield from results
                tell(len(results))
                remaining.remove(index)
        if broken is not None:
            for article in chunks[broken]:
                yield _extract_alone(extract, article)
                tell(1)
            remaining.remove(broken)


def _pool(extract: Extract, jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the parent may hold threads of numpy and pyarrow.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(extract,))


def _start_worker(extract: Extract) -> None:
    global _worker_extract
    _worker_extract = extract


def _extract_chunk(articles: Sequence[Article]) -> list[Extracted]:
    assert _worker_extract is not None
    return [_extract_or_skip(_worker_extract, article) for article in articles]


def _extract_alone(extract: Extract, article: Article) -> Extracted:
    """In a process of its own, so that the one article of a broken chunk that kills its reader is known by name."""
    with _pool(extract, 1) as pool:
        try:
            return pool.submit(_extract_chunk, [article]).result()[0]
        except BrokenProcessPool:
            return (), [_skip(article, "its text ended the process that read it")]


def _extract_or_skip(extract: Extract, article: Article) -> Extracted:
    try:
        with time_limit(_SECONDS + _SECONDS_PER_CHARACTER * len(article.text)):
            return extract(article)
    except TimeoutError as error:
        return (), [_skip(article, f"its text stalled its reader: {error}")]
    except Exception as error:  # noqa: BLE001 - whatever one text sets off must not cost the other articles
        return (), [_skip(article, f"{_INSIDE}: {type(error).__name__}: {error}")]


def note_errors(skipped: Iterable[Skipped]) -> list[str]:
    """What a run says once when articles set off errors inside geomap; [] when none did."""
    count = sum(item.reason.startswith(_INSIDE) for item in skipped)
    if not count:
        return []
    them = "1 article" if count == 1 else f"{count} articles"
    return [f"{them} set off an error inside geomap; the skipped table names {'it' if count == 1 else 'them'}"]


def _skip(article: Article, reason: str) -> Skipped:
    return Skipped("articles", reason, article_id=article.id, path=article.path)
