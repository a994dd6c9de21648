"""Rules that take more than one field: one function a rule, each yielding findings.

All rules run on every catalog, even on one with unsound fields: a rule reads fields through `sound_values`, which
skips the parts in which one of them is missing or wrong. No rule relies on another having passed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from copsite.catalog.models import Catalog, Resources
from copsite.catalog.rules.association import time_zone_exists, words_come_in_pairs
from copsite.catalog.rules.channels import (
    channels_differ,
    channels_have_types,
    channels_lead_somewhere,
    channels_say_what_their_kind_needs,
    counts_count_something,
    eligible_people_can_join,
    members_channels_are_guarded,
    portals_exist,
)
from copsite.catalog.rules.community import (
    languages_of_communities_exist,
    links_differ,
    links_have_labels,
    lists_of_a_community_have_no_repetition,
    logos_exist,
    places_say_where,
)
from copsite.catalog.rules.context import Finding, Findings, ResourceContext, RuleContext
from copsite.catalog.rules.identity import former_ids_are_free, ids_differ, names_differ, other_names_are_free
from copsite.catalog.rules.lists import (
    commands_never_go_to_everyone,
    confirmations_follow_messages,
    letters_have_addresses,
    list_addresses_are_short,
    list_names_are_no_commands,
    list_names_fit_their_managers,
    lists_have_hosts,
    posts_are_on_lists,
    services_are_at_home,
)
from copsite.catalog.rules.meeting_times import meeting_times_exist, meeting_zones_exist, meetings_are_apart
from copsite.catalog.rules.meetings import (
    changed_days_are_of_the_series,
    meeting_titles_differ,
    meetings_end_with_the_community,
    moved_meetings_are_of_the_series,
    series_are_whole,
    series_end_in_time,
    series_start_with_a_meeting,
)
from copsite.catalog.rules.needs import (
    answered_needs_have_answers,
    answers_exist,
    needs_are_noted_in_the_past,
    needs_differ,
)
from copsite.catalog.rules.parts import parts_are_of_others, wholes_exist
from copsite.catalog.rules.resources import (
    communities_of_resources_exist,
    files_exist,
    languages_exist,
    lists_have_no_repetition,
    places_differ,
    replaced_resources_exist,
    resource_dates_are_past,
    resource_ids_differ,
    resource_titles_differ,
    resources_are_somewhere,
    resources_belong_somewhere,
    texts_of_resources_are_shown,
    topics_of_resources_exist,
    withdrawals_follow,
)
from copsite.catalog.rules.roles import (
    chapters_describe_roles,
    confirmed_by_a_role,
    roles_exist,
)
from copsite.catalog.rules.status import (
    active_can_be_joined,
    confirmed_as_it_is,
    ended_is_closed,
    past_is_past,
    successors_exist,
    successors_live,
)
from copsite.catalog.rules.terms import (
    former_terms_are_over,
    seats_end_with_the_community,
    seats_suffice,
    terms_of_one_person_are_apart,
    terms_run_forward,
)
from copsite.catalog.rules.texts import texts_are_shown, texts_hold_no_fields
from copsite.catalog.rules.topics import topics_exist
from copsite.catalog.rules.warnings import WARNINGS

__all__ = [
    "RULES",
    "RULES_OF_NAMES",
    "RULES_OF_RESOURCES",
    "WARNINGS",
    "Finding",
    "Findings",
    "ResourceContext",
    "ResourceRule",
    "Rule",
    "RuleContext",
]

Rule: TypeAlias = Callable[[Catalog, RuleContext], Findings]
ResourceRule: TypeAlias = Callable[[Resources, ResourceContext], Findings]

# These come first: other rules suggest the names that they find misspelled.
RULES_OF_NAMES: tuple[Rule, ...] = (topics_exist, roles_exist, confirmed_by_a_role, successors_exist, wholes_exist)
RULES: tuple[Rule, ...] = (
    ids_differ,
    former_ids_are_free,
    names_differ,
    other_names_are_free,
    lists_of_a_community_have_no_repetition,
    channels_have_types,
    channels_differ,
    terms_run_forward,
    former_terms_are_over,
    seats_suffice,
    terms_of_one_person_are_apart,
    seats_end_with_the_community,
    confirmed_as_it_is,
    past_is_past,
    ended_is_closed,
    active_can_be_joined,
    parts_are_of_others,
    places_say_where,
    languages_of_communities_exist,
    links_differ,
    links_have_labels,
    logos_exist,
    successors_live,
    time_zone_exists,
    words_come_in_pairs,
    lists_have_hosts,
    channels_say_what_their_kind_needs,
    channels_lead_somewhere,
    portals_exist,
    services_are_at_home,
    commands_never_go_to_everyone,
    list_names_are_no_commands,
    list_names_fit_their_managers,
    list_addresses_are_short,
    letters_have_addresses,
    confirmations_follow_messages,
    posts_are_on_lists,
    members_channels_are_guarded,
    eligible_people_can_join,
    counts_count_something,
    chapters_describe_roles,
    meeting_titles_differ,
    meeting_zones_exist,
    series_are_whole,
    series_end_in_time,
    series_start_with_a_meeting,
    changed_days_are_of_the_series,
    moved_meetings_are_of_the_series,
    meeting_times_exist,
    meetings_are_apart,
    meetings_end_with_the_community,
    needs_differ,
    needs_are_noted_in_the_past,
    answered_needs_have_answers,
    answers_exist,
    texts_are_shown,
    texts_hold_no_fields,
)
RULES_OF_RESOURCES: tuple[ResourceRule, ...] = (
    resource_ids_differ,
    resource_titles_differ,
    resources_are_somewhere,
    places_differ,
    files_exist,
    topics_of_resources_exist,
    communities_of_resources_exist,
    resources_belong_somewhere,
    lists_have_no_repetition,
    languages_exist,
    replaced_resources_exist,
    resource_dates_are_past,
    withdrawals_follow,
    texts_of_resources_are_shown,
)
