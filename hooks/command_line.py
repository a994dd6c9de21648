"""The options of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias

from copsite.catalog.spreadsheet_entries import COLUMNS
from copsite.diagnostics import formatters as report

Options: TypeAlias = argparse.Namespace
Command: TypeAlias = Callable[[Options], int]

# The questions that a command asks for each option that is missing; those in `_OPTIONS` may be left unanswered.
ENTRY_QUESTIONS = {
    "name": "Name, at most 60 characters",
    "summary": "What it is about, in one sentence",
}
ENTRY_OPTIONS = {
    "purpose": "What it is for, in two or three sentences",
    "suits": "Whom it suits, in one sentence",
}
SEAT_QUESTIONS = {"to": "Who takes the seat, by first and last name"}
SEAT_OPTIONS = {"until": "The last day of their term, such as 2028-12-31"}
# What a command can say of a community's channel; no command asks for it.
CHANNEL_OPTIONS = {
    "list": "the name of its mailing list, if it gets one",
    "type": "what kind of channel it gets, if not a list of the association's own server, such as slack",
    "channel": "the name of that channel, such as '#games'",
    "page": "the web address of that channel",
    "open_to": "who may join: members, anyone, invited or nobody; members if not given, for a list",
}
ASSOCIATION_QUESTIONS = {
    "name": "The association's name in full",
    "short_name": "Its short name, as people say it every day",
    "contact": "The email address that answers questions",
    "time_zone": "The time zone of its city, such as America/Chicago",
}
# The answers to these may be left out.
MORE_ASSOCIATION_QUESTIONS = {
    "in_sentence": "Its name within a sentence, if it has an article there, such as the Sample Library Association",
    "word": "What you call one of your communities, such as interest group",
    "words": "What you call several of them, such as interest groups",
    "list_server": "What runs your mailing lists and where, such as listserv:lists.library.example",
    "site_url": "The address of the site, such as https://groups.library.example/",
}
PLACE = {"url": "Its web address; or --file, the path of its file below docs/files/"}
REASON = {"reason": "Why, in one sentence"}
RESOURCE_QUESTIONS = {
    "title": "Title, at most 60 characters",
    "summary": "Who needs it and for what, in one sentence",
    "kind": "Kind, such as guide",
    "by": "Who made it: an organization or, if they agree, a person",
    "license": "Its license, such as CC BY 4.0",
    "topics": "Topics, a comma between two",
    "communities": "The ids of its communities, a comma between two",
}
MEETING_QUESTIONS = {
    "title": "Title, at most 60 characters",
    "starts": "The first day and time, such as 2026-12-03 14:00",
    "minutes": "How many minutes it takes",
    "where": "The place, or how people get in online",
}
MOVE_QUESTIONS = {"to": "The new day and time, such as 2027-02-11 15:00"}
RENEWAL_QUESTIONS = {"until": "The last day of the series, such as 2028-11-30"}
# What a meeting may have besides; no command asks for it.
MEETING_OPTIONS = {
    "repeats": "how often, such as 'every month on the first Thursday'",
    "until": "the last day of a series, such as 2027-11-30",
    "zone": "the time zone of a city, if not the association's, such as America/Chicago",
    "url": "where it takes place online, if everyone may know the address",
    "register": "the page on which people register for it",
    "notes": "where the agenda and the notes are",
    "recordings": "where the recordings are",
}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-02-03") from None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Print the message, in which control characters of arguments are made visible, and exit with code 2."""
        super().error(report.visible(message))


def parser_of(commands: Iterable[Command], root: Path) -> argparse.ArgumentParser:
    """Return the parser of the command line; each command is called with its options.

    The first line of a command's docstring is its help text; `root` is the default of `--root`.
    """
    acts = {act.__name__.rstrip("_"): act for act in commands}  # `import_`, since Python has the word itself
    parser = _Parser(prog="cops.py", description="Look after the catalog of communities.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    groups = {"": subparsers}

    def group(name: str, words: str) -> None:
        added = subparsers.add_parser(name, help=words, description=words)
        groups[name] = added.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, *names: str) -> argparse.ArgumentParser:
        act = acts[name.replace(" ", "_")]
        words = (act.__doc__ or "").partition("\n")[0]
        above, _, last = name.rpartition(" ")
        added = groups[above].add_parser(last, help=words, description=words)
        added.set_defaults(act=act)
        added.add_argument("--root", type=Path, default=root, help="the folder that holds data/ and docs/")
        for argument in names:
            added.add_argument(argument, metavar=argument.upper())
        return added

    def event(name: str, *names: str) -> argparse.ArgumentParser:
        added = command(name, *names)
        added.add_argument("--on", type=_day, metavar="DAY", help="the day of it; today if not given")
        return added

    checking = command("check")
    checking.add_argument("--format", choices=report.FORMATS, default="", help="for people, a pull request, or tools")
    comparing = command("diff")
    comparing.add_argument("base", metavar="BASE", help="a Git revision, such as main")
    comparing.add_argument("head", metavar="HEAD", nargs="?", help="another; if not given, the files as they are now")
    comparing.add_argument(
        "--format", choices=("plain", "markdown"), default="plain", help="sentences, or a list for a page"
    )

    command("upgrade")

    adding = event("new", "id")
    for name, words in (ENTRY_QUESTIONS | ENTRY_OPTIONS).items():
        adding.add_argument(f"--{name}", help=words)
    adding.add_argument("--topics", help="with a comma between two")
    adding.add_argument("--status", default="proposed")

    starting = command("init")
    starting.add_argument("folder", metavar="DIR", type=Path, help="a new folder, or `.` in a copy of the project")
    for name, words in (ASSOCIATION_QUESTIONS | MORE_ASSOCIATION_QUESTIONS).items():
        starting.add_argument(f"--{name.replace('_', '-')}", help=words)

    importing = command("import")
    importing.add_argument(
        "file", metavar="FILE.csv", type=Path, help="the spreadsheet, with a heading above each column"
    )
    importing.add_argument("--status", default="", help="the status of the rows that have none")
    importing.epilog = (
        f"The headings can be {', '.join(COLUMNS)}, and a role's id or name for the people in it. A semicolon goes "
        "between two people or topics, and parentheses around an organization, as in Sample Person (Sample Library)."
    )

    command("rename", "old", "new")
    handing = event("handover", "id", "role")
    for name, words in (SEAT_QUESTIONS | SEAT_OPTIONS).items():
        handing.add_argument(f"--{name}", help=words)
    handing.add_argument("--organization", help="where they work")
    handing.add_argument("--of", metavar="NAME", default="", help="who leaves it, where that is not clear")
    handing.add_argument("--renew", action="store_true", help="extend the term of --to, who holds the role already")
    beginnings = [event(name, "id") for name in ("approve", "start", "resume")]
    pausing, closing = event("pause", "id"), event("close", "id")
    closing.add_argument("--successor", metavar="ID", default="", help="the community in which its topic lives on")
    merging = event("merge", "id")
    merging.add_argument("into", type=str.lower, choices=["into"], metavar="into")
    merging.add_argument("successor", metavar="ID")
    for changing in (*beginnings, pausing, closing, merging):
        changing.add_argument(
            "--by", metavar="ROLE", default="association", help="who confirms the entry; the association if not given"
        )
    for opening in (adding, *beginnings):
        for name, words in CHANNEL_OPTIONS.items():
            opening.add_argument(f"--{name.replace('_', '-')}", default="", help=words)
    event("confirm", "id").add_argument("--by", metavar="ROLE", required=True, help="in which role it was read")

    group("meeting", "Change the meetings of a community.")
    meeting = command("meeting add", "id")
    for name, words in MEETING_QUESTIONS.items():
        meeting.add_argument(f"--{name}", help=words)
    for name, words in MEETING_OPTIONS.items():
        meeting.add_argument(f"--{name}", default="", help=words)
    moving, canceling, renewing = (command(f"meeting {name}", "id") for name in ("move", "cancel", "renew"))
    for changing in (moving, canceling):
        changing.add_argument("day", type=_day, metavar="DAY", help="when it takes place, or would by its rule")
    for changing in (moving, canceling, renewing):
        changing.add_argument("--title", help="the title of the meeting, where that is not clear")
    moving.add_argument("--to", metavar="TIME", help=MOVE_QUESTIONS["to"])
    renewing.add_argument("--until", metavar="DAY", help=RENEWAL_QUESTIONS["until"])

    group("resource", "Change the list of resources.")
    for changing in (event("resource add", "id"), event("resource replace", "old", "new")):
        for name, words in (PLACE | RESOURCE_QUESTIONS).items():
            changing.add_argument(f"--{name}", help=words.partition(";")[0])
        changing.add_argument("--file", metavar="PATH", help="the path of its file below docs/files/")
        changing.add_argument("--languages", help="their tags, such as en,es; not needed for English alone")
        changing.add_argument("--accessible", help="what makes it accessible, such as captions,transcript")
    event("resource withdraw", "id").add_argument("--reason", help=REASON["reason"])
    return parser
