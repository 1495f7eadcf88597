"""The oddest runs, one a row: whose, how it ended, in what it is unlike the others, and the button that opens it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import ElidedLabel, explain, fixed_width, label, push_button, restyle, row, tr
from panels.balance.where import OddRun, Where

NAME, ENDED, APART = 132, 148, 40
MEANING = "Standard deviations from the median run of the same skill; most runs are under 1.5"


class OddRow(QWidget):
    """One run."""

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._where, self.run = where, None
        self.name, self.ended, self.why = label(""), label("", "secondary"), ElidedLabel("", "secondary")
        self.apart = label("", tip=tr(MEANING))
        self.apart.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.open = push_button(tr("Open"), glyph="film-strip")
        self.open.clicked.connect(lambda _checked=False: self._open())
        for part, width in ((self.name, NAME), (self.ended, ENDED), (self.apart, APART)):
            fixed_width(part, width)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(self.apart, self.name, self.ended, (self.why, 1), self.open, gap=8))

    def show_run(self, run: OddRun) -> None:
        """Show another run."""
        self.run = run
        self.name.setText(run.name)
        self.ended.setText(run.ended)
        self.why.set_whole(run.why)
        self.apart.setText(run.apart)
        self.setAccessibleName(run.sentence)
        self.setToolTip(run.sentence)
        is_stale = self._where.editor.balance.is_stale
        for part in (self.name, self.apart):
            restyle(part, role="stale" if is_stale else "")
        is_opening = self._where.is_opening(run.odd)
        self.open.setText(tr("Opening…") if is_opening else tr("Open"))
        self.open.setAccessibleName(tr("Open {run}", run=run.name))
        explain(
            self.open, tr("Play it again beside the window and hold it in the timeline"), self._where.why_not_open()
        )

    def _open(self) -> None:
        if self.run is not None:
            self._where.open(self.run.odd)


class OddList(QWidget):
    """The rows; they are kept, and filled anew."""

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._where = where
        self.rows: list[OddRow] = []
        self.none = label(tr("All runs of a skill went alike."), "secondary", wrap=True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.none)

    def refresh(self) -> None:
        """Show the oddest runs as they are now."""
        found = self._where.odd
        while len(self.rows) < len(found):
            self.rows.append(OddRow(self._where))
            self._box.addWidget(self.rows[-1])
        for place, each in enumerate(self.rows):
            each.setVisible(place < len(found))
            if place < len(found):
                each.show_run(found[place])
        self.none.setVisible(not found)
