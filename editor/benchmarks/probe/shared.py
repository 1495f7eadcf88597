"""One measured window that the cases of a benchmark take turns in; it closes with the last of them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.benchmarks.benchmark import Facts, Row
from engine.resources import samples_folder

if TYPE_CHECKING:
    from editor.benchmarks.probe.window import MeasuredWindow


class SharedWindow:
    """Veilweaver's first encounter in a window, opened for the first case that wants it.

    `closing` is called before the window closes, to end what runs beside it.
    """

    def __init__(self, closing: Callable[["MeasuredWindow"], None] = lambda probe: None) -> None:
        self._closing = closing
        self._window: MeasuredWindow | None = None
        self._users = 0

    def window(self) -> "MeasuredWindow":
        """For one more case; the badge of the encounter rests."""
        from editor.benchmarks.probe.window import MeasuredWindow

        if self._window is None:
            self._window = MeasuredWindow(samples_folder() / "veilweaver")
        self._users += 1
        return self._window

    def let_go(self) -> None:
        """One case less."""
        self._users -= 1
        if not self._users and self._window is not None:
            self._closing(self._window)
            self._window.close()
            self._window = None


def added(rows: Sequence[Row]) -> list[Facts]:
    """How much longer a picture takes than in the first case, with nothing beside the window: median and p99 [ms]."""
    (_, alone, quiet), *others = rows
    return [
        {},
        *(
            {"added_ms": _more(value, alone), "added_p99_ms": _more(facts["p99"], quiet["p99"])}
            for _, value, facts in others
        ),
    ]


def _more(value: float | None, alone: float | None) -> float | None:
    return None if value is None or alone is None else value - alone
