"""What not all of the selected have: each component with the way to those that have it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.fields.flow import FlowLayout
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import label
from editor.ui.rooms.inspector.partial import Partial
from editor.ui.theme.look import look


class OnlySome(QWidget):
    """A line of links below the form; empty and gone while all have the same."""

    def __init__(self, select: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__()
        self._select = select
        self._shown: tuple[Partial, ...] = ()
        box = QVBoxLayout(self)
        side = look.px(8)
        box.setContentsMargins(side, side, side, 0)
        box.setSpacing(look.px(4))
        box.addWidget(label(tr("Not all of them have these; a click selects those that do."), "caption", wrap=True))
        self._links = QWidget()
        self._flow = FlowLayout(self._links, look.px(8))
        box.addWidget(self._links)
        self.hide()

    def show_components(self, found: tuple[Partial, ...]) -> None:
        """Show one link for each component."""
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for title, ids in found:
            tip = tr("Select the {count} with {title}", count=len(ids), title=title)
            link = push_button(f"{title} ({len(ids)})", "fix", tip=tip)
            link.clicked.connect(lambda _=False, ids=ids: self._select(ids))
            self._flow.addWidget(link)
        self._links.updateGeometry()
