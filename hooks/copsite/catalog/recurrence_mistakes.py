"""What people write for how often a meeting repeats, and what to write instead."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from copsite.catalog.recurrence import MOST_APART, ORDINALS, WEEKDAY_CODES, WEEKDAYS, Recurrence, in_words, recurrence
from copsite.diagnostics.problem import brief
from copsite.diagnostics.suggestions import closest

_READ = 200  # characters; the spellings that people use are shorter
_DAYS = {short: n for n, day in enumerate(WEEKDAYS) for short in (day.lower(), f"{day.lower()}s", day[:3].lower())}
_DAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_ORDINALS = {**ORDINALS, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "forth": 4, "final": -1}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_UNITS = {
    word: unit
    for unit, words in {
        ("week", 1): ("week", "weeks", "weekly", "wk", "wks"),
        ("week", 2): ("fortnight", "fortnights", "fortnightly"),
        ("month", 1): ("month", "months", "monthly"),
        ("month", 3): ("quarter", "quarters", "quarterly"),
        ("year", 1): ("year", "years", "yearly", "annual", "annually"),
    }.items()
    for word in words
}
_OTHER = ("other", "alternate", "alternating")
_FILLING = ("every", "each", "on", "the", "of", "in", "a", "an", "and", "or", "once", "per", "s", "day", "days")
_CORRECT = (*map(str.lower, WEEKDAYS), *ORDINALS, *_UNITS, *_NUMBERS, *_OTHER, *_FILLING, "starting")
_SEVERAL_DAYS = (
    (re.compile(r"\b(?:weekdays?|workdays?|business days?)\b"), "mon-fri"),
    (re.compile(r"\bweekends?\b"), "sat-sun"),
)
_FROM_TO = re.compile(rf"\b({'|'.join(_DAYS)}) ?(?:-|–|to|thru|through) ?({'|'.join(_DAYS)})\b")
_TOKEN = re.compile(r"[0-9]+(?:st|nd|rd|th)?|[^\W\d_]+")
# What else people write here, and the field for it.
_OTHER_FIELDS = (
    (re.compile(r"\b(?:except|excluding|but|not|no|skip|skipping)\b"), "the days without a meeting in `except`"),
    (re.compile(r"\b(?:until|till|ending|ends|count)\b"), "the last day in `until`"),
    (
        re.compile(
            r"[0-9]:[0-9]{2}|[0-9] ?[ap]\.?m\b|\b(?:noon|at [0-9]|start\w*|beginning|from|since)\b"
            r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b"
        ),
        "the first day and its time in `starts`",
    ),
)
_ONCE = re.compile(r"(?:no|none|never|once|one[ -]time(?: only)?|single|false|(?:does not|doesn't|don't) repeat)")
_BI = re.compile(r"\bbi[ -]?(week|month)")
_TWICE = re.compile(r"\b(?:twice|thrice|semi|half[ -]year|biannual|(?:[234]|two|three|four) ?(?:x|times)\b)")
_UNCLEAR = re.compile(
    r"\bbi[ -]?(?:week|month)|\b(?:5th|fifth)\b|penultimate|\bto[ -](?:the[ -])?last|(?:second|third|2nd|3rd)[ -]last"
)
_NTH_DAY = re.compile(rf"(?:every|each) (second|third|fourth|forth|2nd|3rd|4th) ({'|'.join(_DAYS)})\b")
_POSITIONS = ("1", "2", "3", "4", "-1")
_RRULE_DAY = re.compile(rf"\+?(-1|[1-4])?({'|'.join(WEEKDAY_CODES)})")


class _Facts(NamedTuple):
    """What a text says: the unit, how many of it, days of the week, which of them in a month, and words left over."""

    unit: str
    interval: int
    weekdays: tuple[int, ...]
    ordinals: tuple[int, ...]
    rest: tuple[str, ...]

    @property
    def rule(self) -> Recurrence | None:
        """Return the rule, if the facts give one."""
        unit, interval = self.unit or ("month" if self.ordinals else "week" if self.weekdays else ""), self.interval
        if unit == "year" and self.ordinals:
            unit, interval = "month", 12 * interval
        rule = Recurrence(unit, interval, self.weekdays, self.ordinals)
        try:
            return recurrence(in_words(rule))
        except ValueError:
            return None


def recurrence_mistake(value: str) -> tuple[str, str | None]:
    """Return the message, after the field's name, about words outside the grammar, and the likely correction."""
    text = " ".join(value[:_READ].casefold().split())
    facts = _of_rrule(text) if "freq=" in text else _facts(text)
    rule = None if _UNCLEAR.search(text) or _is_nth_day(text, facts) or _says_twice(text, facts) else facts.rule
    if rule:
        guess = in_words(rule)
        elsewhere = next((words for form, words in _OTHER_FIELDS if form.search(text)), "the rest in `where`")
        return f"is {brief(value)!r}. Write {guess!r}" + (f", and {elsewhere}" if facts.rest else ""), guess
    return f"is {brief(value)!r}{_reason(text, facts)}", None


def _facts(text: str) -> _Facts:
    for form, days in _SEVERAL_DAYS:
        text = form.sub(days, text)
    text = _FROM_TO.sub(lambda found: _from_to(found[1], found[2]), text)
    tokens = [_corrected(token) for token in _TOKEN.findall(text)]
    unit, interval, rest = "", 1, list[str]()
    weekdays, ordinals = dict[int, None](), dict[int, None]()
    for token, after in zip_longest(tokens, tokens[1:], fillvalue=""):
        times = _NUMBERS.get(token) or (int(token) if token.isdigit() else 2 if token in _OTHER else 0)
        if token in _UNITS:
            unit, several = (unit, 1) if unit else _UNITS[token]
            interval *= several
        elif token in _OTHER or (times and (after in _UNITS or after in _DAYS)):
            interval *= times
        elif times and times % 7 == 0 and after == "days":
            unit, interval = "week", times // 7
        elif token in _ORDINALS and after in _UNITS and _ORDINALS[token] > 1:
            interval *= _ORDINALS[token]  # every second week
        elif token in _DAYS:
            weekdays[_DAYS[token]] = None
        elif token in _ORDINALS:
            ordinals[_ORDINALS[token]] = None
        elif token not in _FILLING:
            rest.append(token)
    return _Facts(unit, interval, (*weekdays,), (*ordinals,), (*rest,))


def _from_to(first: str, last: str) -> str:
    """Return the days of the week from one to another."""
    start, end = _DAYS[first], _DAYS[last]
    return " ".join(WEEKDAYS[n % 7].lower() for n in range(start, end + 1 if start <= end else end + 8))


def _corrected(word: str) -> str:
    """Return a word, or the one that it misspells."""
    known = len(word) < 4 or word in _DAYS or word in _ORDINALS or word in _CORRECT
    return word if known else closest(word, _CORRECT) or word


def _is_nth_day(text: str, facts: _Facts) -> bool:
    """Tell whether it is unclear if a text means a day of each month, or every so many weeks."""
    return facts.unit != "month" and len(facts.ordinals) == 1 and bool(_NTH_DAY.search(text))


def _says_twice(text: str, facts: _Facts) -> bool:
    """Tell whether a text says how many times, but not on which days."""
    return not facts.weekdays and bool(_TWICE.search(text))


def _of_rrule(text: str) -> _Facts:
    """Return the facts of a rule in the form of RFC 5545, section 3.3.10."""
    parts = dict(part.partition("=")[::2] for part in text.removeprefix("rrule:").upper().split(";"))
    unit = {"WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}.get(parts.pop("FREQ", ""), "")
    interval, position = parts.pop("INTERVAL", "1"), parts.pop("BYSETPOS", "")
    found = [_RRULE_DAY.fullmatch(day) for day in parts.pop("BYDAY", "").split(",") if day]
    weekdays = dict.fromkeys(WEEKDAY_CODES.index(day[2]) for day in found if day)
    ordinals = dict.fromkeys(int(day[1] or position) for day in found if day and (day[1] or position in _POSITIONS))
    whole = interval.isdigit() and None not in found
    return _Facts(unit if whole else "", int(interval) if whole else 0, (*weekdays,), (*ordinals,), (*parts,))


def _reason(text: str, facts: _Facts) -> str:
    """Return why a text is not a rule, and what to write."""
    day = WEEKDAYS[facts.weekdays[0]] if facts.weekdays else "Thursday"
    twice = {
        "week": "'every week on Monday and Thursday'",
        "month": f"'every month on the first and third {day}'",
        "year": f"'every 6 months on the first {day}'",
    }
    if _ONCE.fullmatch(text):
        return ", but a meeting that does not repeat has no `repeats`. Remove it"
    if found := _BI.search(text):
        unit, first = found[1], "" if found[1] == "week" else "the first "
        words = f"'every 2 {unit}s on {first}{day}' or {twice[unit]}"
        return f", which can mean every 2 {unit}s or twice a {unit}. Write {words}"
    if _is_nth_day(text, facts):
        n, name = facts.ordinals[0], in_words(Recurrence("month", 1, facts.weekdays, facts.ordinals))
        return f", which can mean a day of each month or every {n} weeks. Write {name!r} or 'every {n} weeks on {day}'"
    if re.search(r"\b(?:5th|fifth)\b", text):
        return f", but not every month has a fifth {day}. Write 'every month on the last {day}'"
    if re.search(r"\b(?:daily|days?)\b", text) and not facts.unit:
        return ", but must name the days, such as 'every week on Monday, Tuesday, Wednesday, Thursday and Friday'"
    if _says_twice(text, facts):
        return f", but must name the days, such as {twice[facts.unit or 'month']}"
    if facts.interval > MOST_APART or (facts.unit == "year" and facts.interval > 1):
        words = f"but a series has at most {MOST_APART} weeks or months between two meetings"
        return f", {words}. Add each as a meeting without `repeats`"
    if facts.ordinals and len(facts.weekdays) > 1:
        words = f"must have one day of the week, such as 'every month on the first {day}'"
        return f", but {words}. For another day, add another meeting"
    if facts.unit == "month":
        every = "month" if facts.interval == 1 else f"{facts.interval} months"
        return f", but must say on which day of the week, such as 'every {every} on the first {day}'"
    words = f"'every month on the first {day}' or 'every 2 weeks on {day}'"
    return f", but must be like {words}. Without such a rule, add each meeting by itself"
