"""The numbers tuned in a run, one step for each entry or drag, so that Ctrl+Z takes back what was just tuned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from engine.play.commands import Tune

if TYPE_CHECKING:
    from engine.play.commands import PlayCommand
    from engine.play.past.history import History
    from engine.play.running.session import Session

Numbers = tuple[tuple[str, float], ...]
"""One number of some entities: (entity, value)."""


@dataclass(frozen=True)
class TunedStep:
    """One field tuned at once: whose, from which numbers to which, when [tick], and how long the history was then."""

    sentence: str
    field: str
    before: Numbers
    after: Numbers
    tick: int
    index: int


class TunedPlay(Protocol):
    """What tuning needs of play."""

    session: "Session | None"
    history: "History | None"

    def say(self, command: "PlayCommand", instead_of: "Callable[[PlayCommand], bool]") -> None:
        """Say something to the session before its next tick, in place of what is not said yet and no longer true."""
        ...

    def to_be_said(self) -> "tuple[PlayCommand, ...]":
        """What is said to the session before its next tick."""
        ...


class TunedSteps:
    """The steps of one run, those that were taken back after the others.

    They stand between the entries of the history, which a run may add to as well: `index`, the number of entries that
    are applied now, tells which of both comes first. Steps of a future that was given up, or is not reached again yet,
    are passed over.
    """

    def __init__(self, play: TunedPlay, tune: Callable[[str, str, float], None]) -> None:
        """`tune` gives a number of an entity to the copy."""
        self._play, self._tune = play, tune
        self._done: list[TunedStep] = []
        self._undone: list[TunedStep] = []

    def clear(self) -> None:
        """Another run begins."""
        self._done, self._undone = [], []

    def add(self, sentence: str, field: str, before: Numbers, after: Numbers, index: int) -> None:
        """Remember what was just tuned; nothing where no number differs."""
        session = self._play.session
        if session is None or before == after:
            return
        self._done = [*self._true(self._done), TunedStep(sentence, field, before, after, session.tick, index)]
        self._undone = []

    def last(self, index: int) -> TunedStep | None:
        """The step that is the last change of all; None where the history has a later one."""
        step = next(reversed(self._true(self._done)), None)
        return step if step is not None and step.index >= index else None

    def next(self, index: int) -> TunedStep | None:
        """The step to be done again before anything of the history is."""
        step = next(reversed(self._undone), None)
        return step if step is not None and self._play.session is not None and step.index <= index else None

    def take_back(self, step: TunedStep) -> None:
        """Let the copy go on with the numbers from before the last step."""
        self._done = self._done[: self._done.index(step)]
        self._undone.append(step)
        self._say(step.field, step.before)

    def do_again(self, step: TunedStep) -> None:
        """Let the copy go on with the numbers of a step that was taken back."""
        self._undone.remove(step)
        self._done.append(step)
        self._say(step.field, step.after)

    def _say(self, field: str, numbers: Numbers) -> None:
        for entity, value in numbers:
            self._tune(entity, field, value)

    def _true(self, steps: Sequence[TunedStep]) -> list[TunedStep]:
        """Those that are part of what is shown now."""
        session, history = self._play.session, self._play.history
        if not steps or session is None or history is None:
            return []
        past = (command for tick, command in history.commands() if tick <= session.tick)
        said = {
            (tune.entity, tune.field, _digits(tune.value))
            for tune in (*past, *self._play.to_be_said())
            if isinstance(tune, Tune)
        }
        return [step for step in steps if all((who, step.field, _digits(value)) in said for who, value in step.after)]


def _digits(value: float) -> str:
    """A number as far as a copy, whose numbers have 32 bits, keeps it."""
    return f"{value:.6g}"
