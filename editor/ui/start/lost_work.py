"""The start screen's section on unsaved work: one row for each session that ended without saving."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from editor.core.recovery.lost_work import Lost
from editor.tr import tr
from editor.ui.kit.box import Box, column
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import ElidedLabel, icon_label, label
from editor.ui.texts.place import short_place
from editor.ui.texts.when import when_text
from editor.ui.theme.look import look

WIDEST = 740


class LostRow(QFrame):
    """One session: project, how many changes, when last, where, and the way to look at them."""

    def __init__(self, lost: Lost, show: Callable[[Lost], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        title = lost.title or lost.project.name
        text = f"{_changes(len(lost.entries))}, {_lower(when_text(lost.last))}, {short_place(lost.project)}"
        self.button: QPushButton = push_button(tr("Look and recover…"))
        self.button.setAccessibleName(tr("Look at the unsaved work on {title} and recover it", title=title))
        self.button.setAccessibleDescription(text)
        self.button.clicked.connect(lambda _checked=False: show(lost))
        words = column(label(title, "strong"), ElidedLabel(text, "caption"), gap=2)
        self._box = QHBoxLayout(self)
        self._box.addWidget(icon_label("clock-counter-clockwise", "icon.primary", 18))
        self._box.addWidget(words, 1)
        self._box.addWidget(self.button)
        look.follow(self, LostRow._fit)

    def _fit(self) -> None:
        self._box.setContentsMargins(look.px(12), look.px(8), look.px(8), look.px(8))
        self._box.setSpacing(look.px(12))
        self.setMaximumWidth(look.px(WIDEST))


class LostWork(Box):
    """Title and rows; nothing while there is nothing to recover."""

    def __init__(self, show: Callable[[Lost], object]) -> None:
        self._rows = column(gap=8)
        super().__init__([label(tr("Unsaved work"), "title"), self._rows], across=False, gap=12)
        self._show = show
        self.rows: list[LostRow] = []
        self.setAccessibleName(tr("Unsaved work"))
        self.hide()

    def show_lost(self, pending: list[Lost]) -> None:
        """Take other sessions, newest first."""
        for old in self._rows.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        self.rows = [LostRow(lost, self._show) for lost in pending]
        for row in self.rows:
            self._rows.append(row)
        self.setVisible(bool(self.rows))


def _changes(count: int) -> str:
    return tr("1 change") if count == 1 else tr("{count} changes", count=f"{count:,}")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
