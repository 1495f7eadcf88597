"""Law over the demo's encounters: lessons, waves, errands and bosses end in the same bits however lanes are mixed.

Runs differ in seed, skill and age; lanes join, go, change places, are copied in their midst, and are called in every
style. Each must end as it does alone.
"""

import functools

import numpy as np
import pytest

from engine.play.compile.chapters import Chapters, compile_slice
from engine.play.running.ready_schedules import ReadySchedules
from engine.world.ids import RUNNING, SKILLS, UP
from engine.world.project import load_game
from engine.world.schedule import Schedule
from engine.world.system import system
from engine.world.world import LaneSpec
from tests.laws.lane_campaign import TWIN, alone, in_company
from tests.projects.shipped import PROJECTS, opened

AGES = (0, 300, 1_500, 3_000, 0)
"""Ticks that each run is old when it joins: early lessons, and what is called only later."""
STYLES = ("each", "fused", "fused", "fused", "plain")
CHAPTERS = {"sanctum": 0, "causeway": 1, "tutorial": 2, "crossroads": 3, "courtyard": 4}
HAPPENS = {
    "sanctum": {"spoken", "objective", "damage"},
    "causeway": {"spoken", "objective", "damage"},
    "tutorial": {"damage"},
    "crossroads": {"spoken", "objective"},
    "courtyard": {"damage"},
}
"""What has to happen in the runs of a chapter, or they show nothing of it."""


@functools.cache
def slice_of_the_demo() -> Chapters:
    folder = PROJECTS / "veilweaver"
    return compile_slice(opened(folder), game=load_game(folder))


@functools.cache
def schedules() -> ReadySchedules:
    return ReadySchedules(slice_of_the_demo(), "fused")


class Mix:
    """A chapter, its schedule, and runs of it of different ages, with their stories when each is alone."""

    def __init__(self, chapter: str, seed: int) -> None:
        self.scene = slice_of_the_demo().compiled(CHAPTERS[chapter])
        self.schedule = schedules().of(self.scene)
        chance = np.random.default_rng(seed)
        self.specs = [
            aged(self, int(chance.integers(1 << 40)), run, age=age, length=int(chance.integers(100, 400)))
            for run, age in enumerate(AGES)
        ]
        self.story = alone(self.scene, self.schedule, self.specs)

    def happened(self) -> set[str]:
        """Names of the events of all runs."""
        names = self.scene.parts.event_names
        told = [event for events in self.story.events.values() for event in events]
        return {names[int(np.frombuffer(event[:8], np.int32)[1])] for event in told}


def aged(mix: Mix, seed: int, run: int, *, age: int, length: int) -> LaneSpec:
    """A run as it stands after some ticks, with `length` ticks to go; as it begins where it has ended before."""
    skill = SKILLS[run % len(SKILLS)]
    young = mix.scene.lane_spec(seed, run=run, autopilot=skill, tick_limit=age + length)
    world = mix.scene.world(1)
    world.add_lanes([young])
    while int(world.view["tick"][0]) < age and len(world.running()):
        mix.schedule.run(world, min(60, age - int(world.view["tick"][0])), style="fused")
        world.drain_log()
    if world.view["outcome"][0] != RUNNING:
        return mix.scene.lane_spec(seed, run=run, autopilot=skill, tick_limit=length)
    tables = {
        table: {name: world.view[name].copy() for name, column in world.columns.items() if column.table == table}
        for table in ("row", "lane")
    }
    return LaneSpec(world.rows, {name: values[0] for name, values in tables["lane"].items()}, tables["row"])


@pytest.fixture(scope="module", params=CHAPTERS)
def mix(request: pytest.FixtureRequest) -> Mix:
    return Mix(request.param, seed=CHAPTERS[request.param] + 11)


def test_what_a_chapter_is_about_happens_in_its_runs(mix: Mix, request: pytest.FixtureRequest):
    assert HAPPENS[request.node.callspec.params["mix"]] <= mix.happened()
    assert sorted(mix.story.ends) == list(range(len(AGES)))


@pytest.mark.parametrize("campaign", range(3))
def test_company_age_order_style_and_copies_change_nothing(mix: Mix, campaign: int):
    check_campaign(mix, campaign)


@pytest.mark.slow
@pytest.mark.parametrize("campaign", range(3, 103))
def test_company_age_order_style_and_copies_change_nothing_a_hundred_times(mix: Mix, campaign: int):
    check_campaign(mix, campaign)


def check_campaign(mix: Mix, campaign: int) -> None:
    chance = np.random.default_rng(campaign)
    story = in_company(mix.scene, mix.schedule, mix.specs, chance, styles=STYLES, twins=0.8)

    assert {run % TWIN for run in story.ends} == set(range(len(AGES)))
    assert mix.story.faults(story) == set()


def test_campaigns_copy_lanes_in_their_midst(mix: Mix):
    story = in_company(mix.scene, mix.schedule, mix.specs, np.random.default_rng(0), styles=STYLES, twins=1.0)

    assert any(run >= TWIN for run in story.ends)


# --- mutants: each breaks the law in its own way, and the campaign has to notice ------------------------------------

NUDGE = np.float32(0.001)


@system(slot="combat", writes="position")
def leans_on_its_slot(lane, outcome, life, position):
    """Be pushed farther in a later lane."""
    for i in range(len(life)):
        if outcome[lane[i]] == RUNNING and life[i] == UP:
            position[i, 0] += NUDGE * np.float32(lane[i])


@system(slot="combat", writes="position")
def drifts_when_over(lane, outcome, life, position):
    """Be pushed about in a lane that has ended."""
    for i in range(len(life)):
        if outcome[lane[i]] != RUNNING and life[i] == UP:
            position[i, 0] += NUDGE


@system(slot="combat", writes="position")
def strays_next_door(lane, outcome, life, position):
    """Push whoever lies in the row before, whose lane it may not be."""
    for i in range(len(life)):
        if outcome[lane[i]] == RUNNING and life[i] == UP:
            position[i - 1, 0] += NUDGE


@system(slot="combat", writes="position")
def counts_the_lanes(lane, outcome, life, position):
    """Be pushed farther in a crowded world."""
    for i in range(len(life)):
        if outcome[lane[i]] == RUNNING and life[i] == UP:
            position[i, 0] += NUDGE * np.float32(len(outcome))


@system(slot="combat", writes="position")
def drifts_lawfully(lane, outcome, life, position):
    """Be pushed a little, as long as the lane runs."""
    for i in range(len(life)):
        if outcome[lane[i]] == RUNNING and life[i] == UP:
            position[i, 0] += NUDGE


def faults_with(mutant: object) -> set[str]:
    """What differs in the grove where a system of ours has its turn too; the real systems stand around it."""
    scene = slice_of_the_demo().compiled(CHAPTERS["tutorial"])
    schedule = Schedule([*scene.parts.systems, mutant])
    specs = [scene.lane_spec(seed, run=seed, autopilot="average", tick_limit=25 + 20 * seed) for seed in range(4)]
    expected = alone(scene, schedule, specs, style="each")
    return expected.faults(in_company(scene, schedule, specs, np.random.default_rng(1), styles=("each",), twins=0.5))


@pytest.mark.parametrize(
    "mutant", [leans_on_its_slot, drifts_when_over, strays_next_door, counts_the_lanes], ids=lambda mutant: mutant.name
)
def test_a_system_that_breaks_the_law_is_noticed_among_all_others(mutant):
    assert "position" in faults_with(mutant)


def test_a_lawful_system_among_all_others_passes():
    assert faults_with(drifts_lawfully) == set()
