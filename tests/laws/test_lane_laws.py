"""Law: a lane ends in the same bits alone and in any company, after any compaction, permutation and refill."""

import numpy as np
import pytest

from engine.cli.console import open_scene
from engine.play.compile.compiled import CompiledScene
from engine.play.compile.scene import compile_scene
from engine.resources import samples_folder
from engine.world import clock
from engine.world.columns import column
from engine.world.ids import RUNNING, SKILLS, UP
from engine.world.random import rand01
from engine.world.schedule import Schedule, SystemFailure
from engine.world.system import system
from engine.world.world import LaneSpec
from tests.engine.play.yard import compiled_project, write_project
from tests.laws.lane_campaign import alone, in_company

RUNS = 12


@pytest.fixture(scope="module")
def grove() -> CompiledScene:
    opened = open_scene(samples_folder() / "veilweaver", encounter="tutorial")
    return compile_scene(opened.view, game=opened.game)


@pytest.fixture(scope="module")
def specs(grove: CompiledScene) -> list[LaneSpec]:
    """Runs that differ in seed, skill, length and the enemies' health."""
    chance = np.random.default_rng(3)
    found = []
    for run in range(RUNS):
        scene = grove.overridden({"echo_sentinel.health.current": float(chance.integers(20, 300))})
        limit = int(chance.integers(150, 700))
        found.append(
            scene.lane_spec(int(chance.integers(1 << 40)), run=run, autopilot=SKILLS[run % 3], tick_limit=limit)
        )
    return found


@pytest.fixture(scope="module")
def alone_story(grove, specs):
    return alone(grove, grove.parts.systems, specs)


@pytest.mark.parametrize("campaign", range(3))
def test_company_changes_nothing(grove, specs, alone_story, campaign):
    story = in_company(grove, grove.parts.systems, specs, np.random.default_rng(campaign))
    assert len(story.ends) == RUNS
    assert alone_story.faults(story) == set()


def test_a_fork_with_the_same_seed_has_the_same_future(grove, specs):
    world = grove.world(6)
    schedule = Schedule(grove.parts.systems)
    world.add_lanes(specs[:2])
    schedule.run(world, 120, style="fused")
    world.keep([1, 0, 1, 1])
    schedule.run(world, 200, style="fused")
    assert world.lane_digest(0) == world.lane_digest(2) == world.lane_digest(3) != world.lane_digest(1)


def test_a_fork_with_another_seed_has_another_future(grove, specs):
    world = grove.world(2)
    schedule = Schedule(grove.parts.systems)
    world.add_lanes(specs[2:3])
    schedule.run(world, 60, style="fused")
    world.keep([0, 0])
    world.view["seed"][1] += 1
    schedule.run(world, 200, style="fused")
    assert world.view["position"][: grove.reserve].tobytes() != world.view["position"][grove.reserve :].tobytes()


# --- mutants: each breaks the law in its own way, and the campaign has to notice ------------------------------------

JITTER = column("jitter", "row", "f4")


@system(slot="combat", writes="jitter")
def names_the_slot(lane, outcome, life, local_id, seed, tick, jitter):
    """Let chance depend on where the lane happens to lie."""
    for i in range(len(jitter)):
        if outcome[lane[i]] == RUNNING and life[i] == UP:
            jitter[i] = rand01(seed[lane[i]] + lane[i], 950, tick[lane[i]], local_id[i])


@system(slot="combat", writes="jitter")
def never_stops(lane, life, local_id, seed, tick, jitter):
    """Go on in a lane that has ended."""
    for i in range(len(jitter)):
        if life[i] == UP:
            jitter[i] += rand01(seed[lane[i]], 950, tick[lane[i]], local_id[i])


@system(slot="combat", writes="jitter")
def looks_next_door(lane, outcome, local_id, seed, tick, jitter):
    """Read the row before, whoever's it is."""
    for i in range(len(jitter)):
        if outcome[lane[i]] == RUNNING:
            jitter[i] = jitter[i - 1] + rand01(seed[lane[i]], 950, tick[lane[i]], local_id[i])


@system(slot="combat", writes="jitter")
def keeps_to_the_law(lane, outcome, life, local_id, seed, tick, jitter):
    """Do the same rightly."""
    for i in range(len(jitter)):
        if outcome[lane[i]] == RUNNING and life[i] == UP:
            jitter[i] += rand01(seed[lane[i]], 950, tick[lane[i]], local_id[i])


@system(slot="combat", writes="")
def writes_in_secret(position, jitter):
    """Store to a column that it only reads."""
    for i in range(len(jitter)):
        jitter[i] = position[i, 0]


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> CompiledScene:
    more = 'from engine.world.columns import column\nJITTER = column("jitter", "row", "f4")\n'
    return compiled_project(write_project(tmp_path_factory.mktemp("laws") / "yard_of_laws", game__jitter=more))


def faults_with(yard: CompiledScene, mutant: object) -> set[str]:
    systems = [clock.remember_position, clock.remember_running, clock.advance_clock, mutant]
    specs = [yard.lane_spec(seed, run=seed, tick_limit=40 + 13 * seed) for seed in range(8)]
    expected = alone(yard, systems, specs)
    found: set[str] = set()
    for campaign in range(4):
        found |= expected.faults(in_company(yard, systems, specs, np.random.default_rng(campaign)))
    return found


@pytest.mark.parametrize("mutant", [names_the_slot, never_stops, looks_next_door], ids=lambda mutant: mutant.name)
def test_the_campaign_catches_a_system_that_breaks_the_law(yard, mutant):
    assert "jitter" in faults_with(yard, mutant)


def test_the_campaign_lets_a_lawful_system_pass(yard):
    assert faults_with(yard, keeps_to_the_law) == set()


def test_a_secret_store_is_caught_in_plain_python(yard):
    world = yard.world(1)
    world.add_lanes([yard.lane_spec(1)])
    with pytest.raises(SystemFailure, match=r"writes_in_secret.*read-only"):
        Schedule([writes_in_secret]).run(world, 1, style="plain")
