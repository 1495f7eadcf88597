"""Many runs of one scene or slice: seeds side by side in one world a chapter, each ending in the same bits as alone."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.play.compile.chapters import Chapters, of_one
from engine.play.compile.compiled import CompiledScene
from engine.play.running.ready_schedules import ReadySchedules
from engine.play.running.travel import Stay, Try, carried_from, going_on, seed_of, spec_of, tried
from engine.terrain.pinned.ground import PinnedGround
from engine.world.ids import OUTCOME_NAMES, RUNNING, VICTORY
from engine.world.schedule import Schedule, Style, events_of_rows
from engine.world.world import LaneSpec, World

MOST_RESIDENT = 64
TICKS_A_CALL = 60


@dataclass(frozen=True)
class LaneResult:
    """How one seed ended. `stats` holds every scalar column of its lane at the end, `tries` how each chapter went."""

    seed: int
    outcome: str
    ticks: int
    digest: str
    stats: Mapping[str, float] = field(default_factory=dict[str, float])
    tries: tuple[Try, ...] = ()


@dataclass
class Run:
    """A run that waits for a place in a world: its number, its seed, where it is in the slice, and how it begins."""

    number: int
    seed: int
    stay: Stay
    spec: LaneSpec
    retries: int = 0
    """How often a lost chapter may still be begun anew."""


class Watch(Protocol):
    """Who follows runs while they are played. Every lane is looked at after each `every` ticks of its own."""

    every: int

    def look(self, world: World, events: Any) -> None:
        """Take in how the lanes stand and what happened since: events (n, 5) i4 run, tick, kind, source, target."""
        ...


def run_lanes(
    compiled: CompiledScene,
    seeds: Sequence[int],
    *,
    skill: str | None,
    max_ticks: int | None = None,
    overrides: Mapping[str, float] | None = None,
    style: Style = "fused",
    threads: int = 0,
    resident: int = MOST_RESIDENT,
    watch: Watch | None = None,
) -> list[LaneResult]:
    """Play every seed by autopilot to its end, at most to `max_ticks`; results in the order of the seeds.

    At most `resident` lanes are in the world at once; a lane that ends makes room for the next. With `threads` above 1
    and style "fused", so many worlds are played side by side, unless somebody watches. A run is called by the place of
    its seed. Raises CompileError and SystemFailure.
    """
    return run_slice_lanes(
        of_one(compiled), seeds, skill=skill, max_ticks=max_ticks, overrides=overrides, style=style, threads=threads,
        resident=resident, watch=watch,
    )  # fmt: skip


def run_slice_lanes(
    chapters: Chapters,
    seeds: Sequence[int],
    *,
    skill: str | None,
    max_ticks: int | None = None,
    retries: int = 0,
    overrides: Mapping[str, float] | None = None,
    style: Style = "fused",
    threads: int = 0,
    resident: int = MOST_RESIDENT,
    watch: Watch | None = None,
) -> list[LaneResult]:
    """Play every seed through the slice, as `run_lanes` plays a scene: all of them chapter by chapter.

    A chapter that is lost is begun anew up to `retries` times a run, as by the command Retry.
    """
    scenes = chapters.overridden(overrides or {})
    ready = ReadySchedules(scenes, style)
    for index in range(len(scenes)):
        ready.of(scenes.compiled(index))

    def play(share: Sequence[int]) -> list[LaneResult]:
        first = scenes.compiled(0)
        runs = [
            Run(number, seed, Stay(), first.lane_spec(seed, run=number, autopilot=skill, tick_limit=max_ticks), retries)
            for number, seed in enumerate(share)
        ]
        found = play_on(scenes, ready, runs, style=style, max_ticks=max_ticks, resident=resident, watch=watch)
        return [found[number] for number in range(len(share))]

    # Plain Python gains nothing from threads, and laps of one system at a time would be measured across worlds.
    shares = max(1, min(threads, len(seeds))) if style == "fused" and watch is None else 1
    if shares == 1:
        return play(seeds)
    with ThreadPoolExecutor(shares, thread_name_prefix="lanes") as pool:
        played = [pool.submit(play, seeds[share::shares]) for share in range(shares)]
    results = [share.result() for share in played]
    return [results[place % shares][place // shares] for place in range(len(seeds))]


def play_on(
    chapters: Chapters,
    ready: ReadySchedules,
    runs: Iterable[Run],
    *,
    style: Style,
    max_ticks: int | None,
    resident: int,
    last: int | None = None,
    watch: Watch | None = None,
) -> dict[int, LaneResult]:
    """Play runs, each from the beginning of its chapter, to their end by number; `last` is the last chapter to play."""
    end = len(chapters) - 1 if last is None else last
    waiting: dict[int, deque[Run]] = {index: deque() for index in range(len(chapters))}
    results: dict[int, LaneResult] = {}
    for run in runs:
        waiting[run.stay.chapter].append(run)
    for index, queue in waiting.items():
        if not queue:
            continue
        scene = chapters.compiled(index)

        def ended(world: World, slot: int, run: Run, scene: CompiledScene = scene) -> Run | None:
            """What becomes of a run whose lane has ended: its next try or chapter, or its result."""
            chapter, outcome = run.stay.chapter, int(world.view["outcome"][slot])
            past = (*run.stay.past, tried(run.stay, world, slot=slot))
            attempt, retries = (int(world.view[name][slot]) for name in ("attempt", "retries"))
            if outcome == VICTORY and chapter < end:
                there, stay = chapters.compiled(chapter + 1), Stay(chapter + 1, carried_from(scene, world, slot), past)
                run.stay, attempt = stay, 0
            elif outcome != VICTORY and run.retries and int(world.view["tick"][slot]) != max_ticks:
                there, run.stay, run.retries = scene, Stay(chapter, run.stay.carried, past), run.retries - 1
                attempt, retries = attempt + 1, retries + 1
            else:
                results[run.number] = result_of(world, slot, past)
                return None
            run.spec = spec_of(
                there, run.stay.carried, going_on(world, slot), seed=run.seed, chapter=run.stay.chapter,
                attempt=attempt, retries=retries, tick_limit=max_ticks,
            )  # fmt: skip
            if run.stay.chapter == chapter:
                return run
            waiting[chapter + 1].append(run)
            return None

        play_chapter(scene, ready.of(scene), queue, ended, style=style, resident=resident, watch=watch)
    return results


def play_chapter(
    scene: CompiledScene,
    schedule: Schedule,
    queue: deque[Run],
    ended: Callable[[World, int, Run], Run | None],
    *,
    style: Style,
    resident: int,
    watch: Watch | None = None,
) -> None:
    """Play the runs of a queue in one world. `ended(world, slot, run)` gives the run back that begins once more."""
    lanes, ticks = max(1, min(resident, len(queue))), watch.every if watch is not None else TICKS_A_CALL
    ground = scene.pinned_ground()
    try:
        world = scene.world(lanes, ground=ground, log_capacity=_log_capacity(lanes * scene.reserve, ticks, watch))
        there: dict[int, Run] = {}
        while True:
            joining = [queue.popleft() for _ in range(min(lanes - world.lanes, len(queue)))]
            if joining:
                world.add_lanes([run.spec for run in joining])
                there |= {run.number: run for run in joining}
            if not world.lanes:
                break
            run_ticks(schedule, world, ground, style, ticks)
            events, _, _ = world.drain_log()
            if watch is not None:
                watch.look(world, events)
            over = [slot for slot in range(world.lanes) if world.view["outcome"][slot] != RUNNING]
            for slot in over:
                again = ended(world, slot, there.pop(int(world.view["run"][slot])))
                if again is not None:
                    queue.append(again)
            if over:
                world.keep(world.running())
    finally:
        if ground is not None:
            ground.close()


def _log_capacity(rows: int, ticks: int, watch: Watch | None) -> int:
    """Who watches sees every lane at the same ticks in any company, so a full log must end no call early."""
    usual = 4096 + 16 * rows
    return usual if watch is None else max(usual, (ticks + 2) * events_of_rows(rows))


def run_ticks(
    schedule: Schedule, world: World, ground: PinnedGround | None, style: Style, ticks: int = TICKS_A_CALL
) -> None:
    """Let every running lane go on for so many ticks, by default a second."""
    if ground is None:
        schedule.run(world, ticks, style=style)
        return
    for _ in range(ticks):  # tiles are looked after between ticks, since their arrays may be other ones after
        ground.before_tick(world)
        schedule.run(world, 1, style=style)


def result_of(world: World, slot: int, tries: tuple[Try, ...] = ()) -> LaneResult:
    """How a lane ended, under the seed of its run."""
    view = world.view
    stats = {
        name: float(view[name][slot])
        for name, column in world.columns.items()
        if column.table == "lane" and column.digest and not column.width
    }
    outcome, attempt = OUTCOME_NAMES[int(view["outcome"][slot])], int(view["attempt"][slot])
    seed = seed_of(int(view["seed"][slot]), attempt)
    return LaneResult(seed, outcome, int(view["tick"][slot]), world.lane_digest(slot), stats, tries)
