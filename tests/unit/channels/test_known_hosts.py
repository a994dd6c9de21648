"""A channel's kind is known by the host of its address, and for some services by the folder after it."""

from __future__ import annotations

import pytest

from copsite.channels.kind import Family
from copsite.channels.kinds import KINDS
from copsite.channels.known_hosts import HOSTS, LIST_PAGES, kind_at

ADDRESSES = {
    "https://sample.slack.com/archives/C01": ("slack", ""),
    "https://SLACK.com/x": ("slack", ""),
    "https://notslack.com/x": ("web", ""),
    "https://slack.com.other.example/": ("web", ""),
    "https://other.example/slack.com": ("web", ""),
    "https://discord.gg/abc": ("discord", ""),
    "https://t.me/sample_group": ("telegram", ""),
    "https://chat.t.example/": ("web", ""),
    "https://www.meetup.com/sample-maps/": ("meetup", ""),
    "https://signal.group/#abc": ("signal", ""),
    "https://matrix.to/#/#maps:library.example": ("matrix", ""),
    "https://sample.zulipchat.com/#narrow/stream/1": ("zulip", ""),
    "https://github.com/sample/maps/discussions": ("github", ""),
    "https://github.com/sample/maps/discussions/categories/ideas": ("github", ""),
    "https://github.com/sample/maps": ("web", ""),
    "https://www.facebook.com/groups/maps/": ("facebook", ""),
    "https://www.facebook.com/SampleLibrary": ("facebook-page", ""),
    "https://www.linkedin.com/groups/12345678/": ("linkedin", ""),
    "https://www.linkedin.com/company/sample-library/about/": ("linkedin-page", ""),
    "https://www.linkedin.com/in/sample-person/": ("web", ""),
    "https://www.reddit.com/r/maps/": ("reddit", ""),
    "https://www.reddit.com/user/maps": ("web", ""),
    "https://x.com/maps": ("x", ""),
    "https://box.com/maps": ("web", ""),
    "https://discord.com:443/invite/abc": ("discord", ""),
    "https://groups.google.com/g/sig-storage": ("google", "sig-storage"),
    "https://groups.google.com/a/library.example/g/sig-storage/": ("google", "sig-storage"),
    "https://groups.google.com/forum/#!forum/sig-storage": ("google", "sig-storage"),
    "https://groups.google.com/": ("web", ""),
    "https://groups.io/g/maps": ("groupsio", "maps"),
    "https://library.groups.io/g/maps": ("web", ""),
    "https://forms.library.example/join": ("web", ""),
    "sample.slack.com/x": ("slack", ""),
    "maps": ("web", ""),
    "": ("web", ""),
    "https://": ("web", ""),
    "https://" + "a." * 10_000: ("web", ""),
}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:60])
def test_an_address_has_the_kind_of_its_host(address: str) -> None:
    assert kind_at(address) == ADDRESSES[address]


def test_every_kind_is_in_the_table_of_kinds() -> None:
    assert {*LIST_PAGES, "web", "github"} <= KINDS.keys()


def test_the_address_of_a_name_has_the_kind_of_the_name() -> None:
    for id, kind in KINDS.items():
        address = kind.address_of(kind.example, kind.home or None)
        if address.startswith("https:") and ".example/" not in address:
            assert kind_at(address) == (id, kind.example if kind.family == Family.LIST else ""), address


def test_no_two_kinds_have_one_site() -> None:
    sites = [site for kind in KINDS.values() for site in kind.sites]
    assert sorted(sites) == sorted(HOSTS)
