"""What is told of a run is what its events and columns say, tick by tick."""

from collections import Counter

import pytest

from engine.play.playtest.playing import play_seeds
from engine.play.running.session import Session
from engine.world.events import DEATH, DOWNED
from tests.engine.play.playtest.brawl import as_it_is

SEED = 3


@pytest.fixture(scope="module")
def compiled(brawl):
    return brawl.compiled(as_it_is(brawl))


@pytest.fixture(scope="module")
def run(compiled):
    return play_seeds(compiled, [SEED, SEED + 1], "average")[0]


@pytest.fixture(scope="module")
def followed(compiled):
    """The same run, looked at after every tick: uses of abilities by entity, and the falls with their places."""
    session = Session(compiled, SEED, autopilot="average", style="fused")
    uses: Counter[str] = Counter()
    falls = []
    seen = 0
    names = compiled.entity_of_row
    before = {name: session.world.view[f"{name}_ready"].copy() for name in ("melee", "ranged", "support")}
    while session.is_running:
        session.step()
        for name, old in before.items():
            now = session.world.view[f"{name}_ready"]
            for row in (now > old).nonzero()[0]:
                uses[f"{names[int(row)][0].partition('/')[0]}.{name}"] += 1
            before[name] = now.copy()
        for event in list(session.events)[seen:]:
            if event.kind in (DEATH, DOWNED):
                x, _, z = session.world.view["position"][event.target].tolist()
                falls.append((event.tick, names[event.target][0], names[event.source][0], x, z))
        seen = len(session.events)
    return uses, falls


def test_every_fall_is_told_with_who_did_it_and_where(run, followed):
    _, falls = followed
    assert [(death.tick, death.who, death.by) for death in run.deaths] == [fall[:3] for fall in falls]
    assert run.deaths
    assert "hero_1" in {death.who for death in run.deaths if death.is_party}
    for death, fall in zip(run.deaths, falls, strict=True):
        assert (death.x, death.z) == pytest.approx(fall[3:], abs=0.5)


def test_the_ability_that_struck_is_told_where_there_is_one_alone(run):
    assert {death.ability for death in run.deaths if death.by.startswith("raider")} <= {"melee"}


def test_uses_of_abilities_are_counted(run, followed):
    uses, _ = followed
    assert {name: count for name, count in run.used.items() if count and not name.endswith(".revive")} == uses


def test_an_ability_that_was_never_used_is_told_as_well(run):
    assert run.used["friend.support"] == 0


def test_a_group_that_came_and_fought_is_told(run):
    assert (run.came, run.fought) == (("wave",), ("wave",))


def test_a_project_without_echo_has_none(run):
    assert run.echo is None
