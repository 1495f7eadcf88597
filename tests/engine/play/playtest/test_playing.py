"""A shard: each seed ends as it does alone, whoever plays beside it, and one whose system fails ends by itself."""

import pytest

from engine.play.playtest.backends import Serial, play
from engine.play.playtest.playing import play_seeds, shards_of
from engine.play.running.session import Session
from tests.engine.play.playtest.brawl import as_it_is, playtest_of, stage_of, write_brawl

SEEDS = (3, 4, 5, 6)
TRIPS = """
from engine.world.ids import RUNNING
from engine.world.system import system

@system(slot="combat", order=5, writes="health")
def trips(first, outcome, tick, seed, health):
    for L in range(len(outcome)):
        if outcome[L] == RUNNING and tick[L] == 40 and seed[L] == 4:
            raise ValueError("somebody tripped")
"""


@pytest.fixture(scope="module")
def compiled(brawl):
    return brawl.compiled(as_it_is(brawl))


@pytest.fixture(scope="module")
def together(compiled):
    return play_seeds(compiled, SEEDS, "average")


def test_a_seed_ends_alone_as_it_does_in_company(compiled, together):
    alone = [run for seed in SEEDS for run in play_seeds(compiled, [seed], "average")]
    turned = play_seeds(compiled, SEEDS[::-1], "average")[::-1]

    assert alone == together == turned
    assert len({run.digest for run in together}) == len(SEEDS)


def test_a_seed_ends_as_the_verb_play_ends_it(compiled, together):
    session = Session(compiled, SEEDS[0], autopilot="average", style="fused")
    while session.is_running:
        session.advance(600)

    assert (session.outcome, session.tick, session.digest()) == (
        together[0].outcome, together[0].ticks, together[0].digest,
    )  # fmt: skip


def test_results_are_put_together_by_variant_skill_and_seed(brawl, together):
    asked = playtest_of(brawl, "raider.health.maximum=30", seeds=len(SEEDS), skills=("average", "expert"))
    assert [len(shard.seeds) for shard in shards_of(asked, size=3)] == [3, 3, 3, 3, 1, 1, 1, 1]

    found = play(asked, Serial())

    assert list(found) == [
        (variant, skill) for variant in ("as it is", "raider.health.maximum = 30") for skill in ("average", "expert")
    ]
    assert found["as it is", "average"].runs == tuple(together)
    assert found["raider.health.maximum = 30", "average"].won.sum() > found["as it is", "average"].won.sum()
    assert found["as it is", "average"].seeds.tolist() == list(SEEDS)


def test_a_system_that_fails_ends_its_run_and_no_other(tmp_path):
    stage = stage_of(write_brawl(tmp_path, limit="time_limit_s = 1.0\n", trips=TRIPS))
    compiled = stage.compiled(as_it_is(stage))

    runs = play_seeds(compiled, SEEDS, "average", style="plain")

    assert [run.outcome for run in runs] == ["timeout", "failed", "timeout", "timeout"]
    assert runs[1].failure == "system trips failed at tick 40: ValueError: somebody tripped"
    assert runs[1].ticks == 40
