"""The line below a field that says what was expected and repairs it with one click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.fields.state import Fault
from editor.ui.kit.box import Box, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.rooms.severities import GLYPHS

_ONE_LINE, _BELOW = 44, 14
_BOXES = {"error": "errorbox", "warning": "warningbox", "hint": "warningbox"}


class FaultLine(Box):
    """Icon, sentence, and the repair where there is one: beside a short sentence, below a long one."""

    def __init__(self, fault: Fault, repair: Callable[[Fault], None], can_repair: bool) -> None:
        text = label(fault.text, "caption", wrap=True)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        parts: list[QWidget | None] = []
        if fault.fix is not None:
            button = push_button(fault.fix_title, "fix", tip=fault.fix_title)
            button.setEnabled(can_repair)
            button.clicked.connect(lambda: repair(fault))
            parts.append(button)
        is_long = len(fault.text) + len(fault.fix_title) > _ONE_LINE
        icon = icon_label(*GLYPHS[fault.severity], 14)
        first = [icon, (text, 1), *([] if is_long else parts)]
        lines = [row(*first, gap=6)]
        if is_long and parts:
            lines.append(row(_BELOW, *parts, None, gap=0))
        super().__init__(lines, across=False, margins=(6, 2, 4, 2), gap=0, name=_BOXES[fault.severity])
