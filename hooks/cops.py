"""The command line for volunteers and CI: `python hooks/cops.py check | new | …`."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # Python does not add it if PYTHONSAFEPATH is set

from catalog_changes import answers_to, change, in_present_form, load_or_report, present_files, upgrade_files
from command_line import (
    CHANNEL_OPTIONS,
    ENTRY_OPTIONS,
    ENTRY_QUESTIONS,
    SEAT_OPTIONS,
    SEAT_QUESTIONS,
    Command,
    Options,
    parser_of,
)
from console import OutputError, drop_output, show, show_problems
from copsite.catalog import channel_changes, term_changes
from copsite.catalog import lifecycle as life
from copsite.catalog.entries import LifecycleError
from copsite.catalog.models import Catalog
from copsite.catalog.resource_changes import rename_community
from copsite.content.files import downloads, not_compared
from copsite.diagnostics import formatters as report
from copsite.diagnostics.problem import ProblemsError
from copsite.diff import effects
from copsite.site import unused_files, warnings_of
from copsite.yamlio.edit import Edit, EditError
from copsite.yamlio.reader import YamlValue
from import_command import import_
from init_command import init
from meeting_commands import meeting_add, meeting_cancel, meeting_move, meeting_renew
from resource_commands import resource_add, resource_replace, resource_withdraw
from revisions import RevisionError, changed_paths, files_at
from workspace import CATALOG, RESOURCES, EnvironmentVariableError, as_lines, site_of, today

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run a command, and return the exit code: 1 for problems in the files, or a change that is refused."""
    # A stream that the shell has closed is None.
    sys.stdin, sys.stdout, sys.stderr = (one or io.StringIO() for one in (sys.stdin, sys.stdout, sys.stderr))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # for names that the terminal cannot show
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # as in arguments; text that is not in UTF-8 is refused later
    options = parser_of(COMMANDS, ROOT).parse_args(arguments)
    command: Command = options.act
    try:
        if "on" in options and options.on is None:
            options.on = today(options.root)
        code = command(options)
        show()
        return code
    except BrokenPipeError:
        drop_output()  # the reader has closed the pipe, as `head` does
        return 1
    except OutputError as error:
        drop_output()
        print(f"{error}.", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was done.", file=sys.stderr)
        return 1
    except (LifecycleError, EditError, RevisionError, EnvironmentVariableError, OSError) as error:
        print(report.visible(f"Nothing was done: {error}."), file=sys.stderr)
        return 1


def check(options: Options) -> int:
    """Report every problem of the catalog and the written pages, or warnings if there are none."""
    files = present_files(options)
    site = load_or_report(files, options.format)
    if site is None:
        return 1
    warnings = [*warnings_of(site)]
    if warnings or options.format == "json":
        show_problems(warnings, {path: as_lines(data) for path, data in files.texts.items()}, options.format)
    if options.format not in ("github", "json"):
        communities, resources = len(site.facts.catalog.communities), len(site.facts.resources.resources)
        if site.facts.resource_lines is not None:
            show(f"{CATALOG} and {RESOURCES} are sound: {communities} communities, {resources} resources.")
        else:
            show(f"{CATALOG} is sound: {communities} communities.")
        show(*(report.visible(f"{path}: no resource and no page leads to this file.") for path in unused_files(site)))
    return 0


def diff(options: Options) -> int:
    """Report what differs on the site between two states of the files."""
    before = in_present_form(files_at(options.root, options.base))
    head = load_or_report(files_at(options.root, options.head) if options.head else present_files(options))
    if head is None:
        return 1
    changed = changed_paths(options.root, options.base, options.head)
    try:
        found = [*effects(site_of(before), head, not_compared(changed), downloads(changed))]
    except ProblemsError as error:
        found = [
            f"{options.base} has problems of its own ({len(error.problems)}), so there is nothing to compare with."
        ]
    show(report.markdown(found) if options.format == "markdown" else report.lines(found))
    return 0


def upgrade(options: Options) -> int:
    """Rewrite a catalog of version 1 in the form of this version."""
    return upgrade_files(options)


def new(options: Options) -> int:
    """Add a community at the end of the catalog."""

    def changes(catalog: Catalog) -> Iterator[Edit]:
        topics = f"Topics, a comma between two: {', '.join(catalog.topics)}"
        more = ENTRY_OPTIONS | ({"topics": topics} if catalog.topics or options.topics else {})
        answers = answers_to(options, ENTRY_QUESTIONS, more)
        topics_of_it: YamlValue = [topic.strip() for topic in answers.pop("topics", "").split(",") if topic.strip()]
        channel = _channel(options)
        channels: YamlValue = [channel_changes.channel_of(channel)] if channel else []
        facts = {**answers, "topics": topics_of_it, "status": options.status, "channels": channels}
        return life.begin(catalog, options.id, facts, options.on)

    return change(options, changes)


def rename(options: Options) -> int:
    """Change a community's id, and rename the file of its community page."""
    moved = {f"docs/{life.community_page(options.old)}": f"docs/{life.community_page(options.new)}"}
    return change(
        options,
        lambda catalog: life.rename(catalog, options.old, options.new),
        moved,
        lambda resources: rename_community(resources, options.old, options.new),
    )


def handover(options: Options) -> int:
    """Seat someone new in a role, or renew a term."""

    def changes(catalog: Catalog) -> Iterator[Edit]:
        organization = f"Their {catalog.association.words.organization}"
        to = answers_to(options, SEAT_QUESTIONS)["to"]
        if options.renew and options.of:
            raise LifecycleError("a term that goes on is no handover, so nobody leaves. Leave out --of, or --renew")
        if options.renew:
            until, at = answers_to(options, SEAT_OPTIONS)["until"], options.organization or ""
            return term_changes.renew(
                catalog, options.id, options.role, to=to, until=until, organization=at, on=options.on
            )
        term_changes.must_be_new(catalog, options.id, options.role, to=to, on=options.on)
        seat = answers_to(options, {}, {"organization": organization, **SEAT_OPTIONS})
        return term_changes.hand_over(catalog, options.id, options.role, to=to, on=options.on, of=options.of, **seat)

    return change(options, changes)


def approve(options: Options) -> int:
    """Make a proposed community a forming one."""
    return _advance(options, life.approve)


def start(options: Options) -> int:
    """Make a forming community an active one."""
    return _advance(options, life.start)


def pause(options: Options) -> int:
    """Pause a community."""
    return change(options, lambda catalog: life.pause(catalog, options.id, on=options.on, by=options.by))


def resume(options: Options) -> int:
    """Make a paused community active again."""
    return _advance(options, life.resume)


def close(options: Options) -> int:
    """Close a community."""
    event = {"on": options.on, "by": options.by}
    return change(options, lambda catalog: life.close(catalog, options.id, successor=options.successor, **event))


def merge(options: Options) -> int:
    """Merge a community into another."""
    event = {"on": options.on, "by": options.by}
    return change(options, lambda catalog: life.merge(catalog, options.id, options.successor, **event))


def confirm(options: Options) -> int:
    """Record that someone has read an entry and that it is true."""
    return change(options, lambda catalog: life.confirm(catalog, options.id, on=options.on, by=options.by))


def _advance(options: Options, act: Callable[..., Iterator[Edit]]) -> int:
    event = {"on": options.on, "by": options.by, "channel": _channel(options)}
    return change(options, lambda catalog: act(catalog, options.id, **event))


def _channel(options: Options) -> dict[str, str]:
    """Return the fields of a channel that a command was given."""
    given = {name: getattr(options, name) for name in CHANNEL_OPTIONS if name != "channel"}
    return {name: value for name, value in {**given, "name": options.channel}.items() if value}


LIFE_EVENTS = (new, import_, rename, handover, approve, start, resume, pause, close, merge, confirm)
MEETINGS = (meeting_add, meeting_move, meeting_cancel, meeting_renew)
RESOURCE_LIST = (resource_add, resource_replace, resource_withdraw)
COMMANDS = (check, diff, upgrade, init, *LIFE_EVENTS, *MEETINGS, *RESOURCE_LIST)


if __name__ == "__main__":
    gc.disable()  # a command leaves next to no garbage in cycles; to look for it takes a fifth of the time
    sys.exit(main())
