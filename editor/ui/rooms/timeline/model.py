"""The run that plays, as the timeline shows it: what is told of it, where it stands, and how to get elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editor.api import Signal

TICKS_A_SECOND = 60
TRACKS = (
    ("party", "Party", "users-three"),
    ("enemies", "Enemies", "sword"),
    ("weave", "Weave", "magic-wand"),
    ("goals", "Goals", "flag"),
)


class TimelineModel:
    """`changed` fires when another run is shown or its state changes, `moved` with each tick that is shown."""

    changed = Signal()
    moved = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self._wanted: int | None = None
        editor.play.changed.connect(self._changed)
        editor.play.ticked.connect(self._ticked)
        editor.play.branches.changed.connect(self._changed)
        editor.chance.changed.connect(self._changed)

    def close(self) -> None:
        """Stop following the editor."""
        self.editor.play.changed.disconnect(self._changed)
        self.editor.play.ticked.disconnect(self._ticked)
        self.editor.play.branches.changed.disconnect(self._changed)
        self.editor.chance.changed.disconnect(self._changed)
        self.changed.disconnect()
        self.moved.disconnect()

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def chronicle(self) -> Any:
        """What is told of the run, or None when nothing plays."""
        return self.editor.play.chronicle

    @property
    def tick(self) -> int:
        """The tick that is shown, 0 when nothing plays."""
        return self.editor.play.tick or 0

    @property
    def end(self) -> int:
        """The last tick that was played."""
        return self.chronicle.end if self.chronicle is not None else 0

    @property
    def version(self) -> int:
        """Grows whenever something else is told; -1 when nothing plays."""
        return self.chronicle.version if self.chronicle is not None else -1

    @property
    def is_past(self) -> bool:
        """Whether a tick before the last one is shown."""
        return self.tick < self.end

    @property
    def is_playing(self) -> bool:
        """Whether the clock goes on."""
        return self.editor.play.state == "playing"

    def marks(self, first: int, last: int) -> Sequence[Any]:
        """What happened from tick `first` up to and with tick `last`."""
        return self.chronicle.between(first, last) if self.chronicle is not None else ()

    def spans(self) -> Sequence[tuple[int, int, str]]:
        """The parts of the run: first tick, last tick, title."""
        spans = self.chronicle.spans if self.chronicle is not None else ()
        ends = [span.start for span in spans[1:]] + [self.end]
        return [(span.start, end, _title(span)) for span, end in zip(spans, ends, strict=True)]

    def heading(self) -> str:
        """The run in a few words: "Run, seed 8,121, lost at 96 s"."""
        play = self.editor.play
        if self.chronicle is None:
            return ""
        name = play.branches.name
        outcome = self.chronicle.outcome
        words = {"victory": "won at", "defeat": "lost at", "timeout": "out of time at"}.get(outcome, "played")
        return f"{name}, seed {play.seed:,}, {words} {self.end / TICKS_A_SECOND:.1f} s"

    def branches(self) -> Sequence[Any]:
        """The present run and its branches."""
        return self.editor.play.branches.rows()

    def parted(self) -> Sequence[int]:
        """The ticks at which branches part from the present run."""
        return sorted({branch.parted for branch in self.branches() if not branch.is_present})

    @property
    def compared(self) -> Any:
        """What the last comparison of two runs found, or None."""
        return self.editor.play.branches.compared

    @property
    def chance(self) -> Any:
        """The chance to win over the run; None where it is turned off."""
        return self.editor.chance if self.editor.chance.is_on else None

    # --- branches ------------------------------------------------------------------------------------------------

    def switch_branch(self, number: int) -> None:
        """Go over to another run."""
        self._say(self.editor.play.branches.switch(number))

    def rename_branch(self, number: int, name: str) -> None:
        """Give a run another name."""
        self.editor.play.branches.rename(number, name)

    def delete_branch(self, number: int) -> None:
        """Let a run go."""
        self.editor.play.branches.delete(number)

    def compare(self, number: int) -> None:
        """Compare a run with the present one."""
        self.editor.play.branches.compare(number)

    def forget_comparison(self) -> None:
        """Show the branches again."""
        self.editor.play.branches.forget_comparison()

    def jump_to_difference(self) -> None:
        """Go to the tick before the compared runs part."""
        if self.compared is not None and self.compared.found.tick is not None:
            self.seek(self.compared.found.tick - 1)

    def select(self, entity: str) -> None:
        """Select an entity of the open scene."""
        if entity and self.editor.view.get(entity) is not None:
            self.editor.selection.set([entity])

    # --- moving through it ---------------------------------------------------------------------------------------

    def want(self, tick: int) -> None:
        """Ask for a tick, brought into the run; `go` goes to the one that was asked for last."""
        self._wanted = min(max(tick, 0), self.end)

    def go(self) -> bool:
        """Go to the tick that is wanted; whether there was one."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or self.chronicle is None:
            return False
        if wanted != self.tick or self.is_playing:
            self.seek(wanted)
        return True

    def seek(self, tick: int) -> None:
        """Put the run to a tick and hold it there; the status bar says why where that can't be."""
        self._say(self.editor.play.seek(min(max(tick, 0), self.end)))

    def step(self, ticks: int) -> None:
        """Go some ticks on or back; beyond the last one the game plays on by one."""
        if self.chronicle is None:
            return
        if ticks > 0 and self.tick >= self.end:
            self.editor.play.pause()
            self.editor.play.step()
        else:
            self.seek(self.tick + ticks)

    def jump(self, step: int) -> None:
        """Go to the tick after the next (1) or before the last (-1) thing that happened."""
        mark = self.chronicle.next_mark(self.tick, step) if self.chronicle is not None else None
        if mark is not None:
            self.seek(mark.tick + 1)

    def visit(self, mark: Any) -> None:
        """Go to the tick after something happened, and select whom it was about."""
        self.seek(mark.tick + 1)
        self.select(mark.entity)

    def visit_swing(self, swing: Any) -> None:
        """Go to the tick before the chance turned; from there the run can be branched."""
        why_not = self.editor.play.seek(swing.first)
        self._say(why_not or "This is before it turned; Branch here goes on from this tick as another run.")

    def hold_or_go_on(self) -> None:
        """Hold the clock, or let it go on."""
        play = self.editor.play
        if play.state == "playing":
            play.pause()
        else:
            play.resume()

    # --- inside --------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.changed.emit()

    def _say(self, why_not: str) -> None:
        if why_not:
            self.editor.status(why_not)

    def _ticked(self, _tick: int) -> None:
        self.moved.emit()


def _title(span: Any) -> str:
    return f"{span.title}, try {span.attempt + 1}" if span.attempt else str(span.title)
