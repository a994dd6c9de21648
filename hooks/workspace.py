"""All that the core needs to know, except from Git: the files, time zones, and the day in the association's."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from copsite.catalog.reading import time_zone
from copsite.content.attachments import LARGEST, Attachment, inspect, too_large
from copsite.content.files import CONFIG, DOCS, Kind, State, is_attachment, is_page, read_files
from copsite.diagnostics.problem import ProblemsError
from copsite.render.context import Site
from copsite.site import read_site
from copsite.yamlio.reader import decode

CATALOG = "data/cops.yaml"
RESOURCES = "data/resources.yaml"

_EPOCH = re.compile(r"[0-9]{1,12}")
_LAST = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())  # leaves room to add the days of a term


class EnvironmentVariableError(Exception):
    """An environment variable has an invalid value."""


def load(root: Path, docs: Path, site_url: str = "", config: str = CONFIG) -> Site:
    """Read the catalog, all Markdown below `docs` and MkDocs' settings; raise `ProblemsError` with every problem."""
    return site_of(files_in(root, docs, config), site_url, config)


def site_of(state: State, site_url: str = "", config: str = CONFIG) -> Site:
    """Read the site from its files; raise `ProblemsError` with every problem."""
    now = _now()
    files = read_files(state, CATALOG, RESOURCES, config)
    day = _day(now, time_zone(files.catalog, CATALOG, ZONES))
    try:
        site = read_site(
            files.catalog,
            CATALOG,
            files.pages,
            day,
            site_url,
            files.published,
            files.settings,
            ZONES,
            files.resources,
            RESOURCES,
            files.attachments,
        )
    except ProblemsError as error:
        raise ProblemsError([*files.problems, *error.problems]) from None
    if files.problems:
        raise ProblemsError(files.problems)
    return site


def today(root: Path) -> date:
    """Return the date in the association's time zone: today, or that of SOURCE_DATE_EPOCH if it is set."""
    now = _now()
    data = _read(root / CATALOG)
    try:
        text = decode(data, CATALOG) if isinstance(data, bytes) else ""
    except ProblemsError:
        text = ""
    return _day(now, time_zone(text, CATALOG, ZONES))


def files_in(root: Path, docs: Path, config: str = CONFIG) -> State:
    """Return the present state of the files."""
    texts: dict[str, bytes] = {}
    others: dict[str, Kind] = {}
    settings = {path.name: path for path in (root / config, *root.glob("*.yml"))}
    for path, file in {CATALOG: root / CATALOG, RESOURCES: root / RESOURCES, **settings}.items():
        found = _read(file)
        if isinstance(found, bytes):
            texts[path] = found
        elif found and path in (CATALOG, RESOURCES, config):
            others[path] = found
    attachments: dict[str, Attachment] = {}
    for path, file, kind in _below(docs):
        found = _read(file) if kind is Kind.FILE and is_page(path) else kind
        if isinstance(found, bytes):
            texts[path] = found
        elif found:
            others[path] = found
        if found is Kind.FILE and is_attachment(path):
            inspected = _attachment(path, file)
            if isinstance(inspected, Attachment):
                attachments[path] = inspected
            else:
                others[path] = inspected or Kind.OTHER
    return State(dict(sorted(texts.items())), dict(sorted(others.items())), dict(sorted(attachments.items())))


def as_lines(data: bytes) -> str:
    """Return the text of a file for display, whatever its encoding and line ends."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _below(docs: Path) -> Iterator[tuple[str, Path, Kind]]:
    """Yield everything below docs/, by path in the repository; links are not followed, as they may lead out of it."""
    folders = [(DOCS, docs)] if docs.is_dir() else []
    while folders:
        name, folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = [*found]
        except OSError:
            yield name.removesuffix("/"), folder, Kind.UNREADABLE
            continue
        for entry in entries:
            path, file = name + entry.name, Path(entry.path)
            if entry.is_symlink():
                yield path, file, Kind.LINK
            elif entry.is_dir(follow_symlinks=False):
                folders.append((f"{path}/", file))
            elif not entry.is_file(follow_symlinks=False):
                yield path, file, Kind.OTHER
            else:
                yield path, file, Kind.FILE if os.access(file, os.R_OK) else Kind.UNREADABLE


def _read(path: Path) -> bytes | Kind | None:
    """Return a file's content, the kind of anything else at its path, or `None`."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Kind.OTHER
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Kind.LINK if path.is_symlink() else None
    except OSError:
        return Kind.UNREADABLE


def _attachment(path: str, file: Path) -> Attachment | Kind | None:
    """Return what a file below docs/files/ shows, or the kind of anything else that is there by now."""
    try:
        facts = file.stat()
    except OSError:
        return Kind.UNREADABLE
    if facts.st_size > LARGEST:
        return too_large(path, facts.st_size)
    return _inspected(path, file, (facts.st_mtime_ns, facts.st_ctime_ns, facts.st_size))


@lru_cache(maxsize=1000)  # for the preview, which reads all files again after each change
def _inspected(path: str, file: Path, stamp: tuple[int, ...]) -> Attachment | Kind | None:
    found = _read(file)
    return inspect(path, found) if isinstance(found, bytes) else found


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC)
    if not _EPOCH.fullmatch(epoch) or int(epoch) >= _LAST:
        shown = epoch if len(epoch) <= 40 else f"{epoch[:40]}…"
        raise EnvironmentVariableError(
            f"the environment variable SOURCE_DATE_EPOCH is {shown!r}, but must be a number of seconds since 1970, "
            "such as 1767225600. Correct it, or unset it"
        )
    return datetime.fromtimestamp(int(epoch), UTC)


def _day(now: datetime, zone: str) -> date:
    return now.astimezone(ZONES[zone]).date()


class _Zones(Mapping[str, tzinfo]):
    """All time zones by name, from the package tzdata, which is the same on every system; each is read when needed."""

    __hash__ = object.__hash__  # there is only one

    def __getitem__(self, name: str) -> tzinfo:
        if name not in self._names:
            raise KeyError(name)
        return self._zone(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())

    @lru_cache  # noqa: B019 - there is only one
    def _zone(self, name: str) -> tzinfo:
        with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
            return ZoneInfo.from_file(rules, name)


ZONES = _Zones()
