"""The past of a running session: what was said to it, and states to go back to, in bounded memory."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.play.commands import Input, PlayCommand
from engine.play.past.lineage import Lineage
from engine.play.past.packed import packed, size_of
from engine.play.past.past import Past
from engine.play.running.session import Session
from engine.play.running.state import SessionSnapshot

EVERY, EVERY_LARGE = 120, 600
"""Ticks between two kept states: two seconds, ten for large ones, whose copying a frame would show."""
LARGE_BYTES = 4 * 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024
"""What the kept states may take; the first and the newest are always kept."""
LATELY = 0.1
"""Share of the last tick in what a tick costs lately."""
LONGEST_S = 2.0
"""How long playing again may take on the way to a tick [s]."""


class History:
    """Listens to a session from tick 0 on; `seek` puts it to a tick that was played and is near to a kept state.

    Going back forgets nothing: only when something else is said than then, what came after it is forgotten.
    """

    def __init__(self, session: Session, *, most_bytes: int = MOST_BYTES) -> None:
        self.session = session
        self.end = session.tick
        self._most = most_bytes
        self._commands: dict[int, tuple[PlayCommand, ...]] = {}
        self._kept: dict[int, SessionSnapshot] = {session.tick: packed(session.snapshot())}
        self._lineage = Lineage(session)
        self._names: list[tuple[int, str]] = [(-1, self._lineage.name)]
        self._is_seeking = self._has_travelled = False
        self.tick_ns = 0.0
        """What a tick costs lately; one that the machine held up counts for little. 0 while none was measured."""
        session.listeners.append(self)

    def close(self) -> None:
        """Stop listening."""
        if self in self.session.listeners:
            self.session.listeners.remove(self)

    @property
    def kept_ticks(self) -> tuple[int, ...]:
        """Ticks whose state is kept, ascending."""
        return tuple(self._kept)

    def state_at(self, tick: int) -> SessionSnapshot:
        """The state that is kept of a tick. KeyError where none is."""
        return self._kept[tick]

    @property
    def kept_bytes(self) -> int:
        """What the kept states take."""
        return sum(map(size_of, self._kept.values()))

    @property
    def is_seeking(self) -> bool:
        """Whether ticks are played again on the way to one."""
        return self._is_seeking

    def said_at(self, tick: int) -> tuple[PlayCommand, ...]:
        """What was said before tick `tick` was played."""
        return self._commands.get(tick, ())

    def commands(self) -> Iterator[tuple[int, PlayCommand]]:
        """Everything that was said, as (tick before which it was, command), in the order of saying."""
        return ((tick, command) for tick in sorted(self._commands) for command in self._commands[tick])

    def past(self) -> Past:
        """The run as a value; what is played on changes it no more."""
        return Past(self.end, dict(self._commands), dict(self._kept), tuple(self._names))

    def take(self, past: Past, tick: int) -> None:
        """Let another past of this session be its own, and put the session to a tick of it.

        ValueError with the reason, and everything as it was, when that tick can't be reached.
        """
        before, here = self.past(), self.session.tick
        try:
            self._adopt(past, tick)
        except ValueError:
            self._adopt(before, here)
            raise

    def run_of(self, tick: int) -> str:
        """What the state after tick number `tick` grew from, as a text; see Lineage."""
        return self._names[bisect_right(self._names, tick - 1, key=lambda entry: entry[0]) - 1][1]

    def input_at(self, tick: int) -> Input | None:
        """What the player's hands did when tick `tick` was reached; None when nothing was said until then."""
        said = (
            command for at in sorted(self._commands, reverse=True) if at < tick for command in self._commands[at][::-1]
        )
        return next((command for command in said if isinstance(command, Input)), None)

    def why_not(self, tick: int) -> str:
        """Why the session can't be put to a tick, as a sentence; "" when it can."""
        if not min(self._kept) <= tick <= self.end:
            return f"Tick {tick:,} was not played; the run went from tick {min(self._kept):,} to {self.end:,}."
        again = tick - self._start_of(tick)
        seconds = again * self.tick_ns / 1e9
        if seconds > LONGEST_S:
            return f"Tick {tick:,} is too far from a kept state: playing {again:,} ticks again takes {seconds:.0f} s."
        return ""

    def seek(self, tick: int) -> None:
        """Put the session to a tick, by the nearest state before it. ValueError with the reason when it can't."""
        refused = self.why_not(tick)
        if refused:
            raise ValueError(refused)
        start = self._start_of(tick)
        self._is_seeking = True
        try:
            if start != self.session.tick or self.session.is_failed:
                self.session.restore(self._kept[start])
            while self.session.tick < tick:
                before = self.session.tick
                self.session.step(self._commands.get(before, ()))
                if self.session.tick == before:
                    raise ValueError(f"Tick {tick:,} can't be reached: the run stops at tick {before:,} now.")
        finally:
            self._is_seeking = False

    def stepped(self, session: Session, commands: Sequence[PlayCommand]) -> None:
        """The session played a tick."""
        has_travelled, self._has_travelled = self._has_travelled, False
        if session.profile.is_measured:
            cost = session.profile.total_ns
            self.tick_ns += (min(cost, 2 * self.tick_ns) - self.tick_ns) * LATELY if self.tick_ns else cost
        if self._is_seeking:
            return
        at, said = session.tick - 1, tuple(commands)
        if at < self.end and said != self._commands.get(at, ()):
            self._cut(at)
        if at >= self.end:
            self.end = session.tick
            if said:
                self._commands[at] = said
                self._lineage.say(at, said)
            if has_travelled:
                self._lineage.travel(session)
            if said or has_travelled:
                self._names.append((at, self._lineage.name))
            self._keep(session)

    def restored(self, session: Session) -> None:
        """The session was put to another tick."""
        self._has_travelled = False

    def travelled(self, session: Session) -> None:
        """The session has come to another chapter, or begins one anew."""
        self._has_travelled = True

    # --- inside --------------------------------------------------------------------------------------------------

    def _adopt(self, past: Past, tick: int) -> None:
        self.end, self._commands, self._kept = past.end, dict(past.commands), dict(past.kept)
        self._names = list(past.names)
        self._lineage.name = self._names[-1][1]
        # What happened on the way here happened to another run.
        self.session.events.clear()
        self.session.restore(self._kept[past.before(min(max(tick, past.begin), past.end))])
        self.seek(tick)

    def _start_of(self, tick: int) -> int:
        """Where playing to a tick begins: at a kept state, or where the session is when that is nearer."""
        start = max(kept for kept in self._kept if kept <= tick)
        here = self.session.tick
        return here if start <= here <= tick and not self.session.is_failed else start

    def _cut(self, at: int) -> None:
        self.end = at
        self._commands = {tick: said for tick, said in self._commands.items() if tick < at}
        self._kept = {tick: kept for tick, kept in self._kept.items() if tick <= at}
        self._names = [entry for entry in self._names if entry[0] < at]
        self._lineage.name = self._names[-1][1]

    def _keep(self, session: Session) -> None:
        newest = max(self._kept)
        is_large = size_of(self._kept[newest]) > LARGE_BYTES
        if session.tick - newest < (EVERY_LARGE if is_large else EVERY) or session.is_failed:
            return
        self._kept[session.tick] = packed(session.snapshot())
        # Counting costs more than a copy does: it is left out while there is room for all as large as the last two.
        most = max(size_of(self._kept[newest]), size_of(self._kept[session.tick]))
        if len(self._kept) * most <= self._most and len(self._kept) % 16:
            return
        while len(self._kept) > 2 and self.kept_bytes > self._most:
            del self._kept[self._least_missed(session.tick)]

    def _least_missed(self, now: int) -> int:
        """The state whose absence leaves the smallest gap for its age: close together lately, thinly long ago."""
        ticks = list(self._kept)
        gaps = {
            middle: (after - before) / (now - middle + EVERY)
            for (before, middle), (_, after) in zip(pairwise(ticks), pairwise(ticks[1:]), strict=False)
        }
        return min(gaps, key=gaps.__getitem__)
