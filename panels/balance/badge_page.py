"""The page of win rates: the ladder of skills, what fails, what is odd, and what all of it rests on."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import Ui, column, icon_label, label, look, row, scrolled, tr
from engine.world.ids import SKILLS
from panels.balance.finding_list import FindingList
from panels.balance.ladder import PeopleRow, RateRow
from panels.balance.model import BalanceModel
from panels.balance.words import NO_PLAYS_TOLD

TIME_FROM = 430
NO_PERSON = "The autopilot is no person: read its rates beside what people do."


class BadgePage(QWidget):
    """Scrolls as a whole where it is too low."""

    def __init__(self, model: BalanceModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self.rows = {skill: RateRow(skill) for skill in reversed(SKILLS)}
        self.people = PeopleRow()
        self.failure = label("", wrap=True)
        self._failed = row(icon_label("x-circle-fill", "severity.error", 14), (self.failure, 1), gap=6)
        self.findings = FindingList(model, ui.editor.status)
        self.now = label("", "secondary", wrap=True)
        self.no_person = label("", "secondary", wrap=True)
        self.rests_on = label("", "caption", wrap=True)
        page = column(
            column(*self.rows.values(), self.people, gap=4),
            self._failed,
            self.findings,
            self.now,
            column(self.no_person, self.rests_on, gap=2),
            None,
            margins=(8, 6, 8, 4),
            gap=6,
            name="panel",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(page))

    def refresh(self) -> None:
        """Show the results as they are now."""
        model = self._model
        has_time = self.width() >= look.px(TIME_FROM)
        self.people.show_tried(model.people, is_stale=model.is_stale, has_time=has_time)
        for rate in model.rates:
            self.rows[rate.skill].show_rate(rate, is_stale=model.is_stale, has_time=has_time)
        self.failure.setText(model.failure)
        self._failed.setVisible(bool(model.failure))
        self.findings.refresh()
        is_fine = not model.findings and not model.failure and not model.is_stale
        told = ([tr("Nothing odd was found in these runs.")] if is_fine else []) + (
            [tr(model.now)] if model.now else []
        )
        self.now.setText(" ".join(told))
        self.now.setVisible(bool(told))
        people = model.people
        self.no_person.setText(
            tr(NO_PERSON) if people is None or people.runs else f"{tr(NO_PERSON)} {tr(NO_PLAYS_TOLD)}"
        )
        self.rests_on.setText(model.rests_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page leaves out what a tooltip tells too."""
        super().resizeEvent(event)
        self.refresh()
