"""The page of the filter terms, from the table that the filter itself keeps."""

from __future__ import annotations

from collections.abc import Iterator

from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable
from editor.ui.rooms.outliner.filter import FILTER_TERMS

KIND = "Gestures and filters"
ORDER = 16


def pages(_source: HelpSource) -> Iterator[HelpPage]:
    """One page with a row for each term."""
    rows = tuple(
        HelpRow(term.pattern, f"{term.words}.", note=term.example, anchor=term.pattern) for term in FILTER_TERMS
    )
    yield HelpPage(
        "filter:terms",
        "Filter",
        "Filter terms",
        "funnel",
        ("The fields above the Outliner and Assets narrow their lists by these terms, divided by spaces.",),
        (HelpTable("Terms", rows),),
        words="search syntax outliner assets",
    )
