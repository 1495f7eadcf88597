"""The style property of fields."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.ui.kit.labels import restyle


def set_state(widget: QWidget, state: str) -> None:
    """Give a widget the `state` that the style sheet draws: "", "over", "mixed", "error", "pick" or "running"."""
    if (widget.property("state") or "") != state:
        restyle(widget, state=state)
