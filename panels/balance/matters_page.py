"""The page of what matters: for whom, the button that works it out, how far it is, and the ranked bars."""

from PySide6.QtWidgets import QComboBox, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import ChoiceBox, ElidedLabel, EmptyState, explain, fixed_width, push_button, row, tool_button, tr
from engine.world.ids import SKILLS
from panels.balance.matter_table import MatterTable
from panels.balance.matters import Matters
from panels.balance.words import SHORT

STEPS, BAR = 1000, 96


class MattersPage(QWidget):
    """Asks for one skill at a time."""

    def __init__(self, matters: Matters) -> None:
        super().__init__()
        self._matters = matters
        self.skill = skill_box()
        self.start = push_button(tr("What matters"), glyph="sliders-horizontal")
        self.start.clicked.connect(lambda _checked=False: self._ask())
        self.progress = progress_bar(tr("Progress of what matters"))
        self.cancel = tool_button("x", tr("Give it up"), size=22, glyph_size=14)
        self.cancel.clicked.connect(matters.question.cancel)
        self.told = ElidedLabel("", "secondary")
        self.table = MatterTable()
        self.table.picked.connect(matters.show)
        self.empty = EmptyState(
            "sliders-horizontal",
            tr("Which number matters most?"),
            tr("Each number of the encounter is tried a fifth less and a fifth more, on the same seeds."),
        )
        body = QWidget()
        body.setMinimumSize(1, 1)
        self._body = QStackedLayout(body)
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        bar = row(self.skill, self.start, self.progress, self.cancel, (self.told, 1), margins=(8, 2, 8, 4), gap=6)
        box.addWidget(bar)
        box.addWidget(body, 1)

    def refresh(self) -> None:
        """Show the ranking as it is now."""
        question = self._matters.question
        why = question.why_not()
        explain(self.start, tr("Try every number a fifth less and a fifth more"), "" if question.is_running else why)
        self.start.setVisible(not question.is_running)
        self.cancel.setVisible(question.is_running)
        show_progress(self.progress, question.job)
        told = question.job.text if question.job is not None else ""
        self.told.set_whole(told or self._matters.told or (tr(why) if why and not question.is_running else ""))
        rows = self._matters.rows
        self._body.setCurrentIndex(0 if rows else 1)
        if (rows, question.is_stale) != (self.table.rows, self.table.is_stale):
            self.table.show_rows(rows, is_stale=question.is_stale)

    def _ask(self) -> None:
        self._matters.question.ask(self.skill.currentData())


def skill_box() -> QComboBox:
    """A choice of who plays."""
    box = ChoiceBox()
    box.setAccessibleName(tr("Who plays"))
    for skill in SKILLS:
        box.addItem(tr(SHORT[skill]), skill)
    box.setCurrentIndex(1)
    return box


def progress_bar(name: str) -> QProgressBar:
    """A thin bar without text."""
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    fixed_width(bar, BAR)
    return bar


def show_progress(bar: QProgressBar, job: object) -> None:
    """Show how far a job is; nothing without one."""
    bar.setVisible(job is not None)
    fraction = getattr(job, "fraction", None)
    bar.setRange(0, 0 if fraction is None else STEPS)
    bar.setValue(round(STEPS * (fraction or 0.0)))
