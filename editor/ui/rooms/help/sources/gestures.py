"""Pages of gestures: what mouse and keyboard do in the picture, in fields and in lists."""

from __future__ import annotations

from collections.abc import Iterator

from editor.ui.rooms.help.gestures import GESTURES
from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable

KIND = "Gestures and filters"
ORDER = 15


def pages(_source: HelpSource) -> Iterator[HelpPage]:
    """One page with a table for each place."""
    places = dict.fromkeys(each.where for each in GESTURES)
    tables = tuple(
        HelpTable(
            where,
            tuple(
                HelpRow(each.gesture, f"{each.does}.", anchor=f"{number}")
                for number, each in enumerate(GESTURES)
                if each.where == where
            ),
        )
        for where in places
    )
    yield HelpPage(
        "gestures:all",
        "Gestures",
        "Mouse and keyboard",
        "hand-grabbing",
        ("What can be done beside the keys of the actions, place by place.",),
        tables,
        words="gestures controls camera gizmo",
    )
