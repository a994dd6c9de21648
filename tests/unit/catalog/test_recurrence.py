"""How often meetings repeat: the grammar, what to write instead of other words, and the days of each rule."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from copsite.catalog.models import Meeting
from copsite.catalog.occurrences import days_of
from copsite.catalog.recurrence import MOST_APART, ORDINALS, Recurrence, fits, in_words, nearest, recurrence
from copsite.catalog.recurrence_mistakes import recurrence_mistake
from copsite.diagnostics.problem import brief

# What people write, and the rule that it stands for; or the two that it may stand for; or "such as" and an example.
# The rows with a star have all spellings of a real list of a hundred meetings, without names and addresses.
TRIED = """
Every Month on the 1st thursday -> every month on the first Thursday
1st Thursday of the month -> every month on the first Thursday
first Thursday -> every month on the first Thursday
the last Friday of each month -> every month on the last Friday
1st & 3rd Tuesdays -> every month on the first and third Tuesday
every month on the first, third Thursday -> every month on the first and third Thursday
Once a month on the second Tuesday -> every month on the second Tuesday
every 2nd month on the first Monday -> every 2 months on the first Monday
first Thursday of every quarter -> every 3 months on the first Thursday
every three months on the third Thursday -> every 3 months on the third Thursday
every month on first Thursday -> every month on the first Thursday
every moth on the first Thrusday -> every month on the first Thursday
weekly -> every week
every 1 week -> every week
every weeks -> every week
once a week -> every week
every two weeks -> every 2 weeks
every 2 week -> every 2 weeks
every other week -> every 2 weeks
every 14 days -> every 2 weeks
every second week on Friday -> every 2 weeks on Friday
every 2 weeks on Tuesdays -> every 2 weeks on Tuesday
every two Tuesdays -> every 2 weeks on Tuesday
fortnightly on Tuesdays -> every 2 weeks on Tuesday
Thursdays -> every week on Thursday
Thursday -> every week on Thursday
every Thu. -> every week on Thursday
every Thursday -> every week on Thursday
every other Thursday -> every 2 weeks on Thursday
alternating Wednesdays -> every 2 weeks on Wednesday
twice a week on Monday and Thursday -> every week on Monday and Thursday
Mon/Wed/Fri -> every week on Monday, Wednesday and Friday
every week on Monday and Wednesday and Friday -> every week on Monday, Wednesday and Friday
Monday - Friday -> every week on Monday, Tuesday, Wednesday, Thursday and Friday
Friday to Monday -> every week on Friday, Saturday, Sunday and Monday
every weekday -> every week on Monday, Tuesday, Wednesday, Thursday and Friday
weekends -> every week on Saturday and Sunday
every week on Monday and Monday -> every week on Monday
annually -> every year
every year on the first Thursday of October -> every 12 months on the first Thursday
yearly in October -> every year
every Thursday at 2pm ET -> every week on Thursday
Thursdays, 14:00 -> every week on Thursday
every week on Thursday except holidays -> every week on Thursday
FREQ=MONTHLY;BYDAY=1TH -> every month on the first Thursday
FREQ=MONTHLY;BYDAY=+1TH,3TH -> every month on the first and third Thursday
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20271130T000000Z -> every 2 weeks on Tuesday and Thursday
FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-1 -> every month on the last Thursday
FREQ=YEARLY -> every year
biweekly -> every 2 weeks on Thursday | every week on Monday and Thursday
Bi-weekly on Tuesday -> every 2 weeks on Tuesday | every week on Monday and Thursday
bimonthly -> every 2 months on the first Thursday | every month on the first and third Thursday
every 4th Monday -> every month on the fourth Monday | every 4 weeks on Monday
every second Thursday -> every month on the second Thursday | every 2 weeks on Thursday
monthly -> such as every month on the first Thursday
every month -> such as every month on the first Thursday
every month on day 15 -> such as every month on the first Thursday
15th of each month -> such as every month on the first Thursday
the last day of the month -> such as every month on the first Thursday
quarterly -> such as every 3 months on the first Thursday
twice a month -> such as every month on the first and third Thursday
2x per month -> such as every month on the first and third Thursday
semi-monthly -> such as every month on the first and third Thursday
three times a week -> such as every week on Monday and Thursday
semiannually -> such as every 6 months on the first Thursday
biannual -> such as every 6 months on the first Thursday
every fifth Friday -> such as every month on the last Friday
second to last Thursday -> such as every month on the first Thursday | every 2 weeks on Thursday
the third last Friday -> such as every month on the first Friday | every 2 weeks on Friday
daily -> such as every week on Monday, Tuesday, Wednesday, Thursday and Friday
FREQ=DAILY -> such as every week on Monday, Tuesday, Wednesday, Thursday and Friday
FREQ=MONTHLY;BYDAY=5FR -> such as every month on the first Thursday | every 2 weeks on Thursday
First Tuesday and third Thursday of each month -> such as every month on the first Tuesday
every 13 weeks -> such as
every 2 years -> such as
no -> such as
as needed -> such as every month on the first Thursday | every 2 weeks on Thursday
0 14 * * 4 -> such as every month on the first Thursday | every 2 weeks on Thursday
* biweekly -> every 2 weeks on Thursday | every week on Monday and Thursday
* weekly -> every week
* bi-weekly -> every 2 weeks on Thursday | every week on Monday and Thursday
* monthly -> such as every month on the first Thursday
* biweekly, you must be signed into a free account -> every 2 weeks on Thursday | every week on Monday and Thursday
* weekly, you must be signed into a free account -> every week
* weekly starting Tuesday December 7th, 2021 -> every week on Tuesday
* monthly, second Thursday of the month -> every month on the second Thursday
* monthly - third Tuesday -> every month on the third Tuesday
* monthly - last Wednesday every month -> every month on the last Wednesday
* monthly - first Wednesday every month -> every month on the first Wednesday
* monthly - Wednesday, after the fourth Tuesday, every month -> such as every month on the first Wednesday
* first Tuesday of the month -> every month on the first Tuesday
* first Monday of the month -> every month on the first Monday
* every third Wednesday of the month -> every month on the third Wednesday
* every four weeks -> every 4 weeks
* every first Thursday of the month -> every month on the first Thursday
* biweekly starting Wednesday March 20, 2019 -> every 2 weeks on Wednesday | every week on Monday and Thursday
* biweekly starting Tuesday Oct 28, 2025 -> every 2 weeks on Tuesday | every week on Monday and Thursday
* biweekly starting Tuesday March 12, 2024 -> every 2 weeks on Tuesday | every week on Monday and Thursday
* biweekly starting Tuesday Feb 27, 2024 -> every 2 weeks on Tuesday | every week on Monday and Thursday
* biweekly starting Tuesday Feb 11, 2025 -> every 2 weeks on Tuesday | every week on Monday and Thursday
* biweekly starting Thursday June 7, 2018 -> every 2 weeks on Thursday | every week on Monday and Thursday
* biweekly starting Thursday June 25th, 2020 -> every 2 weeks on Thursday | every week on Monday and Thursday
* biweekly - alternating with regular meeting -> every 2 weeks on Thursday | every week on Monday and Thursday
* bi-weekly starting Tuesday August 13, 2019 -> every 2 weeks on Tuesday | every week on Monday and Thursday
* bi-weekly starting Tuesday April 16, 2024 -> every 2 weeks on Tuesday | every week on Monday and Thursday
* bi-weekly (upcoming meeting dates) -> every 2 weeks on Thursday | every week on Monday and Thursday
* Monthly on 4th Thursday -> every month on the fourth Thursday
* First Wednesday of the month -> every month on the first Wednesday
* First Tuesday of each month -> every month on the first Tuesday
* Biweekly, interleaved with the regular meeting -> every 2 weeks on Thursday | every week on Monday and Thursday
* Biweekly -> every 2 weeks on Thursday | every week on Monday and Thursday
* monthly 2020 start date: Jan. 7th -> such as every month on the first Thursday
* biweekly 2019 start date: Jan. 11th -> every 2 weeks on Thursday | every week on Monday and Thursday
""".strip().split("\n")


@pytest.mark.parametrize("row", TRIED)
def test_words_that_people_try_are_told_what_to_write(row: str) -> None:
    value, _, expected = row.removeprefix("* ").partition(" -> ")
    words, guess = recurrence_mistake(value)
    rules = [rule for rule in expected.removeprefix("such as").strip().split(" | ") if rule]
    named = re.findall("'([^']*)'", words.removeprefix(f"is {brief(value)!r}"))
    assert guess == (rules[0] if len(rules) == 1 and "such as" not in expected else None)
    assert named == rules
    assert all(recurrence(rule) for rule in named)


def test_the_spellings_of_real_meetings_are_all_there() -> None:
    assert sum(row.startswith("* ") for row in TRIED) == 35


@pytest.mark.parametrize("part", ["every ", "every week on Monday ", "Monday, ", "first and ", "1", "FREQ=", "x", " "])
def test_a_long_text_is_refused_in_linear_time(part: str) -> None:
    text = part * 50_000
    with pytest.raises(ValueError, match=re.escape(part)):
        recurrence(text)
    assert recurrence_mistake(text)[0].startswith("is ")


def every_rule() -> Iterator[Recurrence]:
    """Yield each rule with one or two weekdays or ordinals, and some with more."""
    weekdays = [(), *((day,) for day in range(7)), *((day, (day + 3) % 7) for day in range(7)), (0, 1, 2), (*range(7),)]
    ordinals = [*((n,) for n in ORDINALS.values()), (1, 3), (2, 4), (1, -1), (4, -1), (1, 2, 3)]
    for n in range(1, MOST_APART + 1):
        yield from (Recurrence("week", n, days) for days in weekdays)
        yield from (Recurrence("month", n, (day,), nth) for day, nth in product(range(7), ordinals))
    yield Recurrence("year", 1)


RULES = [*every_rule()]


def test_each_rule_has_words_and_is_read_from_them() -> None:
    assert [recurrence(in_words(rule)) for rule in RULES] == RULES


def test_the_words_of_the_rules_are_those_of_the_grammar() -> None:
    assert in_words(Recurrence("week", 1)) == "every week"
    assert in_words(Recurrence("week", 2, (1,))) == "every 2 weeks on Tuesday"
    assert in_words(Recurrence("month", 1, (3,), (1, 3))) == "every month on the first and third Thursday"
    assert in_words(Recurrence("week", 1, (0, 2, 4))) == "every week on Monday, Wednesday and Friday"
    assert in_words(Recurrence("month", 3, (3,), (-1,))) == "every 3 months on the last Thursday"
    assert in_words(Recurrence("year", 1)) == "every year"


LAST = date(2029, 12, 31)


def walked(rule: Recurrence, first: date) -> list[date]:
    """Return the days of a rule for three years, by looking at each day."""
    found = []
    monday = first - timedelta(first.weekday())
    for n in range((LAST - first).days + 1):
        day = first + timedelta(n)
        weeks, months = (day - monday).days // 7, 12 * (day.year - first.year) + day.month - first.month
        if rule.unit == "week":
            fitting = weeks % rule.interval == 0 and day.weekday() in (rule.weekdays or (first.weekday(),))
        elif rule.unit == "month":
            length = monthrange(day.year, day.month)[1]
            nth = {(day.day - 1) // 7 + 1, -1 if day.day > length - 7 else 0}
            fitting = months % rule.interval == 0 and day.weekday() in rule.weekdays and bool(nth & {*rule.ordinals})
        else:
            fitting = (day.month, day.day) == (first.month, first.day)
        found += [day] if fitting else []
    return found


def series(rule: Recurrence, first: date) -> Meeting:
    """Return a series that begins on a day and goes on until `LAST`."""
    starts = f"{first} 14:00"
    facts = {"title": "Call", "starts": starts, "minutes": "45", "where": "Online"}
    return Meeting.model_validate({**facts, "repeats": in_words(rule), "until": str(LAST)})


@pytest.mark.parametrize("start", [date(2027, 1, 1), date(2027, 2, 26), date(2027, 12, 27)], ids=str)
def test_the_days_of_each_rule_are_those_that_a_walk_through_the_calendar_finds(start: date) -> None:
    for rule in RULES:
        first = start if fits(rule, start) else nearest(rule, start)[1]
        assert [*days_of(series(rule, first))] == walked(rule, first), (in_words(rule), first)


def test_the_days_next_to_one_that_does_not_fit_are_the_nearest_that_do() -> None:
    for rule in RULES:
        for day in (date(2027, 2, 26), date(2028, 2, 29), date(2027, 12, 31)):
            before, after = nearest(rule, day)
            assert before < day < after
            assert [fits(rule, before), fits(rule, after)] == [True, True]
            between = (before + timedelta(n) for n in range(1, (after - before).days))
            assert not [one for one in between if one != day and fits(rule, one)]


def test_a_single_meeting_has_one_day() -> None:
    facts = {"title": "Fair", "starts": "2026-12-03 14:00", "minutes": "45", "where": "Online"}
    meeting = Meeting.model_validate(facts)
    assert [*days_of(meeting)] == [date(2026, 12, 3)]
    assert meeting.starts == datetime(2026, 12, 3, 14, 0)
