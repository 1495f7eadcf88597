"""Pages of panels, from what each says it answers."""

from __future__ import annotations

from collections.abc import Iterator

from editor.api import Editor, PanelSpec
from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable

KIND = "Panels"
ORDER = 10


def pages(source: HelpSource) -> Iterator[HelpPage]:
    """One page a panel."""
    for spec in source.panels:
        yield panel_page(source.editor, spec)


def panel_page(editor: Editor, spec: PanelSpec) -> HelpPage:
    """The question that a panel answers, how it is used, and where it stands."""
    keys = editor.actions.keys(f"view.panel_{spec.id}") if f"view.panel_{spec.id}" in editor.actions else ""
    where = ", ".join(spec.workspaces) if spec.workspaces else "None at first; Panels in the menu View opens it"
    rows = [HelpRow("Workspaces", where)]
    if keys:
        rows.append(HelpRow("Keys", keys))
    return HelpPage(
        f"panel:{spec.id}",
        "Panel",
        spec.title,
        spec.icon,
        (spec.question, *(each for each in spec.help.split("\n\n") if each)),
        (HelpTable("Where it is", tuple(rows)),),
        ((f"panel-open:{spec.id}", f"Show {spec.title}"),),
        spec.id,
    )
