"""The runs: which one, its export, and its path flown again with other settings, side by side."""

from PySide6.QtWidgets import QComboBox, QMenu, QProgressBar, QStackedLayout, QWidget

from editor.ui.api import (
    ElidedLabel,
    EmptyState,
    Ui,
    column,
    explain,
    fixed_width,
    label,
    push_button,
    row,
    tool_button,
    tr,
)
from editor.ui.profiling.api import CaptureFiles, CaptureWords
from engine.terrain.streaming.config import StreamingConfig
from panels.streaming_diagnostics.figure_table import FigureTable
from panels.streaming_diagnostics.knobs import differences
from panels.streaming_diagnostics.model import StreamingModel
from panels.streaming_diagnostics.run import Run

KINDS = {".csv": ("As CSV…", "CSV"), ".trace.json": ("As Chrome trace for Perfetto…", "Chrome trace")}
WORDS = CaptureWords("Run", "Runs", "Open a run", "Save the run", "Export the run")


class RunsPage(QWidget):
    """A box of runs with its buttons, the chosen one in a line, what to fly it with, and the two flights."""

    def __init__(self, model: StreamingModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.names, self.others = QComboBox(), QComboBox()
        self.names.setAccessibleName(tr("Run"))
        self.others.setAccessibleName(tr("Settings to fly the path with"))
        for box in (self.names, self.others):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.names.activated.connect(lambda place: model.runs.list.choose(self.names.itemData(place)))
        self.others.activated.connect(lambda _place: self._show_difference())
        self.files = CaptureFiles(self, model.runs.list, ui, KINDS, WORDS)
        self.open = tool_button("folder", tr("Open a run…"), size=22, glyph_size=14)
        self.export = tool_button("export", tr("Export or save"), size=22, glyph_size=14)
        self.delete = tool_button("trash", tr("Delete the run"), size=22, glyph_size=14)
        for button, run in (
            (self.open, self.files.open),
            (self.export, self.offer_export),
            (self.delete, self.files.delete),
        ):
            button.clicked.connect(lambda _checked=False, run=run: run())
        self.origin, self.difference = ElidedLabel(role="caption"), ElidedLabel(role="caption")
        self.fly = push_button(tr("Replay this camera path"), glyph="airplane-tilt")
        self.fly.clicked.connect(self._fly)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the flight"))
        fixed_width(self.bar, 96)
        self.count = label("", "caption")
        self.stop = tool_button("x", tr("Stop flying"), size=22, glyph_size=14)
        self.stop.clicked.connect(model.runs.cancel)
        self.table, self.flown_line = FigureTable(), ElidedLabel(role="caption")
        self.hint = EmptyState(
            "airplane-tilt", tr("Not flown again yet"),
            tr("The path is flown with the settings it was recorded with, then with the chosen ones: losses show."),
        )  # fmt: skip
        results = QWidget()
        self._results = QStackedLayout(results)
        self._results.addWidget(column(row((self.flown_line, 1), margins=(8, 2, 8, 2)), (self.table, 1)))
        self._results.addWidget(self.hint)
        head = row((self.names, 1), self.open, self.export, self.delete, margins=(8, 2, 4, 2), gap=2)
        told = row((self.origin, 1), margins=(8, 0, 8, 2))
        choose = row(label("B", "strong"), (self.others, 1), self.fly, self.bar, self.count, self.stop,
                     margins=(8, 2, 8, 2))  # fmt: skip
        shown = column(head, told, choose, row((self.difference, 1), margins=(8, 0, 8, 2)), (results, 1))
        self.empty = EmptyState(
            "record", tr("No run yet"),
            tr("Record some frames while you fly: the camera's path and all numbers are kept here, to be compared."),
            tr("Open a run…"), self.files.open,
        )  # fmt: skip
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)

    def refresh(self) -> None:
        """Show the list, the chosen run and what came of its flight."""
        runs = self._model.runs.list
        if runs.chosen is None and runs.entries:
            runs.chosen = runs.entries[0]
        self._stack.setCurrentIndex(0 if runs.entries else 1)
        self.names.clear()
        for entry in runs.entries:
            self.names.addItem(entry.name, entry)
        self.names.setCurrentIndex(runs.entries.index(runs.chosen) if runs.chosen in runs.entries else -1)
        self._fill_others()
        run = self._run
        self.origin.set_whole(
            _about(run) if run is not None else runs.chosen.problem if runs.chosen is not None else ""
        )
        self._show_difference()
        flown = self._model.runs.flown
        is_of_this = flown is not None and flown.entry is runs.chosen
        self._results.setCurrentIndex(0 if is_of_this else 1)
        if flown is not None and is_of_this:
            self.table.show_rows(flown.rows)
            what = differences(flown.a, flown.b)
            self.flown_line.set_whole(
                tr("Flown: A as recorded, B with {what}", what=what) if what else tr("Flown: A and B as recorded")
            )
        self.follow()

    def follow(self) -> None:
        """Show how far the flight is."""
        runs = self._model.runs
        job = runs.job
        for part in (self.bar, self.count, self.stop):
            part.setVisible(job is not None)
        self.fly.setVisible(job is None)
        explain(self.fly, tr("Fly the path with A and with B, in real time"), tr(runs.why_not_fly(runs.list.chosen)))
        if job is not None:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round((job.fraction or 0.0) * 1000))
            self.count.setText(self._left(job.fraction) if job.text else tr("Starting"))
            self.count.setToolTip(job.text)
            self.bar.setAccessibleDescription(job.text)

    def other(self) -> StreamingConfig:
        """The settings that B is flown with."""
        return self.others.currentData() or self._model.tuning.config

    def offer_export(self) -> QMenu:
        """Open the menu of formats."""
        return self.files.offer_export(self.export)

    @property
    def _run(self) -> Run | None:
        """The chosen run; None for none, or a file that is none."""
        chosen = self._model.runs.list.chosen
        return chosen.get() if chosen is not None else None

    def _fill_others(self) -> None:
        """What B can be: the settings in force, the defaults, those of other runs."""
        runs, before = self._model.runs.list, self.others.currentText()
        choices = [(tr("The settings in force"), self._model.tuning.config), (tr("The defaults"), StreamingConfig())]
        choices += [(tr("As in {name}", name=entry.name), entry.capture.config) for entry in runs.entries
                    if entry.capture is not None and entry is not runs.chosen]  # fmt: skip
        self.others.clear()
        for name, config in choices:
            self.others.addItem(name, config)
        self.others.setCurrentIndex(max(0, self.others.findText(before)) if before else 0)

    def _show_difference(self) -> None:
        run = self._run
        if run is None:
            self.difference.set_whole("")
            return
        told = differences(run.config, self.other())
        self.difference.set_whole(
            tr("B differs: {what}", what=told) if told else tr("B has the settings of the run itself.")
        )

    def _left(self, fraction: float | None) -> str:
        """Time left: the path is flown twice, in real time."""
        run = self._run
        if run is None or fraction is None:
            return ""
        return tr(
            "{percent:.0f} %, {seconds:.0f} s left", percent=fraction * 100, seconds=2 * run.seconds * (1 - fraction)
        )

    def _fly(self) -> None:
        runs = self._model.runs
        if runs.list.chosen is not None:
            runs.fly(runs.list.chosen, self.other())


def _about(run: Run) -> str:
    origin = run.origin
    length = tr("{frames} frames, {seconds:.1f} s", frames=f"{len(run):,}", seconds=run.seconds)
    many = len(run.hitches)
    hitches = tr("1 hitch") if many == 1 else tr("{count} hitches", count=many)
    parts = [origin.project, origin.scene, length, hitches, origin.machine, origin.taken]
    return ", ".join(part for part in parts if part)
