"""What plays for the rest of this room: a backend of playtests, and before it the results that are kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from engine.balance.asking import never
from engine.balance.content import content_of
from engine.balance.kept import KeptResults
from engine.document import view
from engine.play.playtest.backends import Backend
from engine.play.playtest.backends import play as play_all
from engine.play.playtest.outcomes import Outcomes
from engine.play.playtest.request import Playtest, Stage, Variant


class Player:
    """Plays variants of one encounter on a backend. A `Play`.

    Raises PlaytestError and CompileError for what can't be played, PlaytestCancelledError when it was given up.
    """

    def __init__(self, stage: Stage, backend: Backend, *, cancelled: Callable[[], bool] = never) -> None:
        self.stage = stage
        self._backend = backend
        self._cancelled = cancelled

    def __call__(self, variants: Sequence[Variant], skill: str, seeds: Sequence[int]) -> Mapping[str, Outcomes]:
        """Play them all to their ends."""
        return {name: outcomes for (name, _), outcomes in self.by_skill(variants, (skill,), seeds).items()}

    def by_skill(
        self, variants: Sequence[Variant], skills: Sequence[str], seeds: Sequence[int]
    ) -> Mapping[tuple[str, str], Outcomes]:
        """Play them all to their ends by several skills in one go; by (variant's name, skill)."""
        playtest = Playtest(self.stage, tuple(variants), tuple(skills), seeds)
        return play_all(playtest, self._backend, cancelled=self._cancelled)


class RememberingPlayer:
    """Plays only what is not known yet, and keeps what it played. A `Play`.

    Variants are known by what they come to: one that sets a number to a value is the same as the encounter once
    somebody has set it so.
    """

    def __init__(self, player: Player, kept: KeptResults) -> None:
        self._player = player
        self._kept = kept
        self._contents: dict[Variant, str] = {}

    def __call__(self, variants: Sequence[Variant], skill: str, seeds: Sequence[int]) -> Mapping[str, Outcomes]:
        """Play them all to their ends, or remember how they ended."""
        runs = {variant: self.known(variant, skill, seeds) for variant in variants}
        lacking: dict[tuple[int, ...], list[Variant]] = {}
        for variant, outcomes in runs.items():
            if missing := missing_of(outcomes, seeds):
                lacking.setdefault(missing, []).append(variant)
        for missing, those in lacking.items():
            found = self._player(those, skill, missing)
            for variant in those:
                runs[variant] = self._with(variant, skill, runs[variant], found[variant.name])
        return {variant.name: outcomes for variant, outcomes in runs.items()}

    def by_skill(self, variant: Variant, skills: Sequence[str], seeds: Sequence[int]) -> dict[str, Outcomes]:
        """Play a variant to its ends by several skills in one go, or remember how it ended; by skill."""
        runs = {skill: self.known(variant, skill, seeds) for skill in skills}
        lacking: dict[tuple[int, ...], list[str]] = {}
        for skill, outcomes in runs.items():
            if missing := missing_of(outcomes, seeds):
                lacking.setdefault(missing, []).append(skill)
        for missing, those in lacking.items():
            for (_, skill), found in self._player.by_skill((variant,), those, missing).items():
                runs[skill] = self._with(variant, skill, runs[skill], found)
        return runs

    def known(self, variant: Variant, skill: str, seeds: Sequence[int]) -> Outcomes:
        """Those of the runs that are known already; nothing is played."""
        content, wanted = self._content(variant), set(seeds)
        kept = self._kept.read(content, skill) if content else ()
        return Outcomes.of(variant.name, skill, (run for run in kept if run.seed in wanted))

    def _with(self, variant: Variant, skill: str, before: Outcomes, played: Outcomes) -> Outcomes:
        """What was known and what was played, which is kept."""
        content = self._content(variant)
        if content:
            self._kept.write(content, skill, played.runs)
        return Outcomes.of(variant.name, skill, (*before.runs, *played.runs))

    def _content(self, variant: Variant) -> str:
        """What a variant comes to; see `content_of_variant`."""
        if variant not in self._contents:
            self._contents[variant] = content_of_variant(self._player.stage, variant)
        return self._contents[variant]


def missing_of(outcomes: Outcomes, seeds: Sequence[int]) -> tuple[int, ...]:
    """Those of the seeds that were not played."""
    there = set(outcomes.seeds.tolist())
    return tuple(seed for seed in seeds if seed not in there)


def keep(
    stage: Stage, variants: Iterable[Variant], played: Mapping[tuple[str, str], Outcomes], kept: KeptResults
) -> None:
    """Keep what was played of some variants, by (variant, skill), for whoever asks later."""
    for variant in variants:
        content = content_of_variant(stage, variant)
        for (name, skill), outcomes in played.items():
            if content and name == variant.name:
                kept.write(content, skill, outcomes.runs)


def content_of_variant(stage: Stage, variant: Variant) -> str:
    """What a variant comes to; "" where that can't be told, so that nothing of it is kept."""
    scene = view(stage.varied(variant), stage.scene, stage.encounter)
    try:
        return content_of(scene, stage.game)
    except LookupError:
        return ""
