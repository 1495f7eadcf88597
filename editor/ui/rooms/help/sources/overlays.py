"""Pages of overlays: each is an action of the viewport, so the registry tells of it."""

from __future__ import annotations

from collections.abc import Iterator

from editor.ui.rooms.help.page import HelpPage, HelpSource

KIND = "Overlays"
ORDER = 50
PREFIX = "overlay."


def pages(source: HelpSource) -> Iterator[HelpPage]:
    """One page an overlay; they are known once a scene has been shown."""
    for action in source.editor.actions:
        if not action.id.startswith(PREFIX):
            continue
        title = action.title.partition(": ")[2] or action.title
        yield HelpPage(
            f"overlay:{action.id.removeprefix(PREFIX)}",
            "Overlay",
            f"{title[:1].upper()}{title[1:]}",
            action.icon or "stack",
            (action.description, "Its lines are explained by a legend in the picture while it is on."),
            links=((f"run:{action.id}", "Switch it on or off"),),
            words=f"{action.id} overlay legend",
        )
