"""The foot of the board: try the encounter, how far that is, how it ended, and play from the selected beat."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from editor.ui.action_buttons import ActionButton
from editor.ui.api import ElidedLabel, IconLabel, Ui, fixed_width, icon_label, label, row, tr
from editor.ui.rooms.encounter.model import EncounterModel
from editor.ui.rooms.encounter.words import ended

STEPS, BAR = 1000, 120
SIGNS = {
    "victory": ("check-circle-fill", "severity.ok"),
    "defeat": ("x-circle-fill", "severity.error"),
    "timeout": ("warning-fill", "severity.warning"),
    "failed": ("warning-fill", "severity.error"),
}


class TrialBar(QWidget):
    """One row of words and buttons."""

    def __init__(self, model: EncounterModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("panelbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        known = model.editor.actions
        words = {"encounter.try": tr("Try it"), "encounter.stop_trying": "", "play.from_beat": tr("Play from here")}
        self.buttons = {
            name: ActionButton(name, known, ui.run, text=word, quiet=True)
            for name, word in words.items()
            if name in known
        }
        self.progress = QProgressBar()
        self.progress.setRange(0, STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the trial"))
        fixed_width(self.progress, BAR)
        self.sign: IconLabel = icon_label("info", "severity.info", 14)
        self.words = ElidedLabel("")
        self.stale = label(tr("Out of date: something was edited since"), "chip")
        self._inner = row(
            *self._shown("encounter.try"), self.progress, *self._shown("encounter.stop_trying"), self.sign,
            (self.words, 1), self.stale, *self._shown("play.from_beat"), margins=(4, 2, 8, 2), gap=6,
        )  # fmt: skip
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._inner)
        self.refresh()

    def refresh(self) -> None:
        """Show the trial as it is now."""
        trials, trial = self._model.editor.trials, self._model.trial
        for button in self.buttons.values():
            button.refresh()
        running = trials.is_running
        self.progress.setVisible(running)
        for button in self._shown("encounter.stop_trying"):
            button.setVisible(running)
        fraction = trials.job.fraction if trials.job is not None else None
        self.progress.setValue(round(STEPS * (fraction or 0.0)))
        self.stale.setVisible(trials.is_stale and not running)
        self.sign.setVisible(trial is not None and not running)
        if running:
            told = trials.job.text if trials.job is not None else tr("Kernels are being compiled")
            self.words.set_whole(told or tr("The autopilot begins"))
        elif trials.error:
            self.words.set_whole(tr("It could not be tried: {why}", why=trials.error))
        elif trial is None:
            self.words.set_whole(tr("The autopilot plays it once and shows here when each part comes."))
        else:
            self.sign.show_glyph(*SIGNS.get(trial.outcome, ("info", "severity.info")))
            self.words.set_whole(tr("{ended} Seed {seed}, autopilot “average”.", ended=ended(trial), seed=trial.seed))

    def _shown(self, name: str) -> list[ActionButton]:
        """The button of an action, where there is such an action."""
        return [self.buttons[name]] if name in self.buttons else []
