"""Make it fair: values of some numbers that bring the open encounter to where its designer wants it, as one command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.balance.measured import FIRST_SEED
from editor.core.balance.question import Question, Tell
from editor.core.jobs import CancelledError
from engine.balance.paired import Difference, difference
from engine.document import Command, Compound, Path, Set
from engine.world.ids import SKILLS

if TYPE_CHECKING:
    from editor.core.jobs import Progress
    from engine.balance.asking import Play
    from engine.balance.fair import Fair, Target
    from engine.balance.properties import Property
    from engine.play.playtest.request import Stage


CHECKED_SEEDS = 256


@dataclass(frozen=True)
class Effect:
    """What the proposed values change for one skill, on the same seeds."""

    skill: str
    before: int
    after: int
    """Wins with the values as they are and as proposed."""
    difference: Difference


@dataclass(frozen=True)
class Proposal:
    """What the search answers, and what its values change for every skill, asked for or not."""

    fair: "Fair"
    effects: tuple[Effect, ...]


class MakeItFair(Question[Proposal]):
    """The proposed values, or the nearest ones with what they miss."""

    title = "Making it fair"

    def ask(self, target: "Target", numbers: "Sequence[Property]") -> None:
        """Begin to look for values of some numbers with which the encounter is inside a target."""
        chosen = tuple(numbers)

        def work(
            play: "Play", _stage: "Stage", progress: "Progress", cancelled: Callable[[], bool], tell: "Tell[Proposal]"
        ) -> None:
            from engine.balance.fair import make_it_fair

            fair = make_it_fair(play, target, chosen, progress=progress, cancelled=cancelled)
            if fair.is_cancelled:
                raise CancelledError
            progress(None, "What else changes")
            tell(Proposal(fair, effects_of(play, fair) if fair.moves else ()))

        self._ask(work)

    def why_not_apply(self) -> str:
        """Why the proposed values can't be set now; "" when they can."""
        if self.answer is None or not self.answer.fair.moves:
            return "Nothing is proposed."
        if self.is_stale:
            return "The encounter is another one since; look again."
        return "Stop the run to edit the document." if self._bench.play.is_active else ""

    def apply(self) -> None:
        """Set the proposed values as one entry of the history. CommandError where the document refuses one."""
        document = self._bench.document
        if self.why_not_apply() or self.answer is None or document is None:
            return
        commands: list[Command] = []
        for move in self.answer.fair.moves:
            value = round(move.value) if move.number.is_whole else move.value
            paths = [Path.parse(change.path) for change in move.number.changes(move.value)]
            commands += [Set(path=path, old=document.value(path), new=value) for path in paths]
        self._bench.run(Compound(title="Make it fair", commands=tuple(commands)))


def effects_of(play: "Play", fair: "Fair") -> tuple[Effect, ...]:
    """What the values of an answer change in the win rate of each skill."""
    from engine.balance.fair.target import variant_of
    from engine.play.playtest.request import AS_IT_IS, Variant

    there = variant_of(fair.moves)
    seeds = range(FIRST_SEED, FIRST_SEED + CHECKED_SEEDS)
    found: list[Effect] = []
    for skill in SKILLS:
        played = play([Variant(AS_IT_IS), there], skill, seeds)
        before, after = played[AS_IT_IS].won, played[there.name].won
        found.append(Effect(skill, int(before.sum()), int(after.sum()), difference(before, after)))
    return tuple(found)
