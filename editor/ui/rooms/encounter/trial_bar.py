"""The trial on the board: its buttons in the bar, and a foot that says how far it is or how it ended."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from editor.ui.api import (
    SEPARATOR,
    ElidedLabel,
    Entry,
    IconLabel,
    NameQuestion,
    Ui,
    fixed_width,
    icon_label,
    label,
    menu_below,
    row,
    tool_button,
    tr,
)
from editor.ui.kit.action_buttons import ActionButton
from editor.ui.rooms.encounter.model import EncounterModel
from editor.ui.rooms.encounter.words import ended

STEPS, BAR = 1000, 96
SIGNS = {
    "victory": ("check-circle-fill", "severity.ok"),
    "defeat": ("x-circle-fill", "severity.error"),
    "timeout": ("warning-fill", "severity.warning"),
    "failed": ("warning-fill", "severity.error"),
}


class TrialButtons(QWidget):
    """Try it, how far that is, and a way to give it up."""

    def __init__(self, model: EncounterModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._run = model, ui.run
        known = model.editor.actions
        words = {"encounter.try": tr("Try it"), "encounter.stop_trying": ""}
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
        self.how = tool_button("caret-down", tr("Seed and skill of the trial"), size=20, glyph_size=12)
        self.how.clicked.connect(lambda: menu_below(self.how, self.ways()))
        parts = [self.buttons[name] for name in words if name in self.buttons]
        parts.insert(1, self.how)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(*parts[:1], self.progress, *parts[1:], gap=6))
        self.refresh()

    def ways(self) -> list[Entry]:
        """With which seed and which skill to try it; the present ones are named."""
        editor = self._model.editor
        play, why = editor.settings.play, tr(editor.actions.enabled("encounter.try_next")[1])
        skills = {"novice": tr("Novice"), "average": tr("Average"), "expert": tr("Expert")}
        return [
            (tr("Try with seed {seed}", seed=play.seed + 1), lambda: self._run("encounter.try_next"), why),
            (tr("Seed {seed}: choose another…", seed=play.seed), self._ask_seed, ""),
            SEPARATOR,
            *(
                (
                    tr("Autopilot: {skill}, as now", skill=title) if name == play.autopilot else
                    tr("Autopilot: {skill}", skill=title),
                    partial(editor.settings.set, "play.autopilot", name),
                    "",
                )
                for name, title in skills.items()
            ),
        ]  # fmt: skip

    def _ask_seed(self) -> None:
        settings = self._model.editor.settings
        question = NameQuestion(
            self.window(),
            tr("Seed of the trial"),
            tr("The same seed gives the same fight. It is that of play, too."),
            str(settings.play.seed),
            tr("Take it"),
            lambda text: "" if text.strip().isdecimal() else tr("Expected a whole number, 0 or more."),
            "arrows-clockwise",
        )
        typed = question.asked()
        if typed:
            settings.set("play.seed", int(typed))

    def refresh(self) -> None:
        """Show whether a trial goes on, and how far it is."""
        trials = self._model.editor.trials
        for name, button in self.buttons.items():
            button.refresh()
            button.setVisible(trials.is_running or name == "encounter.try")
        self.progress.setVisible(trials.is_running)
        fraction = trials.job.fraction if trials.job is not None else None
        self.progress.setValue(round(STEPS * (fraction or 0.0)))


class TrialFoot(QWidget):
    """How the last trial ended, whether that still holds, and play from the selected part; hidden without a trial."""

    def __init__(self, model: EncounterModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("panelbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        known = model.editor.actions
        self.play = [
            ActionButton(name, known, ui.run, text=tr("Play from here"), quiet=True)
            for name in ("play.from_beat",)
            if name in known
        ]
        self.again = [
            ActionButton(name, known, ui.run, quiet=True) for name in ("encounter.try_next",) if name in known
        ]
        self.sign: IconLabel = icon_label("info", "severity.info", 14)
        self.words = ElidedLabel("")
        self.stale = label(tr("Out of date since an edit"), "chip")
        self._inner = row(self.sign, (self.words, 1), self.stale, *self.again, *self.play, margins=(8, 2, 8, 2), gap=6)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._inner)
        self.refresh()

    @property
    def has_something(self) -> bool:
        """Whether there is anything to say."""
        trials = self._model.editor.trials
        return trials.is_running or bool(trials.error) or self._model.trial is not None

    def refresh(self) -> None:
        """Show the trial as it is now."""
        trials, trial = self._model.editor.trials, self._model.trial
        for button in self.play:
            button.refresh()
        running = trials.is_running
        for button in self.again:
            button.refresh()
            button.set_text(tr("Seed {seed}", seed=self._model.editor.settings.play.seed + 1))
            button.setVisible(not running)
        self.stale.setVisible(trials.is_stale and not running)
        self.sign.setVisible(not running)
        if running:
            told = trials.job.text if trials.job is not None else tr("Kernels are being compiled")
            self.words.set_whole(told or tr("The autopilot begins"))
        elif trials.error:
            self.sign.show_glyph(*SIGNS["failed"])
            self.words.set_whole(tr("It could not be tried: {why}", why=trials.error))
        elif trial is not None:
            self.sign.show_glyph(*SIGNS.get(trial.outcome, ("info", "severity.info")))
            self.words.set_whole(
                tr(
                    "{ended} Seed {seed}, autopilot “{skill}”.",
                    ended=ended(trial),
                    seed=trial.seed,
                    skill=tr(trial.skill),
                )
            )
