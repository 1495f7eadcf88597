"""The compare page of physics: stages in the order of the table, and whether the bits are the same."""

from editor.ui.api import tr
from editor.ui.profiling.api import Compared
from engine.physics.capture import TITLES, Capture, Comparison, Difference
from panels.physics_profiler.words import series_of


def _order(stages: tuple[Difference, ...]) -> list[Difference]:
    """As stacked in the bars, top first; the whole tick last."""
    return [*reversed(stages[:-1]), stages[-1]]


def _note(found: Comparison) -> str:
    """Whether both had the same bits, where that can be told."""
    if found.first_differing is not None:
        tick, stage = found.first_differing
        where = tr("tick {tick}, {stage}", tick=f"{tick:,}", stage=TITLES[stage].lower())
        return tr("The bits differ: {where}. The same run has to give the same bits.", where=where)
    if found.equal_ticks:
        return tr("The same bits in all {count} ticks that both hold.", count=f"{found.equal_ticks:,}")
    return ""


def physics_compared() -> Compared:
    """How captures of physics are compared."""
    return Compared(tr("Stage"), "ticks", series_of, Capture.times, _order, _note, has_flame=True)
