"""The numbers of an encounter: which there are, where they stand, and how far they may go."""

import math

import pytest

from engine.balance.properties import SHOWN_ONLY, Property, properties_of, property_at
from engine.document import Path
from engine.schema.vocabulary import Vocabulary
from tests.engine.balance.meadow import TEXTS, meadow


@pytest.fixture(scope="module")
def found() -> dict[str, Property]:
    return {each.path: each for each in properties_of(meadow())}


def test_the_encounters_own_numbers_come_first(found: dict[str, Property]):
    assert list(found)[:4] == [
        "encounters/swarm/time_limit_s",
        "encounters/swarm/echo_start",
        "encounters/swarm/entities/queen/body/speed",
        "encounters/swarm/entities/nest/spawn_group/count",
    ]


def test_a_number_knows_its_value_limits_and_unit(found: dict[str, Property]):
    count = found["encounters/swarm/entities/nest/spawn_group/count"]
    limit = found["encounters/swarm/time_limit_s"]

    assert (count.value, count.low, count.high, count.is_whole, count.unit) == (4.0, 1.0, 500.0, True, "")
    assert (limit.value, limit.unit, limit.high) == (90.0, "s", 3600.0)
    assert 0.0 < limit.low < 5.0
    assert count.label == "Nest's wave count"
    assert count.entity == "nest"
    assert limit.entity is None


def test_a_prefab_that_is_used_gives_its_numbers_once(found: dict[str, Property]):
    assert found["prefabs/wasp/entities/wasp/body/speed"].value == 6.0
    assert found["prefabs/hornet/entities/hornet/body/mass"].value == 80.0
    assert not any(path.startswith("prefabs/bee/") for path in found)


def test_a_number_of_a_prefab_that_all_its_users_say_themselves_moves_nothing(found: dict[str, Property]):
    assert "prefabs/hornet/entities/hornet/body/speed" not in found
    assert "prefabs/mira/entities/mira/health/current" not in found


def test_a_wave_takes_its_prefab_as_it_is():
    says = TEXTS["encounters/swarm"].replace(
        '[entities.scout]\nprefab = "wasp"\n', '[entities.scout]\nprefab = "wasp"\n[entities.scout.body]\nspeed = 9.0\n'
    )
    alone = says.replace('prefab = "wasp"\ncount', 'prefab = "bee"\ncount')
    speed = "prefabs/wasp/entities/wasp/body/speed"

    assert speed in {each.path for each in properties_of(meadow(encounters_swarm=says))}
    assert speed not in {each.path for each in properties_of(meadow(encounters_swarm=alone))}


def test_the_party_belongs_to_the_fight_and_a_wall_of_the_scene_does_not(found: dict[str, Property]):
    assert found["scenes/meadow/entities/mira/health/current"].value == 50.0
    assert found["prefabs/mira/entities/mira/body/speed"].value == 4.0
    assert not any("/wall/" in path for path in found)


def test_the_health_of_who_begins_unhurt_is_one_number(found: dict[str, Property]):
    health = found["prefabs/wasp/entities/wasp/health/maximum"]

    assert "prefabs/wasp/entities/wasp/health/current" not in found
    assert [(change.path.rpartition("/")[2], change.value) for change in health.changes(12.0)] == [
        ("maximum", 12.0),
        ("current", 12.0),
    ]


def test_what_is_only_seen_and_where_things_stand_is_left_out(found: dict[str, Property]):
    assert not any("/appearance/" in path or "/transform/" in path for path in found)


def test_a_value_is_held_within_the_limits():
    share = Property("p", "Share", 0.3, 0.0, 1.0)
    count = Property("p", "Count", 3.0, 1.0, math.inf, is_whole=True)

    assert (share.held(1.4), share.held(-1.0), share.held(0.4)) == (1.0, 0.0, 0.4)
    assert (count.held(2.6), count.held(0.2)) == (3.0, 1.0)


def test_what_is_only_seen_fills_no_column_and_makes_no_row():
    components = Vocabulary.builtin().components

    assert set(components) >= SHOWN_ONLY
    assert [name for name in SHOWN_ONLY if components[name].row] == []
    assert [name for name in SHOWN_ONLY for spec in components[name].fields() if spec.column is not None] == []


def test_the_number_at_a_path_is_the_same_as_in_the_list_and_may_be_said_by_a_prefab_only(found: dict[str, Property]):
    view = meadow()
    for path in ("encounters/swarm/time_limit_s", "encounters/swarm/entities/queen/body/speed"):
        assert property_at(view, [Path.parse(path)]) == found[path]
    inherited = property_at(view, [Path.parse("encounters/swarm/entities/scout/body/speed")])
    assert inherited is not None
    assert (inherited.value, inherited.path) == (6.0, "encounters/swarm/entities/scout/body/speed")


@pytest.mark.parametrize(
    "path",
    [
        "encounters/swarm/entities/scout/transform/position",
        "encounters/swarm/entities/nobody/body/speed",
        "encounters/swarm/title",
        "scenes/meadow/entities/wall/obstacle/height",
    ],
)
def test_what_no_run_ends_otherwise_for_is_no_number(path: str):
    assert property_at(meadow(), [Path.parse(path)]) is None


def test_numbers_at_several_paths_are_one_while_they_are_the_same():
    speeds = [Path.parse(f"encounters/swarm/entities/{who}/body/speed") for who in ("scout", "queen")]
    alike = property_at(meadow(), speeds[:1] * 2)
    assert alike is not None
    assert alike.also == (alike.path,)
    assert property_at(meadow(), speeds) is None
    assert property_at(meadow(), []) is None
