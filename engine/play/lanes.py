"""Many runs of one scene in one world: seeds side by side, each ending in the same bits as alone."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from engine.document import Finding
from engine.play.compiled import CompiledScene, CompileError
from engine.world.ids import OUTCOME_NAMES, RUNNING
from engine.world.schedule import Schedule, Style, SystemCompileError
from engine.world.world import World

MOST_RESIDENT = 64
TICKS_A_CALL = 60


@dataclass(frozen=True)
class LaneResult:
    """How one seed ended. `stats` holds every scalar column of its lane at the end."""

    seed: int
    outcome: str
    ticks: int
    digest: str
    stats: Mapping[str, float] = field(default_factory=dict[str, float])


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
) -> list[LaneResult]:
    """Play every seed by autopilot to its end, at most to `max_ticks`; results in the order of the seeds.

    At most `resident` lanes are in the world at once; a lane that ends makes room for the next. With `threads` above 1
    and style "fused", so many worlds are played side by side. Raises CompileError and SystemFailure.
    """
    scene = compiled.overridden(overrides or {})
    schedule = Schedule(scene.parts.systems)
    try:
        schedule.prepare(scene.parts.columns, style)
    except SystemCompileError as error:
        raise CompileError([Finding("system-code", "error", str(error), None, None)]) from error
    limits = (skill, max_ticks, resident)
    # Plain Python gains nothing from threads, and laps of one system at a time would be measured across worlds.
    shares = max(1, min(threads, len(seeds))) if style == "fused" else 1
    if shares == 1:
        return _play(scene, schedule, seeds, style, *limits)
    with ThreadPoolExecutor(shares, thread_name_prefix="lanes") as pool:
        played = [pool.submit(_play, scene, schedule, seeds[share::shares], style, *limits) for share in range(shares)]
    found = [share.result() for share in played]
    return [found[place % shares][place // shares] for place in range(len(seeds))]


def _play(
    scene: CompiledScene,
    schedule: Schedule,
    seeds: Sequence[int],
    style: Style,
    skill: str | None,
    max_ticks: int | None,
    resident: int,
) -> list[LaneResult]:
    """Play the seeds in one world."""
    lanes = max(1, min(resident, len(seeds)))
    ground = scene.pinned_ground()
    world = scene.world(lanes, ground=ground, log_capacity=4096 + 16 * lanes * scene.reserve)
    waiting = iter(enumerate(seeds))
    results: dict[int, LaneResult] = {}
    while True:
        room = lanes - world.lanes
        specs = [
            scene.lane_spec(seed, run=run, autopilot=skill, tick_limit=max_ticks) for run, seed in _take(waiting, room)
        ]
        if specs:
            world.add_lanes(specs)
        if not world.lanes:
            if ground is not None:
                ground.close()
            return [results[run] for run in range(len(seeds))]
        if ground is None:
            schedule.run(world, TICKS_A_CALL, style=style)
        else:  # tiles are looked after between ticks, since their arrays may be other ones after that
            for _ in range(TICKS_A_CALL):
                ground.before_tick(world)
                schedule.run(world, 1, style=style)
        world.drain_log()
        ended = [slot for slot in range(world.lanes) if world.view["outcome"][slot] != RUNNING]
        for slot in ended:
            results[int(world.view["run"][slot])] = _result(world, slot)
        if ended:
            world.keep(world.running())


def _take(waiting: Iterator[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    for _ in range(count):
        entry = next(waiting, None)
        if entry is None:
            return
        yield entry


def _result(world: World, slot: int) -> LaneResult:
    view = world.view
    stats = {
        name: float(view[name][slot])
        for name, column in world.columns.items()
        if column.table == "lane" and column.digest and not column.width
    }
    outcome = OUTCOME_NAMES[int(view["outcome"][slot])]
    return LaneResult(int(view["seed"][slot]), outcome, int(view["tick"][slot]), world.lane_digest(slot), stats)
