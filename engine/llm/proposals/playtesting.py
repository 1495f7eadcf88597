"""Playtests before accepting: the same seeds before and after, played by autopilot, with every outlier to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any, Literal

from engine.balance.answers import findings_data
from engine.balance.asking import Progress, never, unheard
from engine.balance.findings import findings_of
from engine.balance.happened.oddness import Odd, oddest
from engine.balance.kept import KeptResults
from engine.balance.players import Player, RememberingPlayer
from engine.balance.report import comparisons_data, request_data, results_data
from engine.document import Snapshot
from engine.llm.proposals.checking import Checked
from engine.llm.proposals.reported import STATE, state_digest
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.backends import Backend
from engine.play.playtest.outcomes import Outcomes, RunOutcome
from engine.play.playtest.playing import Shard, prepare
from engine.play.playtest.recording_worst import record_run
from engine.play.playtest.request import Playtest, Stage, Variant
from engine.play.playtest.workers import Played
from engine.world.ids import SKILLS, TICKS_PER_SECOND

Side = Literal["before", "after"]
SIDES: tuple[Side, Side] = ("before", "after")


@dataclass(frozen=True)
class Playtested:
    """How the same seeds ended before a proposal and after it."""

    stages: Mapping[Side, Stage]
    outcomes: Mapping[tuple[str, str], Outcomes]
    """By (side, skill)."""
    chosen: tuple[str, ...]
    """Ids of the hunks that were played."""
    skills: tuple[str, ...]
    seeds: range
    fingerprint: str
    """Names what the runs after it begin from."""
    played_by: str
    seconds: float
    """How long it took [s]; runs that were known already took none of it."""
    runs: int
    """How many were played for it; the others were known."""

    @cached_property
    def report(self) -> dict[str, Any]:
        """The report as plain data, of the same shape as that of `astraweave playtest`."""
        after = Playtest(self.stages["after"], tuple(map(Variant, SIDES)), self.skills, self.seeds)
        folder = self.stages["after"].snapshot.folder
        return {
            "request": request_data(after, project=str(folder), fingerprint=self.fingerprint),
            "hunks": list(self.chosen),
            STATE: state_digest(self.stages["before"].snapshot),
            "results": results_data(self.outcomes),
            "comparisons": comparisons_data(self.outcomes, "before"),
            "findings": findings_data(findings_of(self.stages["after"].view, self.of("after"))),
            "odd": [_odd_data(side, odd) for side in SIDES for odd in oddest(self.of(side))],
            "played_by": self.played_by,
            "seconds": self.seconds,
            "runs_played": self.runs,
        }

    def of(self, side: Side) -> dict[str, Outcomes]:
        """The runs of one side by skill."""
        return {skill: self.outcomes[side, skill] for skill in self.skills}

    def run(self, side: Side, skill: str, seed: int) -> RunOutcome:
        """One run; KeyError for a seed that was not played."""
        for run in self.outcomes[side, skill].runs:
            if run.seed == seed:
                return run
        raise KeyError(seed)

    def record(self, side: Side, skill: str, seed: int, path: Path) -> Path:
        """Play a run again and write its recording, to be looked at.

        One of the side "after" is of the scene with the proposal in it: it plays there, or once that is accepted.

        Raises:
            PlaytestError: It did not end as it did before.
            RecordingError: It can't be written; OSError likewise.
        """
        stage = self.stages[side]
        name = stage.snapshot.folder.resolve().name
        record_run(stage.compiled(Variant()), self.run(side, skill, seed), skill, path, project=name)
        return path


def playtest_proposal(
    checked: Checked,
    game: Sequence[ModuleType],
    backend: Backend,
    *,
    seeds: range,
    skills: Sequence[str] = SKILLS,
    kept: KeptResults | None = None,
    progress: Progress = unheard,
    cancelled: Callable[[], bool] = never,
) -> Playtested:
    """Play the encounter with the same seeds before and after the hunks that were checked. It takes seconds.

    Args:
        checked: The hunks; errors keep them from being played.
        game: The project's own modules.
        backend: Where runs are played; its owner closes it.
        seeds: Which ones.
        skills: Whose autopilots play.
        kept: Where results are remembered; nothing is by default.
        progress: Told how far it is.
        cancelled: Asked between shards.

    Raises:
        PlaytestError: There is nothing to play, or the encounter has no end; CompileError where it can't begin.
        PlaytestCancelledError: It was given up.
    """
    check_playable(checked)
    scope = checked.scope
    states: dict[Side, Snapshot] = {"before": checked.compiled.before, "after": checked.compiled.after}
    stages: dict[Side, Stage] = {
        side: Stage(state, scope.scene, scope.encounter or "", tuple(game), bool(game))
        for side, state in states.items()
    }
    counted = _Counted(backend, len(seeds) * len(skills) * len(SIDES), progress)
    found: dict[tuple[str, str], Outcomes] = {}
    fingerprint = ""
    for side in SIDES:
        compiled = Playtest(stages[side], (Variant(side),), tuple(skills), seeds).check()
        prepare(compiled)
        fingerprint = compiled.fingerprint
    began = perf_counter()
    for side in SIDES:
        player = Player(stages[side], counted, cancelled=cancelled)
        if kept is not None:
            played = RememberingPlayer(player, kept).by_skill(Variant(side), skills, seeds)
            found.update(((side, skill), runs) for skill, runs in played.items())
        else:
            found.update(player.by_skill((Variant(side),), skills, seeds))
        counted.reached(sum(len(each.runs) for each in found.values()))
    return Playtested(
        stages,
        found,
        checked.chosen,
        tuple(skills),
        seeds,
        fingerprint,
        backend.name,
        perf_counter() - began,
        counted.runs,
    )


def check_playable(checked: Checked) -> None:
    """PlaytestError with the reason where a proposal is not to be played."""
    if checked.errors:
        why = " ".join(each.sentence() for each in checked.errors[:3])
        raise PlaytestError(f"the proposal is not playtested, since it can't be accepted. {why}")
    if not checked.is_acceptable:
        raise PlaytestError("the proposal is not playtested, since it changes nothing.")
    if not checked.scope.encounter:
        raise PlaytestError("a playtest is of an encounter, and the proposal is about a scene alone; open one in it.")


def _odd_data(side: Side, odd: Odd) -> dict[str, Any]:
    traits = [{"name": each.name, "value": each.value, "usual": each.usual} for each in odd.traits]
    return {
        "side": side,
        "skill": odd.skill,
        "seed": odd.run.seed,
        "outcome": odd.run.outcome,
        "seconds": odd.run.ticks / TICKS_PER_SECOND,
        "oddness": odd.oddness,
        "traits": traits,
    }


class _Counted:
    """A backend that tells how many runs it has played."""

    def __init__(self, backend: Backend, whole: int, progress: Progress) -> None:
        self._backend = backend
        self._whole = whole
        self._progress = progress
        self._reached = 0
        self.name, self.count = backend.name, backend.count
        self.runs = 0

    def reached(self, count: int) -> None:
        """So many are known by now, played or remembered."""
        self._reached = count
        self._tell(count)

    def played(self, stage: Stage, shards: Sequence[Shard]) -> Iterator[Played]:
        """See Backend."""
        here = 0
        for number, runs in self._backend.played(stage, shards):
            self.runs += len(runs)
            here += len(runs)
            self._tell(self._reached + here)
            yield number, runs

    def close(self) -> None:
        """Its owner closes it."""

    def _tell(self, count: int) -> None:
        self._progress(count / self._whole if self._whole else None, f"{count:,} of {self._whole:,} runs")
