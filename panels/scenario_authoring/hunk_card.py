"""One part of a proposal as a card: its tick, the reason for it, what it changes, and what was found in it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from editor.ui.api import column, label, restyle, row, tool_button, tr
from panels.scenario_authoring.answer_section import FindingLine
from panels.scenario_authoring.looked import Found
from panels.scenario_authoring.words import counted

MOST_CHANGES = 4


class HunkCard(QFrame):
    """`tick` is called with whether the part is to be taken."""

    def __init__(self, hunk: Any, tick: Callable[[bool], object], show: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.hunk = hunk
        self._is_whole = False
        self._changes: tuple[str, ...] = ()
        self._found: tuple[Found, ...] = ()
        self.tick = QCheckBox(hunk.id)
        self.tick.setAccessibleDescription(hunk.why)
        self.tick.toggled.connect(tick)
        self.show_it = tool_button("crosshair-simple", tr("Select what it changes"), size=22, glyph_size=14)
        self.show_it.clicked.connect(lambda _checked=False: show())
        self.why = label(hunk.why, wrap=True)
        self.needs = label("", "caption", wrap=True)
        self.changes = label("", "secondary", wrap=True)
        self.more = tool_button("caret-down", "", text=" ", size=22, glyph_size=12)
        self.more.clicked.connect(lambda _checked=False: self._turn())
        self.lines: list[QWidget] = []
        self._lines = column(gap=4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        head = row((self.tick, 1), self.show_it, gap=6)
        box.addWidget(
            column(
                head, self.why, self.changes, row(self.more, None), self.needs, self._lines, margins=(8, 4, 8, 8), gap=4
            )
        )

    def show_hunk(
        self,
        *,
        is_ticked: bool,
        changes: tuple[str, ...],
        needs: tuple[str, ...],
        found: tuple[Found, ...],
    ) -> None:
        """Show how the part stands now."""
        self.tick.blockSignals(True)
        self.tick.setChecked(is_ticked)
        self.tick.blockSignals(False)
        self.needs.setText(tr("Needs {parts}", parts=", ".join(needs)) if needs else "")
        self.needs.setVisible(bool(needs))
        for part in (self.why, self.changes):
            restyle(part, stale=not is_ticked)
        self._changes = changes
        self._fill()
        if found != self._found:
            for old in self.lines:
                old.hide()
                old.deleteLater()
            self._found, self.lines = found, [FindingLine(each, names_hunk=False) for each in found]
            for line in self.lines:
                self._lines.append(line)
        self._lines.setVisible(bool(found))

    def _turn(self) -> None:
        self._is_whole = not self._is_whole
        self._fill()

    def _fill(self) -> None:
        shown = self._changes if self._is_whole else self._changes[:MOST_CHANGES]
        self.changes.setText("\n".join(f"\N{BULLET} {each}" for each in shown))
        self.changes.setVisible(bool(shown))
        left = len(self._changes) - MOST_CHANGES
        self.more.setVisible(left > 0)
        if left > 0:
            self.more.set_text(
                tr("Show less") if self._is_whole else tr("{changes} more", changes=counted(left, "change"))
            )
            self.more.set_glyph("caret-up" if self._is_whole else "caret-down")
            self.more.set_tip(self.more.text())
