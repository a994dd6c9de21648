"""What a change of meetings and needs is called in a pull request."""

from __future__ import annotations

import pytest

from copsite.catalog.differences import meeting_differences, need_differences
from reader import catalog_with

BEFORE = """    meetings:
      - title: Monthly call
        starts: 2026-12-03 14:00
        minutes: 45
        repeats: every month on the first Thursday
        until: 2027-11-30
        except: [2027-01-07]
        moved: {2027-02-04: 2027-02-11 15:00}
        where: Online
      - {title: Fair, starts: 2027-02-20 09:30, minutes: 420, where: Sample Library}
    needs:
      - {what: How to mend a book., kind: training, noted: 2026-10-01}
"""

# A replacement, and what it is called.
CHANGES = [
    ("where: Online", "where: Online", []),
    ("2027-02-11 15:00", "2027-02-12 15:00", ["'Monthly call' of 2027-02-04 moves to 2027-02-12 15:00"]),
    (
        "{2027-02-04: 2027-02-11 15:00}",
        "{2027-03-04: 2027-03-11 15:00}",
        [
            "'Monthly call' of 2027-02-04 is at its own time again",
            "'Monthly call' of 2027-03-04 moves to 2027-03-11 15:00",
        ],
    ),
    (
        "[2027-01-07]\n        moved: {2027-02-04: 2027-02-11 15:00}",
        "[2027-02-04]",
        ["'Monthly call' of 2027-01-07 takes place after all", "'Monthly call' of 2027-02-04 is canceled"],
    ),
    ("until: 2027-11-30", "until: 2028-11-30", ["'Monthly call' goes on until 2028-11-30"]),
    ("until: 2027-11-30", "until: 2027-06-30", ["'Monthly call' ends on 2027-06-30"]),
    ("minutes: 45", "minutes: 60", ["'Monthly call' takes 60 minutes, not 45"]),
    (
        "repeats: every month on the first Thursday",
        "repeats: every week on Thursday",
        ["'Monthly call' takes place every week on Thursday, not every month on the first Thursday"],
    ),
    (
        "{title: Fair,",
        "{title: Fair, repeats: every year, until: 2028-02-20, notes: 'https://a.example/', zone: UTC,",
        [
            "'Fair' becomes a series, every year from 2027-02-20 09:30 until 2028-02-20",
            "'Fair': zone changes",
            "'Fair': notes change",
        ],
    ),
    (
        "        repeats: every month on the first Thursday\n        until: 2027-11-30\n        except: [2027-01-07]\n"
        "        moved: {2027-02-04: 2027-02-11 15:00}\n",
        "",
        ["'Monthly call' takes place once, on 2026-12-03 14:00"],
    ),
    (
        "starts: 2027-02-20 09:30",
        "starts: 2027-02-21 10:00",
        ["'Fair' takes place on 2027-02-21 10:00, not on 2027-02-20 09:30"],
    ),
    (
        "starts: 2026-12-03 14:00",
        "starts: 2026-11-05 15:00",
        ["'Monthly call' starts on 2026-11-05 15:00, not on 2026-12-03 14:00"],
    ),
    ("title: Fair", "title: Map fair", ["new meeting 'Map fair', on 2027-02-20", "meeting 'Fair' is removed"]),
    (
        "title: Monthly call",
        "title: Call",
        ["new meeting 'Call', every month on the first Thursday", "meeting 'Monthly call' is removed"],
    ),
    ("title: Monthly call", "title: Monthly Call", ["'Monthly Call': title changes"]),
    ("noted: 2026-10-01}", "noted: 2026-10-01, state: passed}", ["need 'How to mend a book.' has passed"]),
    ("kind: training", "kind: issue", ["need 'How to mend a book.' changes"]),
    (
        "mend a book.",
        "mend a map.",
        ["new need 'How to mend a map.'", "need 'How to mend a book.' is removed"],
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), CHANGES)
def test_a_change_of_meetings_or_needs_is_described(old: str, new: str, said: list[str]) -> None:
    assert BEFORE.count(old) == 1
    (was,), (now,) = (catalog_with(text).communities for text in (BEFORE, BEFORE.replace(old, new)))
    found = [*meeting_differences(was.meetings, now.meetings), *need_differences(was.needs, now.needs)]
    assert found == said
