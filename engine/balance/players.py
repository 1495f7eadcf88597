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
        playtest = Playtest(self.stage, tuple(variants), (skill,), seeds)
        found = play_all(playtest, self._backend, cancelled=self._cancelled)
        return {name: outcomes for (name, _), outcomes in found.items()}


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
            there = set(outcomes.seeds.tolist())
            missing = tuple(seed for seed in seeds if seed not in there)
            if missing:
                lacking.setdefault(missing, []).append(variant)
        for missing, those in lacking.items():
            found = self._player(those, skill, missing)
            for variant in those:
                played = found[variant.name].runs
                runs[variant] = Outcomes.of(variant.name, skill, (*runs[variant].runs, *played))
                content = self._content(variant)
                if content:
                    self._kept.write(content, skill, played)
        return {variant.name: outcomes for variant, outcomes in runs.items()}

    def known(self, variant: Variant, skill: str, seeds: Sequence[int]) -> Outcomes:
        """Those of the runs that are known already; nothing is played."""
        content, wanted = self._content(variant), set(seeds)
        kept = self._kept.read(content, skill) if content else ()
        return Outcomes.of(variant.name, skill, (run for run in kept if run.seed in wanted))

    def _content(self, variant: Variant) -> str:
        """What a variant comes to; see `content_of_variant`."""
        if variant not in self._contents:
            self._contents[variant] = content_of_variant(self._player.stage, variant)
        return self._contents[variant]


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
