"""The line below a field that says what was expected and repairs it with one click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy

from editor.ui.fields.state import Fault
from editor.ui.kit.box import Box
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.rooms.severities import GLYPHS

_BOXES = {"error": "errorbox", "warning": "warningbox", "hint": "warningbox"}


class FaultLine(Box):
    """Icon, sentence, and the repair where there is one."""

    def __init__(self, fault: Fault, repair: Callable[[Fault], None], can_repair: bool) -> None:
        text = label(fault.text, "caption", wrap=True)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        parts = [icon_label(*GLYPHS[fault.severity], 14), (text, 1)]
        super().__init__(parts, across=True, margins=(6, 1, 4, 2), gap=6, name=_BOXES[fault.severity])
        if fault.fix is not None:
            button = push_button(fault.fix_title, "fix", tip=fault.fix_title)
            button.setEnabled(can_repair)
            button.clicked.connect(lambda: repair(fault))
            self.append(button)
