"""The past of a run as a value: what was said to it and states to go on from, to be kept and to be compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.play.commands import PlayCommand
from engine.play.running.session import Session
from engine.play.running.state import SessionSnapshot

Said = tuple[PlayCommand, ...]


@dataclass(frozen=True)
class Past:
    """A run from its first tick up to tick `end`.

    `commands[t]` were applied before tick t was played; `kept` are states by tick, the first one always among them;
    `names` says what each stretch grew from (see Lineage), as (tick before it, name).
    """

    end: int
    commands: Mapping[int, Said]
    kept: Mapping[int, SessionSnapshot]
    names: tuple[tuple[int, str], ...] = ()

    @property
    def begin(self) -> int:
        """The first tick that can be gone to."""
        return min(self.kept)

    def said_at(self, tick: int) -> Said:
        """What was said before tick `tick` was played."""
        return self.commands.get(tick, ())

    def before(self, tick: int) -> int:
        """The last tick at or before `tick` whose state is kept."""
        return max(kept for kept in self.kept if kept <= tick)

    def until(self, tick: int) -> "Past":
        """The same run up to a tick only."""
        return Past(
            min(self.end, tick),
            {at: said for at, said in self.commands.items() if at < tick},
            {at: kept for at, kept in self.kept.items() if at <= tick},
            tuple(entry for entry in self.names if entry[0] < tick),
        )

    def thinned(self, apart: int) -> "Past":
        """The same run with states that are at least so many ticks apart; the first and the last stay."""
        ticks = sorted(self.kept)
        chosen = ticks[:1]
        for tick in ticks[1:]:
            if tick - chosen[-1] >= apart or tick == ticks[-1]:
                chosen.append(tick)
        return Past(self.end, self.commands, {tick: self.kept[tick] for tick in chosen}, self.names)


def parted(one: Past, other: Past) -> int:
    """The first tick before which something else was said to two runs that began alike; where one ends, else."""
    shared = min(one.end, other.end)
    ticks = sorted({*one.commands, *other.commands})
    return next((tick for tick in ticks if tick < shared and one.said_at(tick) != other.said_at(tick)), shared)


def twin_of(session: Session, past: Past) -> Session:
    """Another session of the same start, at the first tick of a past; changing it changes nothing of the first one."""
    # Its chapters have the starting values that were asked for already.
    twin = Session(session.slice, session.seed, tick_limit=session.tick_limit, threads=0)
    twin.restore(past.kept[past.begin])
    return twin
