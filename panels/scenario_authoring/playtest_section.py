"""The fifth step: how many seeds, the button that plays them, a lane for each skill, and the oddest runs."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QProgressBar, QSpinBox, QVBoxLayout, QWidget

from editor.ui.api import Ui, column, explain, fixed_width, label, push_button, row, tool_button, tr
from engine.world.ids import SKILLS
from panels.scenario_authoring.lane import Lane
from panels.scenario_authoring.model import AuthoringModel
from panels.scenario_authoring.section import Section
from panels.scenario_authoring.words import odd_words

AHEAD = "The ticked parts are played before anybody accepts them: the same seeds before and after, in three skills."
OPENS = "Play it again beside the window and hold it in the timeline"
FIELD, MOST_SEEDS, STEPS, BAR = 64, 1024, 1000, 96


class OddLine(QWidget):
    """One of the oddest runs; its button opens it."""

    def __init__(self, model: AuthoringModel) -> None:
        super().__init__()
        self._model = model
        self._odd: Mapping[str, Any] = {}
        self.name, self.why = label("", wrap=True), label("", "secondary", wrap=True)
        self.open = push_button(tr("Open"), glyph="film-strip")
        self.open.clicked.connect(lambda _checked=False: self._open())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row((column(self.name, self.why), 1), self.open, gap=8))

    def show_odd(self, odd: Mapping[str, Any]) -> None:
        """Show another run."""
        self._odd = odd
        name, why = odd_words(odd)
        self.name.setText(tr(name))
        self.why.setText(tr(why) if why else "")
        is_opening = self._model.is_opening(odd["side"], odd["skill"], odd["seed"])
        self.open.setText(tr("Opening…") if is_opening else tr("Open"))
        explain(self.open, tr(OPENS), self._model.why_not_open())
        self.open.setAccessibleName(tr("Open {run}", run=name))

    def _open(self) -> None:
        self._model.open_run(self._odd["side"], self._odd["skill"], self._odd["seed"])


class PlaytestSection(Section):
    """Shows the last report of what is under review; grey where other parts are ticked by now."""

    def __init__(self, model: AuthoringModel, ui: Ui) -> None:
        self._model, self._ui = model, ui
        playtests = model.proposals.playtests
        self.seeds = QSpinBox()
        self.seeds.setRange(2, MOST_SEEDS)
        self.seeds.setAccessibleName(tr("Seeds of each skill"))
        self.seeds.valueChanged.connect(partial(setattr, playtests, "seeds"))
        fixed_width(self.seeds, FIELD)
        self.start = push_button(tr("Playtest"), glyph="dice-five")
        self.start.clicked.connect(lambda _checked=False: playtests.ask())
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the playtest"))
        fixed_width(self.progress, BAR)
        self.cancel = tool_button("x", tr("Give the playtest up"), size=22, glyph_size=14)
        self.cancel.clicked.connect(lambda _checked=False: playtests.cancel())
        self.state = label("", "secondary", wrap=True)
        self.error = label("", "error", wrap=True)
        self.lanes = {skill: Lane(skill) for skill in reversed(SKILLS)}
        self.odd: list[OddLine] = []
        self._odd = column(gap=6)
        self.odd_title = label(tr("Oddest runs"), "strong")
        self.rests_on = label("", "caption", wrap=True)
        self._report = column(*self.lanes.values(), self.odd_title, self._odd, self.rests_on, gap=8)
        asked = row(self.seeds, label(tr("seeds"), "secondary"), self.start, self.progress, self.cancel, None, gap=6)
        super().__init__(5, tr("Playtest"), tr(AHEAD), asked, self.state, self.error, self._report)

    def refresh(self) -> None:
        """Show how far the playtest is, and what it found."""
        model, playtests = self._model, self._model.proposals.playtests
        review = model.proposals.review
        self.show_state(model.state_of(4), has_body=bool(review.hunks))
        if not review.hunks:
            return
        if self.seeds.value() != playtests.seeds:
            self.seeds.blockSignals(True)
            self.seeds.setValue(playtests.seeds)
            self.seeds.blockSignals(False)
        job = playtests.job
        why = "" if playtests.is_running else playtests.why_not()
        explain(self.start, tr("Play the same seeds before and after the ticked parts"), why)
        self.start.setVisible(not playtests.is_running)
        self.progress.setVisible(playtests.is_running)
        self.cancel.setVisible(playtests.is_running)
        fraction = job.fraction if job is not None else None
        self.progress.setRange(0, 0 if fraction is None else STEPS)
        self.progress.setValue(round(STEPS * (fraction or 0.0)))
        told = tr(job.text) if job is not None and job.text else tr(why) if why else ""
        if playtests.is_running and job is None:
            told = tr("Kernels are being compiled; it begins when that has ended.")
        self.state.setText(told)
        self.state.setVisible(bool(told))
        self.error.setText(playtests.error)
        self.error.setVisible(bool(playtests.error))
        self._show_report()

    def _show_report(self) -> None:
        model, report = self._model, self._model.report
        self._report.setVisible(report is not None)
        if report is None:
            return
        results = {(each["variant"], each["skill"]): each for each in report["results"]}
        changes = {each["skill"]: each for each in report["comparisons"]}
        is_stale = (
            model.proposals.playtests.played is None
            or model.proposals.playtests.is_stale
            or set(report.get("hunks", ())) != set(model.proposals.review.ticked)
        )
        for skill, lane in self.lanes.items():
            sides = {side: results.get((side, skill)) for side in ("before", "after")}
            lane.setVisible(sides["after"] is not None)
            lane.show_results(sides, changes.get(skill), is_stale=is_stale)
        odd = report.get("odd", [])
        while len(self.odd) < len(odd):
            self.odd.append(OddLine(model))
            self._odd.append(self.odd[-1])
        for place, line in enumerate(self.odd):
            line.setVisible(place < len(odd))
            if place < len(odd):
                line.show_odd(odd[place])
        self.odd_title.setVisible(bool(odd))
        self.rests_on.setText(tr(model.report_told))
