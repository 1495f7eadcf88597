"""A trial: the open encounter played to its end beside the window, and when each of its beats happened."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from psygnal import Signal

from editor.core.encounters.flow import START
from editor.core.encounters.guide import Guide

if TYPE_CHECKING:
    from editor.core.jobs import Job, Progress
    from editor.core.play.starting.warm import WarmUp
    from editor.core.workbench import Workbench
    from engine.document import FileNode, Snapshot
    from engine.play.running.session import Session

REST_EVERY, REST_S = 8, 0.001
"""The window gets its turn after so many ticks."""
TICKS_A_SECOND = 60
Happening = Literal["began", "led", "called", "came", "beaten", "fired", "met", "failed", "said", "won", "lost", "over"]


@dataclass(frozen=True)
class Beat:
    """When something happened to a part of the encounter; `amount` is how many came, or stood when it was called."""

    tick: int
    what: Happening
    amount: int = 0


@dataclass(frozen=True)
class Trial:
    """What a run of an encounter came to: its beats by entity, how it ended and why, and what it was a run of."""

    beats: Mapping[str, tuple[Beat, ...]]
    outcome: str
    why: str
    ticks: int
    seed: int
    revision: int
    place: tuple[str | None, str | None] = (None, None)
    skill: str = "average"
    """How well the autopilot played it."""
    state: Snapshot | None = field(default=None, compare=False, repr=False)
    """The project that was played, to tell whether it is the same again."""


@dataclass
class _Watch:
    """Turns the events of a session into beats."""

    session: Session
    beats: dict[str, list[Beat]] = field(default_factory=dict[str, list[Beat]])
    _group_of: dict[int, str] = field(default_factory=dict[int, str])
    _up: dict[str, set[int]] = field(default_factory=dict[str, set[int]])

    def __post_init__(self) -> None:
        compiled = self.session.compiled
        names = ("trigger", "objective", "line", "spawn_group", "victory", "defeat")
        self._ids = {name: [entity.id for entity in compiled.view.with_component(name)] for name in names}
        self._kinds = compiled.parts.event_names
        groups: list[int] = compiled.rows["spawn_group"].tolist()
        teams: list[int] = compiled.rows["team"].tolist()
        from engine.world.ids import HOSTILE

        for row, number in enumerate(groups):
            if number >= 0:
                self._group_of[row] = self._ids["spawn_group"][number]
            elif teams[row] == HOSTILE:
                self._group_of[row] = START
                self._up.setdefault(START, set()).add(row)
        self.tell(START, Beat(0, "began"))

    def tell(self, entity: str, beat: Beat) -> None:
        """Write a beat down."""
        self.beats.setdefault(entity, []).append(beat)

    def take(self, event: Any) -> None:
        """One event of the run."""
        match self._kinds.get(event.kind):
            case "triggered":
                self.tell(self._ids["trigger"][event.source], Beat(event.tick, "fired"))
            case "objective":
                what: Happening = "met" if event.amount > 0 else "failed"
                self.tell(self._ids["objective"][event.source], Beat(event.tick, what))
            case "spoken":
                self.tell(self._ids["line"][event.target], Beat(event.tick, "said"))
            case "called":
                self.tell(self._ids["spawn_group"][event.source], Beat(event.tick, "called", round(event.amount)))
            case "spawned":
                self._came(event)
            case "death" | "downed":
                self._fell(event.target, event.tick)
            case "fled":
                self._fell(event.source, event.tick)
            case "revived":
                group = self._group_of.get(event.target)
                if group is not None:
                    self._up.setdefault(group, set()).add(event.target)
            case _:
                pass

    def _came(self, event: Any) -> None:
        group = self._group_of.get(event.source)
        if group is None:
            return
        self._up.setdefault(group, set()).add(event.source)
        told = self.beats.get(group, [])
        if told and told[-1].what == "came" and told[-1].tick == event.tick:
            told[-1] = Beat(event.tick, "came", told[-1].amount + 1)
        else:
            self.tell(group, Beat(event.tick, "came", 1))

    def _fell(self, row: int, tick: int) -> None:
        group = self._group_of.get(row)
        up = self._up.get(group or "")
        if group is None or not up or row not in up:
            return
        up.discard(row)
        if not up:
            self.tell(group, Beat(tick, "beaten"))

    def end(self) -> None:
        """The run is over: the rules of its end have their beat."""
        outcome, tick = self.session.outcome, self.session.tick
        kind: dict[str, tuple[str, Happening]] = {"victory": ("victory", "won"), "defeat": ("defeat", "lost")}
        if outcome in kind:
            component, what = kind[outcome]
            for entity in self._ids[component][:1]:
                self.tell(entity, Beat(tick, what))
        elif outcome == "timeout":
            self.tell(START, Beat(tick, "over"))


def played(
    session: Session, revision: int, progress: Progress, cancelled: Callable[[], bool], *, rest_s: float = REST_S
) -> Trial:
    """Play a session to its end and tell its beats. What was cancelled ends where it is."""
    watch = _Watch(session)
    skill = str(session.autopilot or "average")
    guide = Guide(session, skill)
    limit = max(1, int(session.world.view["tick_limit"][0]))
    while session.is_running and not cancelled():
        now = session.tick
        session.step(guide.commands())
        fresh: list[Any] = []
        for event in reversed(session.events):
            if event.tick < now:
                break
            fresh.append(event)
        for event in reversed(fresh):
            watch.take(event)
        if session.tick % REST_EVERY == 0:
            progress(session.tick / limit, f"{session.tick / TICKS_A_SECOND:.0f} s played")
            time.sleep(rest_s)
    watch.end()
    for tick, entity in guide.led:
        watch.beats.setdefault(entity, []).insert(0, Beat(tick, "led"))
    from engine.play.running.endings import why_ended

    beats = {entity: tuple(told) for entity, told in watch.beats.items()}
    why = next((finding.text for finding in session.findings if session.is_failed), why_ended(session))
    outcome = "failed" if session.is_failed else session.outcome
    return Trial(beats, outcome, why, session.tick, session.seed, revision, skill=skill)


def _is_other(before: Snapshot, after: Snapshot) -> bool:
    """Whether two states of a project may play otherwise."""
    return before.files.keys() != after.files.keys() or any(
        node is not after.files[name] and not _plays_alike(node, after.files[name])
        for name, node in before.files.items()
    )


def _plays_alike(before: FileNode, after: FileNode) -> bool:
    """Whether a file says the same of a fight in both; an encounter's budget changes nothing of one."""
    if before.kind != "encounter":
        return before.text == after.text
    return _fight_of(before) == _fight_of(after)


def _fight_of(node: FileNode) -> tuple[object, ...]:
    head = {key: value for key, value in node.head.data.items() if key != "budget"}
    return head, [(identifier, block.data) for identifier, block in node.entities.items()]


class Trials:
    """Tries the open encounter in a job; `changed` fires when a trial begins, gets on, ends, or is out of date."""

    changed = Signal()

    def __init__(self, bench: Workbench, warm_up: WarmUp) -> None:
        self._bench, self._warm_up = bench, warm_up
        self.last: Trial | None = None
        self.job: Job | None = None
        self.error = ""
        self._is_waiting = False
        self._judged: tuple[Trial, int, bool] | None = None
        bench.scene_changed.connect(self._elsewhere)
        bench.document_changed.connect(self._edited)

    @property
    def is_running(self) -> bool:
        """Whether a trial goes on, or waits for the compiler."""
        return self.job is not None or self._is_waiting

    @property
    def is_stale(self) -> bool:
        """Whether something is otherwise than in the last trial; what was taken back again is not."""
        document, last = self._bench.document, self.last
        if last is None or document is None or last.revision == document.revision:
            return False
        judged = self._judged
        if judged is None or judged[0] is not last or judged[1] != document.revision:
            is_other = last.state is None or _is_other(last.state, document.snapshot())
            judged = self._judged = (last, document.revision, is_other)
        return judged[2]

    def why_not(self) -> str:
        """Why the encounter can't be tried now; empty when it can."""
        bench = self._bench
        if not bench.has_scene or bench.encounter is None:
            return "Open an encounter first."
        if self.is_running:
            return "A trial goes on already."
        count = len(bench.findings.errors_of_scene)
        return "" if not count else f"Correct the {count} error{'s' if count > 1 else ''} in Problems first."

    def start(self) -> None:
        """Play the open encounter to its end by the autopilot, with the skill and the seed of the settings."""
        bench = self._bench
        if self.why_not() or bench.document is None:
            return
        self._is_waiting, self.error = True, ""
        if not self._warm_up.ensure(bench.document.folder, bench.document.trusted, self._begin):
            self._begin()
        self.changed.emit()

    def cancel(self) -> None:
        """Give the trial up; the last one stays."""
        if self.job is not None:
            self.job.cancel()
        self._is_waiting = False
        self.changed.emit()

    def close(self) -> None:
        """Forget everything, as when the project closes."""
        self.cancel()
        self.last = None

    def _begin(self) -> None:
        bench = self._bench
        if not self._is_waiting or bench.document is None or bench.scene is None:
            return
        self._is_waiting = False
        document, place = bench.document, (bench.scene, bench.encounter)
        snapshot, revision, game = document.snapshot(), document.revision, bench.game
        options = bench.settings.play
        seed, skill = options.seed, options.autopilot

        def work(progress: Progress, cancelled: Callable[[], bool]) -> Trial:
            from engine.document import view
            from engine.play.compile.scene import compile_scene
            from engine.play.running.session import Session

            compiled = compile_scene(view(snapshot.apart(), place[0], place[1]), game=game)
            session = Session(compiled, seed, autopilot=skill, threads=0)
            try:
                return played(session, revision, progress, cancelled)
            finally:
                session.close()

        def done(job: Job) -> None:
            self.job = None
            if job.state == "failed":
                self.error = str(job.error)
            if job.state == "done" and bench.document is document:
                found: Trial = job.result
                self.last = replace(found, place=place, state=snapshot)
            self.changed.emit()

        name = document.files[f"encounters/{bench.encounter}"].title or str(bench.encounter)
        self.job = bench.jobs.submit(f"Trying {name}", work, done)

    def _edited(self, _change: object) -> None:
        self.changed.emit()

    def _elsewhere(self) -> None:
        bench = self._bench
        if self.last is not None and self.last.place != (bench.scene, bench.encounter):
            self.last = None
        if self._is_waiting or self.job is not None:
            self.cancel()
        self.changed.emit()
