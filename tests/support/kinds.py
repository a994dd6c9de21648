"""The kinds of pages, each with the URL of an example on the sample site, relative to its overview."""

from __future__ import annotations

from collections.abc import Iterable

KINDS = {
    "overview": "",
    "joining": "join/",
    "directory": "cops/",
    "community": "cops/cataloging/",
    "community with own words": "cops/teen-services/",
    "paused community": "cops/media-specialists/",
    "merged community": "cops/serials/",
    "closed community": "cops/microforms/",
    "proposed community": "cops/support-staff/",
    "joining on LISTSERV": "cops/cataloging/join/",
    "joining on Mailman 3": "cops/friends-of-libraries/join/",
    "joining in the portal": "cops/human-resources/join/",
    "joining without a list": "cops/support-staff/join/",
    "joining what has ended": "cops/microforms/join/",
    "calendar": "calendar/",
    "news": "news/",
    "needs": "needs/",
    "resources": "resources/",
    "roles": "roles/",
    "role with seats": "roles/facilitator/",
    "role of everyone": "roles/participant/",
    "handbook": "handbook/",
    "whole handbook": "handbook/whole/",
    "chapter with table and code": "handbook/editing/",
    "glossary": "handbook/glossary/",
    "proposing": "propose/",
    "statement": "accessibility/",
    "nothing there": "there/is/no/such/page/",
}


def chosen(names: Iterable[str]) -> dict[str, str]:
    """Return the kinds with these names, in which a hyphen may replace a space; all if there are no names."""
    wanted = [name.replace("-", " ").casefold() for name in names]
    known = {name.casefold(): name for name in KINDS}
    return {known[name]: KINDS[known[name]] for name in wanted} if wanted else KINDS
