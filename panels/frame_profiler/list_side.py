"""The list of captures at the left: the newest frames first, then what was recorded or opened."""

from PySide6.QtWidgets import QComboBox, QWidget

from editor.ui.api import Box, ElidedLabel, Ui, column, look, row, tool_button, tr
from editor.ui.profiling.api import CaptureFiles, CaptureTable
from engine.telemetry.frames.capture import FrameCapture
from engine.telemetry.frames.rows import TOTAL, zone_times
from engine.telemetry.summary import summary_of
from engine.telemetry.words import time_text
from panels.frame_profiler.model import FrameProfilerModel

LIST_WIDTH = 224
KINDS = {".trace.json": ("As Chrome trace for Perfetto…", "Chrome trace"), ".csv": ("As CSV…", "CSV")}


class ListSide:
    """The list where there is room (`wide`), a box of names elsewhere (`narrow`), and what is done with files."""

    def __init__(self, model: FrameProfilerModel, ui: Ui, over: QWidget) -> None:
        self._model = model
        self.files = CaptureFiles(over, model.captures, ui, KINDS)
        self.live = tool_button(
            "gauge", tr("Show the newest frames"), text=tr("Live"), size=22, glyph_size=14, checkable=True, quiet=True
        )
        self.live.clicked.connect(model.show_live)
        self.open = tool_button("folder", tr("Open a capture…"), size=22, glyph_size=14)
        self.open_narrow = tool_button("folder", tr("Open a capture…"), size=22, glyph_size=14)
        for button in (self.open, self.open_narrow):
            button.clicked.connect(self.files.open)
        self.table = CaptureTable(model.captures, (tr("Frames"), "p50"), _told)
        self.table.clicked.connect(lambda index: model.captures.choose(model.captures.entries[index.row()]))
        self.folder = ElidedLabel(role="caption", keeps_end=True)
        self.wide: Box = column(
            row(self.live, None, self.open, margins=(4, 1, 4, 1)),
            (self.table, 1),
            row((self.folder, 1), margins=(8, 2, 8, 2)),
        )
        look.follow(self.wide, lambda side: side.setFixedWidth(look.px(LIST_WIDTH)))
        self.names = QComboBox()
        self.names.setAccessibleName(tr("Capture"))
        self.names.activated.connect(self._named)
        self.narrow: Box = row((self.names, 1), self.open_narrow, margins=(8, 2, 4, 2))

    def refresh(self) -> None:
        """Take the list of the model."""
        captures, is_live = self._model.captures, self._model.is_live
        self.live.setChecked(is_live)
        self.table.refresh()
        if is_live:
            self.table.clearSelection()
        self.names.clear()
        self.names.addItem(tr("Live"), None)
        for entry in captures.entries:
            self.names.addItem(entry.name, entry)
        self.names.setCurrentIndex(
            0 if is_live or captures.chosen is None else captures.entries.index(captures.chosen) + 1
        )
        self.folder.set_whole(str(captures.folder or tr("Captures can be saved once a project is open.")))

    def _named(self, place: int) -> None:
        entry = self.names.itemData(place)
        if entry is None:
            self._model.show_live()
        else:
            self._model.captures.choose(entry)


def _told(capture: FrameCapture) -> tuple[str, str]:
    """Frames and median of a capture."""
    median = summary_of(TOTAL, "", zone_times(capture.frames, TOTAL)).p50
    return f"{len(capture):,}", "" if median is None else time_text(median)
