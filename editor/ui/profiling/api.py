"""The names that a profiler's view may use besides those of every panel."""

from editor.ui.profiling.legend import budget_line
from editor.ui.profiling.stage_table import StageTable, swatch
from editor.ui.profiling.times import NS_PER_MS, cell, scale_of

__all__ = ["NS_PER_MS", "StageTable", "budget_line", "cell", "scale_of", "swatch"]
