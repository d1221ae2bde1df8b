"""Files, folders, manifests and standard input to articles."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from geomap.articles.cleaning import clean_address, clean_line, clean_text, printable_name
from geomap.articles.decoding import decode
from geomap.articles.fields import Draft, Problem, check_columns, find_columns
from geomap.articles.files import (
    PAGE_ENDINGS,
    TABLE_ENDINGS,
    Found,
    Refused,
    check_ending,
    describe,
    read_bytes,
    read_stdin,
    walk,
)
from geomap.articles.manifest import MANIFEST, Entry, Manifest, complete, read_manifest
from geomap.articles.page_reader import PageReader
from geomap.articles.plain import read_markdown, read_plain
from geomap.articles.publication import read_publication_day
from geomap.articles.rows import drafts_of, read_csv_rows, read_json_rows
from geomap.errors import ArticleError
from geomap.records import Article, Skipped

_PAGE = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.I | re.DOTALL
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_STDIN = Found(Path("-"), "standard input", "", False)


class Articles(list[Article]):
    """Articles in the order they were read: the order of the arguments, names sorted within folders, rows from the top.

    Attributes:
        skipped: what could not be read, each with a reason that names the file, and the line where there is one.
        notes: what a run says once, such as how many articles have no publication date.
    """

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        super().__init__(articles)
        self.skipped: list[Skipped] = []
        self.notes: list[str] = []


def read_articles(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    columns: Mapping[str, str] | None = None,
    published: datetime.date | str | None = None,
    day_first: bool | None = None,
    progress: Callable[[int], None] | None = None,
    time_limit_s: float = 10.0,
) -> Articles:
    """The articles in some files.

    Args:
        paths: one path or several: files, folders (read with all folders below, in the order of the names), and "-"
            for standard input. ``.txt`` and ``.md`` may begin with ``Title:``, ``Source:``, ``Published:``, ``URL:``
            lines or YAML front matter; of ``.html`` the main text and the metadata are taken; ``.csv``, ``.tsv`` and
            ``.jsonl`` hold an article per row; each may be packed as ``.gz``. A folder's ``articles.csv`` with a
            ``file`` column describes the files beside it. In folders, names that begin with a dot are passed over and
            symbolic links are not followed. A file that is given twice is read once.
        columns: geomap's field (text, title, source, published, url, id, file) to the name of the file's column, for
            tables whose names are not the usual ones.
        published: the publication day of articles that have none of their own.
        day_first: whether 3/4/2020 as a publication day is 3 April; unset, such a day counts as not given.
        progress: called with 1 after each file.
        time_limit_s: seconds that one web page may take.

    Returns:
        The articles, with ``skipped`` and ``notes``. One bad article never costs another. Texts are cleaned
        (:func:`geomap.articles.clean_text`); ids are unique, the same for the same articles in any order. An article
        without a publication day has ``None``: today's date is never assumed. Files without any words give an empty
        list.

    Raises:
        ArticleError: nothing could be read at all; the message names the first file and the reason.
        OptionError: ``columns`` names a field that articles do not have.
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    check_columns(columns or {})
    default = Article("", published=published).published  # type: ignore[arg-type]  # the record reads ISO days too
    reading = _Reading(columns or {}, default, day_first)
    with PageReader(time_limit_s) as pages:
        for item in reading.inputs(given):
            try:
                reading.read(item, pages)
            except ArticleError as error:
                reading.leave_out(Problem(item.name, str(error)))
            if progress:
                progress(1)
    return reading.result(given)


class _Reading:
    """One run's articles, and what is to be said of them."""

    def __init__(self, columns: Mapping[str, str], published: datetime.date | None, day_first: bool | None) -> None:
        self.columns = columns
        self.published = published
        self.day_first = day_first
        self.articles = Articles()
        self.failed: list[Problem] = []
        self.manifests: dict[str, Manifest | None] = {}
        self.seen: set[str] = set()
        self.root = Path()
        self.undated: list[str] = []
        self.unread_days: list[str] = []
        self.unread_addresses: list[str] = []
        self.unread_bytes: list[str] = []
        self.simple_pages: list[str] = []

    def inputs(self, given: Sequence[str | os.PathLike[str]]) -> Iterator[Found]:
        """Every file to read, once; what is refused on the way is left out with its reason."""
        for item in given:
            name = os.fsdecode(item)
            if name == str(_STDIN.path):
                yield _STDIN
                continue
            path = Path(name)
            try:
                is_folder = path.is_dir()
            except (OSError, ValueError):
                is_folder = False
            self.root = path if is_folder else path.parent
            for found in walk(path) if is_folder else [describe(path)]:
                if isinstance(found, Refused):
                    self.leave_out(Problem(found.name, found.reason))
                elif not (is_folder and self._is_manifest(found)):
                    yield from self._once(found)

    def _once(self, found: Found) -> Iterator[Found]:
        try:
            real = os.path.realpath(found.path)
        except (OSError, ValueError):
            real = str(found.path)
        if real not in self.seen:
            self.seen.add(real)
            yield found

    def _is_manifest(self, found: Found) -> bool:
        return found.path.name == MANIFEST and self._manifest(found.path.parent) is not None

    def _manifest(self, folder: Path) -> Manifest | None:
        """The folder's manifest, read once; its problems are told then."""
        key = os.path.realpath(folder)
        if key not in self.manifests:
            manifest = None
            if (folder / MANIFEST).is_file():
                try:
                    manifest = read_manifest(folder / MANIFEST, self.columns)
                except ArticleError:
                    # Told when the file is read as a table of articles.
                    manifest = None
            self.manifests[key] = manifest
            for problem in manifest.problems if manifest else ():
                self.leave_out(problem)
        return self.manifests[key]

    def _entry(self, found: Found) -> Entry | None:
        """What a manifest says of the file: one in its folder, or above it up to the folder that was given."""
        real = os.path.realpath(found.path)
        for folder in found.path.parents:
            manifest = self._manifest(folder)
            if manifest and real in manifest.entries:
                return manifest.entries[real]
            if folder == self.root:
                break
        return None

    def read(self, found: Found, pages: PageReader) -> None:
        """Adds the articles of one file.

        Raises:
            ArticleError: the file as a whole cannot be read. The message has no file name.
        """
        if found.path.name == MANIFEST and found.ending == ".csv":
            manifest = self._manifest(found.path.parent)
            if manifest is not None:
                for row in manifest.entries.values():
                    for listed in self._once(describe(row.path)):
                        self._read_or_leave_out(listed, pages)
                return
        entry: Entry | None = None
        if found is _STDIN:
            decoded = decode(read_stdin())
            found = replace(found, ending=_ending_of(decoded.text, self.columns))
        else:
            _check_is_there(found)
            check_ending(found)
            decoded = decode(read_bytes(found))
            entry = None if found.ending in TABLE_ENDINGS else self._entry(found)
        if decoded.replaced:
            self.unread_bytes.append(found.name)
        for draft in self._drafts(found, decoded.text, pages):
            if isinstance(draft, Problem):
                self.leave_out(draft)
            else:
                self._add(complete(draft, entry))

    def _read_or_leave_out(self, found: Found, pages: PageReader) -> None:
        try:
            self.read(found, pages)
        except ArticleError as error:
            self.leave_out(Problem(found.name, str(error)))

    def _drafts(self, found: Found, text: str, pages: PageReader) -> Iterable[Draft | Problem]:
        name = found.name
        if found.ending in {".csv", ".tsv"}:
            _, rows, left_out = read_csv_rows(text, self.columns)
            problems = [Problem(f"{name}:{line}", reason) for line, reason in left_out]
            return self._rows_of(name, [*drafts_of(rows, name), *problems])
        if found.ending in {".jsonl", ".ndjson"}:
            rows, left_out = read_json_rows(text, self.columns)
            problems = [Problem(f"{name}:{line}", reason) for line, reason in left_out]
            return self._rows_of(name, [*drafts_of(rows, name), *problems])
        if found.ending in PAGE_ENDINGS or _PAGE.match(text):
            return [self._page(name, text, pages)]
        if found.ending in {".md", ".markdown"}:
            return [read_markdown(text, name)]
        return [read_plain(text, name)]

    @staticmethod
    def _rows_of(name: str, rows: list[Draft | Problem]) -> list[Draft | Problem]:
        return rows or [Problem(name, "has no rows", empty=True)]

    def _page(self, name: str, text: str, pages: PageReader) -> Draft:
        if not text.strip():
            return Draft(name, "")
        page = pages.read(clean_text(text))
        if page.simple and page.text.strip():
            self.simple_pages.append(name)
        return Draft(name, page.text, page.title, page.source, page.published, page.url)

    def _add(self, draft: Draft) -> None:
        text = clean_text(draft.text)
        if not text:
            self.leave_out(Problem(draft.path, "has no text", empty=True))
            return
        day = self._day(draft)
        url = clean_address(draft.url)
        if draft.url and draft.url.strip() and url is None:
            self.unread_addresses.append(draft.path)
        self.articles.append(
            Article(
                text=text,
                published=day,
                source=clean_line(draft.source),
                title=clean_line(draft.title),
                url=url,
                id=clean_line(draft.id) or "",
                path=draft.path,
            )
        )

    def _day(self, draft: Draft) -> datetime.date | None:
        written = clean_line(draft.published)
        day = read_publication_day(written, day_first=self.day_first) if written else None
        if written and day is None:
            self.unread_days.append(f"{draft.path} ({written[:40]!r})")
        elif day is None and self.published is None:
            self.undated.append(draft.path)
        return day or self.published

    def leave_out(self, problem: Problem) -> None:
        self.articles.skipped.append(Skipped("articles", f"{problem.path}: {problem.reason}", path=problem.path))
        if not problem.empty:
            self.failed.append(problem)

    def result(self, given: Sequence[str | os.PathLike[str]]) -> Articles:
        """The articles with unique ids and notes; raises ArticleError when there is nothing to return."""
        if not self.articles:
            if self.failed:
                first = self.failed[0]
                more = f"; nor could {len(self.failed) - 1} more" if len(self.failed) > 1 else ""
                raise ArticleError(f"{first.path}: {first.reason}{more}", path=first.path)
            if not self.articles.skipped:
                names = ", ".join(printable_name(os.fsdecode(item)) for item in given[:3]) or "nothing was given"
                raise ArticleError(f"no articles to read: {names}; give files or folders with .txt, .html, .csv ...")
        _make_ids_unique(self.articles)
        self.articles.notes.extend(self._notes())
        return self.articles

    def _notes(self) -> Iterator[str]:
        yield from _note(
            self.undated,
            "without a publication date: absolute dates are kept, relative ones such as “on Friday” stay unresolved; "
            "give Published: lines or --published",
        )
        yield from _note(self.unread_days, "with a publication date that is not read; write YYYY-MM-DD")
        yield from _note(self.unread_addresses, "with an address that is not http or https, left out")
        yield from _note(self.unread_bytes, "with bytes that no encoding explains, shown as \ufffd", what="file")
        yield from _note(
            self.simple_pages, "in which no main text was found; all their text was taken", what="web page"
        )


def _check_is_there(found: Found) -> None:
    if os.path.lexists(found.path):
        return
    if _ADDRESS.match(str(found.path)):
        raise ArticleError("is not a file, and geomap fetches nothing from the network; save the page first")
    raise ArticleError("is not there")


def _note(names: Sequence[str], what_of_them: str, what: str = "article") -> Iterator[str]:
    if names:
        shown = ", ".join(names[:3]) + (" ..." if len(names) > 3 else "")
        yield f"{len(names)} {what}{'s' if len(names) > 1 else ''} {what_of_them} ({shown})"


def _ending_of(text: str, columns: Mapping[str, str]) -> str:
    """What came through a pipe, by its beginning."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return ".jsonl"
    if _PAGE.match(start):
        return ".html"
    header = start.split("\n", 1)[0]
    for delimiter in ",;\t":
        names = header.split(delimiter)
        if len(names) > 1 and len(header) < 1000:
            try:
                if "text" in find_columns([name.strip().strip('"') for name in names], columns):
                    return ".csv"
            except ArticleError:
                return ".txt"
    return ".txt"


def _make_ids_unique(articles: list[Article]) -> None:
    """Numbers articles that share an id, by their content, so that the order they were given in does not matter."""
    sharing: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        sharing.setdefault(article.id, []).append(index)
    taken = set(sharing)
    for name, indexes in sharing.items():
        ranked = sorted(indexes, key=lambda index: _content(articles[index]))
        number = 1
        for index in ranked[1:]:
            number += 1
            while f"{name}-{number}" in taken:
                number += 1
            taken.add(f"{name}-{number}")
            articles[index] = replace(articles[index], id=f"{name}-{number}")


def _content(article: Article) -> tuple[str, ...]:
    fields = (article.text, article.title, article.source, article.url, article.published, article.path)
    return tuple(str(field or "") for field in fields)
