"""Warnings: what may be right, but often is not; they fail no check."""

from __future__ import annotations

from copsite.catalog.models import Catalog, TypedChannel
from copsite.catalog.rules.context import Finding, Findings, sound_values, typed_channels_of


def delimiters_are_not_in_names(catalog: Catalog) -> Findings:
    """Warn of a list whose name has its delimiter in it, until someone has tried to join."""

    def reading(one: TypedChannel) -> tuple[str, str]:
        channel = one.channel
        is_open = one.kind.takes("delimiter") and not channel.tried
        return channel.list_ or "", (channel.delimiter or "") if is_open else ""

    for path, (name, delimiter) in sound_values(typed_channels_of(catalog), reading):
        if delimiter and delimiter in name:
            words = (
                f"is {delimiter!r}, which is also in the list's name, {name!r}. That works only where the mail server "
            )
            remedy = "knows the whole name: join and leave with the join page, and set `tried` if it does"
            yield Finding((*path, "delimiter"), words + remedy)


WARNINGS = (delimiters_are_not_in_names,)
