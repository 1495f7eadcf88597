"""The oddest runs: whose and how each ended, in what it is unlike the others, and the button that opens it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import column, explain, fixed_width, label, push_button, restyle, row, tr
from panels.balance.where import OddRun, Where

APART = 28
OPENS = "Play it again beside the window and hold it in the timeline"
MEANING = "Standard deviations from the median run of the same skill; a usual run has about 1"


class OddRow(QWidget):
    """One run: how odd it is, what it is, and below that in what it is odd."""

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._where = where
        self.run: OddRun | None = None
        self.name, self.why = label("", wrap=True), label("", "secondary", wrap=True)
        self.apart = label("", tip=tr(MEANING))
        self.apart.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        fixed_width(self.apart, APART)
        self.open = push_button(tr("Open"), glyph="film-strip")
        self.open.clicked.connect(lambda _checked=False: self._open())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(column(self.apart, None), (column(self.name, self.why), 1), self.open, gap=8))

    def show_run(self, run: OddRun) -> None:
        """Show another run."""
        self.run = run
        self.name.setText(f"{run.name}, {run.ended}")
        self.why.setText(run.why)
        self.apart.setText(run.apart)
        self.setAccessibleName(run.sentence)
        is_stale = self._where.editor.balance.is_stale
        for part in (self.name, self.why, self.apart):
            restyle(part, stale=is_stale)
        self.open.setText(tr("Opening…") if self._where.is_opening(run.odd) else tr("Open"))
        explain(self.open, tr(OPENS), self._where.why_not_open())
        self.open.setAccessibleName(tr("Open {run}", run=run.name))

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
        self._rows = column(self.none, gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._rows)

    def refresh(self) -> None:
        """Show the oddest runs as they are now."""
        found = self._where.odd
        while len(self.rows) < len(found):
            self.rows.append(OddRow(self._where))
            self._rows.append(self.rows[-1])
        for place, each in enumerate(self.rows):
            each.setVisible(place < len(found))
            if place < len(found):
                each.show_run(found[place])
        self.none.setVisible(not found)
