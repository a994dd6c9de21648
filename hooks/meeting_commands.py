"""The commands `cops.py meeting add | move | cancel | renew`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog_changes import answers_to, change
from command_line import MEETING_OPTIONS, MEETING_QUESTIONS, MOVE_QUESTIONS, RENEWAL_QUESTIONS, Options
from copsite.catalog import meeting_changes
from copsite.catalog.entries import entry_of
from copsite.catalog.models import Catalog
from copsite.yamlio.edit import Edit


def meeting_add(options: Options) -> int:
    """Add a meeting or a series of meetings to a community."""

    def changes(catalog: Catalog) -> Iterator[Edit]:
        entry_of(catalog, options.id)  # before questions that would be for nothing
        given = {name: getattr(options, name) for name in MEETING_OPTIONS}
        return meeting_changes.add(catalog, options.id, {**answers_to(options, MEETING_QUESTIONS), **given})

    return change(options, changes)


def meeting_move(options: Options) -> int:
    """Move the meeting of one day to another time."""

    def changes(catalog: Catalog) -> Iterator[Edit]:
        title = _title(options, meeting_changes.titles_on(catalog, options.id, options.day))
        to = answers_to(options, MOVE_QUESTIONS)["to"]
        return meeting_changes.move(catalog, options.id, options.day, to=to, title=title)

    return change(options, changes)


def meeting_cancel(options: Options) -> int:
    """Cancel the meeting of one day."""

    def changes(catalog: Catalog) -> Iterator[Edit]:
        title = _title(options, meeting_changes.titles_on(catalog, options.id, options.day))
        return meeting_changes.cancel(catalog, options.id, options.day, title=title)

    return change(options, changes)


def meeting_renew(options: Options) -> int:
    """Let a series of meetings go on until a later day."""

    def changes(catalog: Catalog) -> Iterator[Edit]:
        title = _title(options, meeting_changes.titles_of_series(catalog, options.id))
        until = answers_to(options, RENEWAL_QUESTIONS)["until"]
        return meeting_changes.renew(catalog, options.id, until=until, title=title)

    return change(options, changes)


def _title(options: Options, titles: Sequence[str]) -> str:
    """Return the title that was given; ask for it if there are several."""
    if options.title or len(titles) < 2:
        return options.title or ""
    return answers_to(options, {"title": f"Which meeting: {', '.join(titles)}"})["title"]
