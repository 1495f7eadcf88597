"""Branches: the futures that a run had before it was played on otherwise, each a run to go back to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.play.commands import PlayCommand
from engine.play.past.chronicle import Chronicle, Story
from engine.play.past.history import History
from engine.play.past.packed import size_of
from engine.play.past.past import Past, parted
from engine.play.running.session import Session

MOST_BY_THEMSELVES = 12
"""Branches that nobody asked for; the oldest of more goes."""
MOST_BYTES = 192 * 1024 * 1024
"""What the states of all branches may take, those of the present run aside."""
FAR_APART = 1200
"""Ticks between two kept states of a branch when there is no room for more."""


@dataclass(frozen=True)
class Branch:
    """A run that is not the present one. `is_asked` tells that somebody made or named it, so it stays."""

    number: int
    name: str
    past: Past
    story: Story
    is_asked: bool

    @property
    def end(self) -> int:
        """Its last tick."""
        return self.past.end

    @property
    def outcome(self) -> str:
        """How it ended, "running" when it did not."""
        return self.story.outcome


class Branches:
    """Listens to a session before its history does, and keeps what that is about to forget.

    `version` grows with each change. Numbers are never given twice; the present run has one too.
    """

    def __init__(self, session: Session, history: History, chronicle: Chronicle) -> None:
        self._session, self._history, self._chronicle = session, history, chronicle
        self._others: dict[int, Branch] = {}
        self._parted: dict[int, int] = {}
        self._next = 1
        self.number, self.name, self._is_asked = 0, "Run", False
        self.version = 0
        # Ahead of those who forget: what they know is taken before they cut it.
        session.listeners.insert(0, self)

    @property
    def others(self) -> tuple[Branch, ...]:
        """All branches but the present run, the newest first."""
        return tuple(self._others[number] for number in sorted(self._others, reverse=True))

    def get(self, number: int) -> Branch:
        """A branch by its number. KeyError when there is none."""
        return self._others[number]

    def present(self) -> Branch:
        """The present run as a branch."""
        return Branch(self.number, self.name, self._history.past(), self._chronicle.story(), self._is_asked)

    def parted_at(self, branch: Branch) -> int:
        """The tick at which a branch and the present run part."""
        tick = self._parted.get(branch.number)
        if tick is None:
            tick = parted(branch.past, self._history.past())
        # Alike so far, and perhaps longer now: only what came since is looked at.
        shared = min(branch.end, self._history.end)
        while tick < shared and branch.past.said_at(tick) == self._history.said_at(tick):
            tick += 1
        self._parted[branch.number] = tick
        return tick

    # --- what is done with them ----------------------------------------------------------------------------------

    def branch(self, name: str = "") -> Branch:
        """Keep the run as it is, what comes after the shown tick included, and go on from that tick as another one."""
        at = self._session.tick
        kept = self._keep(name or self.name, is_asked=True)
        self._history.take(kept.past.until(at), at)
        self._chronicle.cut(at)
        self._is_asked = False
        return kept

    def switch(self, number: int, tick: int | None = None) -> None:
        """Let a branch be the present run, at a tick of it: unless told otherwise the shown one, or its last.

        KeyError when there is none; ValueError, with everything as it was, when the tick can't be reached.
        """
        branch = self._others[number]
        before = self.present()
        at = min(self._session.tick if tick is None else tick, branch.end)
        try:
            self._history.take(branch.past, at)
        except ValueError:
            # It heard of the ticks that were played on the way.
            self._chronicle.take(before.story)
            raise
        self._chronicle.take(branch.story)
        del self._others[number]
        self._others[before.number] = before
        self.number, self.name, self._is_asked = branch.number, branch.name, branch.is_asked
        self._changed()

    def rename(self, number: int, name: str) -> None:
        """Give a branch, or the present run, another name; it then stays until it is deleted."""
        if number == self.number:
            self.name, self._is_asked = name, True
        else:
            self._others[number] = replace(self._others[number], name=name, is_asked=True)
        self._changed()

    def delete(self, number: int) -> None:
        """Forget a branch. KeyError when there is none."""
        del self._others[number]
        self._changed()

    # --- listening -----------------------------------------------------------------------------------------------

    def stepped(self, session: Session, commands: Sequence[PlayCommand]) -> None:
        """The session played a tick: when something else was said than then, the old future becomes a branch."""
        at = session.tick - 1
        if not self._history.is_seeking and at < self._history.end and self._history.said_at(at) != tuple(commands):
            self._keep(self.name, is_asked=self._is_asked)
            self._is_asked = False

    def restored(self, session: Session) -> None:
        """The session was put to another tick."""

    # --- inside --------------------------------------------------------------------------------------------------

    def _keep(self, name: str, *, is_asked: bool) -> Branch:
        """Put the present run among the others; what goes on from here has a new number and name."""
        kept = replace(self.present(), name=name, is_asked=is_asked)
        self._others[kept.number] = kept
        self.number, self.name = self._next, f"Branch {self._next}"
        self._next += 1
        by_themselves = [branch.number for branch in self._others.values() if not branch.is_asked]
        for number in sorted(by_themselves)[: max(0, len(by_themselves) - MOST_BY_THEMSELVES)]:
            del self._others[number]
        self._make_room()
        self._changed()
        return kept

    def _make_room(self) -> None:
        """Keep fewer states of the oldest branches until all of them fit."""
        for number in sorted(self._others):
            if self.kept_bytes <= MOST_BYTES:
                return
            branch = self._others[number]
            self._others[number] = replace(branch, past=branch.past.thinned(FAR_APART))

    @property
    def kept_bytes(self) -> int:
        """What the states of all branches take, each that several share counted once."""
        states = {id(state): state for branch in self._others.values() for state in branch.past.kept.values()}
        return sum(map(size_of, states.values()))

    def _changed(self) -> None:
        self.version += 1
        self._parted.clear()
