"""The names that a profiler's view may use besides those of every panel."""

from editor.ui.profiling.capture_files import CaptureFiles, CaptureWords
from editor.ui.profiling.capture_table import CaptureTable
from editor.ui.profiling.compare_page import Compared, ComparePage
from editor.ui.profiling.flame_painter import BAR_FROM_PX, FlamePainter
from editor.ui.profiling.flame_view import FlameView
from editor.ui.profiling.legend import budget_line
from editor.ui.profiling.paged_view import PagedView
from editor.ui.profiling.record_control import RecordControl
from editor.ui.profiling.stage_table import StageTable, swatch
from editor.ui.profiling.time_line import TimeLine, Times
from editor.ui.profiling.times import NS_PER_MS, cell, scale_of

__all__ = [
    "BAR_FROM_PX",
    "NS_PER_MS",
    "CaptureFiles",
    "CaptureTable",
    "CaptureWords",
    "ComparePage",
    "Compared",
    "FlamePainter",
    "FlameView",
    "PagedView",
    "RecordControl",
    "StageTable",
    "TimeLine",
    "Times",
    "budget_line",
    "cell",
    "scale_of",
    "swatch",
]
