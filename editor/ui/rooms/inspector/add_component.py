"""The list of components to add: type to narrow it, Enter adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from editor.tr import tr
from editor.ui.fields.chooser import Choice, Chooser
from editor.ui.rooms.known_glyph import known_glyph


class ComponentList(Chooser):
    """A popup with a search field over the components that can be added."""

    def __init__(self, kinds: Sequence[Any], add: Callable[[str], None], parent: QWidget) -> None:
        choices = [
            Choice(kind.component_id, kind.component_title(), known_glyph(kind.icon or "cube"), tip=kind.summary())
            for kind in kinds
        ]
        super().__init__(choices, add, parent, hint=tr("Find a component"), name=tr("Components"))
