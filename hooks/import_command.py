"""The command `cops.py import`: communities from a spreadsheet, added at the end of the catalog."""

from __future__ import annotations

from catalog_changes import FIX_FIRST, load_or_report, present_files, state_after, text_in, write
from command_line import Options
from console import show, show_problems
from copsite.catalog.models import Catalog
from copsite.catalog.spreadsheet import Spreadsheet, decode_spreadsheet, read_spreadsheet
from copsite.catalog.spreadsheet_entries import Entries, entries_from, in_cells
from copsite.content.files import State
from copsite.diagnostics import formatters as report
from copsite.diagnostics.problem import ProblemsError
from copsite.yamlio.edit import Addition, apply_changes
from copsite.yamlio.reader import read
from workspace import CATALOG, as_lines, site_of


def import_(options: Options) -> int:
    """Add the communities of a spreadsheet, saved as CSV, at the end of the catalog."""
    state = present_files(options)
    site = load_or_report(state, outcome=FIX_FIRST)
    if site is None:
        return 1
    name, data = options.file.name, options.file.read_bytes()
    try:
        sheet = read_spreadsheet(decode_spreadsheet(data, name), name)
        entries = entries_from(sheet, site.facts.catalog, options.status)
        new_state = _state_with(entries, sheet, state, site.facts.catalog)
    except ProblemsError as error:
        outcome = "\nNothing was changed. Correct the spreadsheet, and import it again."
        show_problems(error.problems, {name: as_lines(data)}, outcome=outcome)
        return 1
    write(options, state, {CATALOG: new_state.texts[CATALOG]})
    added = [f"{cells[0].name.partition(',')[0]}: {id}" for cells, id in zip(sheet.rows, entries.ids, strict=True)]
    more = "1 community is" if len(added) == 1 else f"{len(added)} communities are"
    show(report.lines((*added, f"{more} new in {CATALOG}. What else to do is in docs/handbook/editing.md.")))
    return 0


def _state_with(entries: Entries, sheet: Spreadsheet, state: State, catalog: Catalog) -> State:
    """Return the state with the entries added; raise `ProblemsError` with all problems, each at its cell."""
    if not entries.values:
        raise ProblemsError(entries.problems)
    text = apply_changes(text_in(state, CATALOG), CATALOG, [Addition(("communities",), entries.values)])
    new_state = state_after(state, {CATALOG: text})
    try:
        site_of(new_state)
    except ProblemsError as error:
        source = read(text, CATALOG)
        told = in_cells(error.problems, sheet, entries, source, len(catalog.communities))
        raise ProblemsError([*entries.problems, *told]) from None
    if entries.problems:
        raise ProblemsError(entries.problems)
    return new_state
