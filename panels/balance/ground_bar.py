"""Switches for what lies over the viewport: where the party falls, and the paths of losing runs."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import FlowLayout, ToolButton, Ui, explain, label, look, tool_button, tr

OVERLAYS = {
    "overlay.heat_of_falls": ("fire", "Heat map of falls"),
    "overlay.losing_paths": ("person-simple-walk", "Paths of losing runs"),
}
NOT_HERE = "Open a scene first; it is drawn over its picture."
GAP = 8


class GroundBar(QWidget):
    """A button for each overlay; one whose overlay is on is lit."""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self.buttons: dict[str, ToolButton] = {}
        self._groups = QWidget()
        self._flow = FlowLayout(self._groups, look.px(GAP))
        self.title = label(tr("On the ground"), "secondary")
        look.follow(self.title, lambda title: title.setMinimumHeight(look.px(24)))
        self._flow.addWidget(self.title)
        for id_, (glyph, name) in OVERLAYS.items():
            button = tool_button(glyph, tr(name), text=tr(name), glyph_size=14, checkable=True, quiet=True)
            button.clicked.connect(lambda _checked=False, id_=id_: self._run(id_))
            self.buttons[id_] = button
            self._flow.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._groups)
        look.follow(self, lambda bar: bar._flow.setSpacing(look.px(GAP)))
        self.refresh()

    def refresh(self) -> None:
        """Take the state of the overlays."""
        actions = self._ui.editor.actions
        for id_, button in self.buttons.items():
            is_there = id_ in actions
            why_not = actions.enabled(id_)[1] if is_there else tr(NOT_HERE)
            checked = actions.get(id_).checked if is_there else None
            button.setChecked(checked is not None and checked())
            explain(button, button.text(), why_not)
            if not why_not and is_there:
                button.setToolTip(tr(actions.get(id_).description))

    def enterEvent(self, event: QEnterEvent) -> None:
        """They may have been switched elsewhere."""
        super().enterEvent(event)
        self.refresh()

    def showEvent(self, event: QEvent) -> None:
        """The same."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def _run(self, id_: str) -> None:
        self._ui.run(id_)
        self.refresh()
