"""What `astraweave playtest` answers beside win rates: which numbers matter, and which values make a fight fair."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from engine.world.ids import SKILLS

if TYPE_CHECKING:
    from engine.balance.asking import Play, Progress
    from engine.balance.fair import Fair, Target
    from engine.balance.players import RememberingPlayer
    from engine.balance.properties import Property
    from engine.play.playtest.backends import Backend
    from engine.play.playtest.request import Stage

CHOSEN, CHOOSING = 3, ((1.0, 16), (0.2, 64))
"""How many numbers may move where none is named: those that matter most, by such stages."""


@dataclass(frozen=True)
class Question:
    """What is asked of an encounter: what matters, or where it should be and what may move there."""

    what_matters: bool
    target: str
    move: tuple[str, ...]
    budget: int

    @property
    def is_asked(self) -> bool:
        """Whether anything is."""
        return self.what_matters or bool(self.target)


class Asked:
    """A question that was understood, ready to be played. PlaytestError where it can't be meant."""

    def __init__(self, stage: "Stage", question: Question) -> None:
        from engine.balance.fair.wanted import target_of
        from engine.balance.named import number_named

        self._stage, self._question = stage, question
        self._target: Target | None = target_of(question.target) if question.target else None
        self._numbers: list[Property] = [number_named(stage.view, name) for name in question.move]

    def report(self, backend: "Backend", skills: Sequence[str], seeds: range) -> dict[str, Any]:
        """Play what it takes. What was played is kept, so that asking again, or going on after Ctrl-C, is quick."""
        from engine.balance.kept import KeptResults
        from engine.balance.players import Player, RememberingPlayer

        counted = _Counted(backend)
        player = RememberingPlayer(Player(self._stage, counted), KeptResults())
        began = perf_counter()
        if self._target is None:
            found = self._ranked(player, skills, seeds)
        else:
            found = self._fair(player, self._target, seeds.start)
        return {
            **found,
            "played_by": backend.name,
            "seconds": perf_counter() - began,
            "runs_played": counted.runs,
        }

    def _ranked(self, player: "RememberingPlayer", skills: Sequence[str], seeds: range) -> dict[str, Any]:
        from engine.balance.answers import ranking_data
        from engine.balance.properties import properties_of
        from engine.balance.sensitivity import STAGES, what_matters

        stages = [(share, min(count, len(seeds))) for share, count in STAGES]
        stages = [each for place, each in enumerate(stages) if not place or each[1] > stages[place - 1][1]]
        numbers = self._numbers or properties_of(self._stage.view)
        found: list[dict[str, Any]] = []
        for skill in skills:
            with _bar(f"What matters to {skill}") as progress:
                *_, last = what_matters(cast("Play", player), numbers, skill, seeds, stages=stages, progress=progress)
            found.append(ranking_data(last))
        return {"what_matters": found}

    def _fair(self, player: "RememberingPlayer", target: "Target", first: int) -> dict[str, Any]:
        from engine.balance.answers import fair_data
        from engine.balance.fair import make_it_fair
        from engine.balance.fair.trials import FRESH

        numbers = self._numbers or self._chosen(player, target, first)
        with _bar("Making it fair") as progress:
            fair = make_it_fair(
                cast("Play", player), target, numbers, first_seed=first, budget=self._question.budget, progress=progress
            )
        return {
            "fair": fair_data(target, fair),
            "moved": [each.path for each in numbers],
            "is_fresh": fair.seeds.start >= first + FRESH,
            "comparisons": self._changes_else(player, fair, first),
        }

    def _chosen(self, player: "RememberingPlayer", target: "Target", first: int) -> "list[Property]":
        """The numbers that matter most to the first skill of the target."""
        from engine.balance.properties import properties_of
        from engine.balance.sensitivity import what_matters

        numbers = properties_of(self._stage.view)
        with _bar("Looking for numbers that matter") as progress:
            *_, last = what_matters(
                cast("Play", player),
                numbers,
                target.skills[0],
                range(first, first + 64),
                stages=CHOOSING,
                progress=progress,
            )
        return [bar.number for bar in last.bars[:CHOSEN]]

    def _changes_else(self, player: "RememberingPlayer", fair: "Fair", first: int) -> list[dict[str, Any]]:
        """What the values change for every skill, on the same seeds."""
        from engine.balance.fair.search import GLANCE
        from engine.balance.fair.target import variant_of
        from engine.balance.report import comparisons_data
        from engine.play.playtest.outcomes import Outcomes
        from engine.play.playtest.request import AS_IT_IS, Variant

        if not fair.moves:
            return []
        variants = (Variant(AS_IT_IS), variant_of(fair.moves))
        played: dict[tuple[str, str], Outcomes] = {}
        for skill in SKILLS:
            for name, outcomes in player(variants, skill, range(first, first + GLANCE)).items():
                played[name, skill] = outcomes
        return comparisons_data(played, AS_IT_IS)


class _Counted:
    """A backend that counts its runs."""

    def __init__(self, backend: "Backend") -> None:
        self.name, self.count, self.runs = backend.name, backend.count, 0
        self._backend = backend

    def played(self, stage: "Stage", shards: Sequence[Any]) -> Any:
        """See Backend."""
        self.runs += sum(len(shard.seeds) for shard in shards)
        return self._backend.played(stage, shards)

    def close(self) -> None:
        """Whoever made the other one ends it."""


@contextmanager
def _bar(text: str) -> "Generator[Progress]":
    """A bar on a terminal; nothing is shown elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[done]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(text, total=1.0, done="")

        def tell(fraction: float | None, text: str = "") -> None:
            bar.update(task, completed=fraction, done=text)

        yield tell
