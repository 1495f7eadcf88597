"""From a scene to rows: seconds become ticks, degrees radians, names numbers, groups reserved rows."""

import math

import numpy as np
import pytest

from engine.play.compile.scene import CompileError
from engine.play.running.session import Session
from tests.engine.play.yard import ENCOUNTER


def test_rows_are_entities_then_groups_then_reserves(yard):
    assert [name for name, _ in yard.entity_of_row] == [
        *("hero", "fence", "foe_1", "foe_2"),
        *("reinforcements/1", "reinforcements/2", "reinforcements/3", "spares/1", "spares/2"),
    ]
    assert yard.reserve == 9


def test_reserved_rows_wait_free_with_their_prototype(yard):
    assert yard.rows["life"].tolist() == [1, 1, 1, 1, 0, 0, 0, 0, 0]
    assert yard.mesh_of_row[4:] == ("rift_stalker",) * 5


def test_a_row_is_found_by_its_entity(yard):
    assert (yard.row_of("foe_2"), yard.row_of("crate")) == (3, None)


def test_fields_fill_columns_in_the_unit_of_the_column(yard):
    rows = yard.rows
    assert rows["yaw"][0] == np.float32(math.pi / 2)
    assert rows["nerve_pause"][0] == 30
    assert rows["nerve_cos"][0] == np.float32(0.5)
    assert rows["team"][:3].tolist() == [0, 2, 1]
    assert rows["is_player"].tolist() == [1] + [0] * 8


def test_a_barrier_is_a_box_that_nobody_pushes(yard):
    assert (yard.rows["immovable"][1], yard.rows["half_extent"][1].tolist()) == (1, [1.5, 0.5])


def test_named_widths_count_components(yard):
    assert (yard.sizes["triggers"], yard.sizes["rows"]) == (1, 9)
    assert yard.world().view["seen"].shape == (0, 1)


def test_a_table_may_give_rows_their_starting_values(yard):
    assert yard.rows["place"].tolist() == [k * 10 for k in range(9)]


def test_the_time_limit_of_the_encounter_is_the_lanes(yard):
    assert Session(yard).world.view["tick_limit"].tolist() == [1200]


def test_the_same_scene_has_the_same_fingerprint(yard, yard_folder, compile_yard, write_yard):
    assert compile_yard(yard_folder).fingerprint == yard.fingerprint
    assert compile_yard(write_yard(prefabs__foe=FASTER_FOE)).fingerprint != yard.fingerprint


FASTER_FOE = """format = 1
kind = "prefab"
title = "Foe"
[entities.foe]
name = "Foe"
[entities.foe.body]
speed = 9.0
"""


def test_a_number_that_no_world_holds_is_named(write_yard, compile_yard):
    vast = FASTER_FOE.replace("9.0", "1e39")

    with pytest.raises(CompileError, match=r"body\.speed can't be played: a world holds numbers up to 3\.4e\+38"):
        compile_yard(write_yard(prefabs__foe=vast))


def test_overrides_change_every_instance_of_a_prefab_and_nothing_else(yard):
    changed = yard.overridden({"foe.body.speed": 1.5, "hero.nerve.pause": 2.0})
    assert changed.rows["speed"][2:].tolist() == [1.5] * 7
    assert changed.rows["speed"][0] == 4.0
    assert changed.rows["nerve_pause"][0] == 120
    assert yard.rows["speed"][2] == 3.0


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("ogre.body.speed", 'nobody is called "ogre"; there are fence, foe, hero'),
        ("foe.wings.span", 'there is no component "wings"'),
        ("foe.body.wings", '"wings" is no number of body'),
        ("foe", 'there is no component ""'),
        ("foe.transform.rotation", "transform.rotation is no single number"),
        ("foe.team.side", "team.side is no single number"),
    ],
)
def test_an_override_that_names_nothing_says_what_there_is(yard, key, reason):
    with pytest.raises(CompileError, match=reason):
        yard.overridden({key: 1.0})


def test_an_override_that_no_column_holds_is_refused(yard):
    with pytest.raises(CompileError, match=r'override "hero.nerve.pause": '):
        yard.overridden({"hero.nerve.pause": float("inf")})


def test_a_table_that_raises_is_named(write_yard, compile_yard):
    broken = "from engine.world.system import static\n@static(columns='')\ndef bad(scene, parts):\n    1 / 0\n"
    with pytest.raises(CompileError, match=r"the table bad .* can't be built: ZeroDivisionError"):
        compile_yard(write_yard(game__bad=broken))


def test_a_static_column_that_nobody_fills_is_named(write_yard, compile_yard):
    lonely = "from engine.world.columns import column\nLONELY = column('lonely', 'static', 'f4')\n"
    with pytest.raises(CompileError, match="no table fills lonely"):
        compile_yard(write_yard(game__lonely=lonely))


def test_a_system_that_names_no_column_is_a_finding(write_yard, compile_yard):
    wrong = "from engine.world.system import system\n@system(slot='combat', writes='')\ndef lost(nowhere):\n    pass\n"
    with pytest.raises(CompileError, match=r"system lost .*: no column named nowhere") as caught:
        compile_yard(write_yard(game__wrong=wrong))
    assert caught.value.findings[0].severity == "error"


def test_a_table_that_all_runs_share_refuses_a_store(yard):
    with pytest.raises(ValueError, match="read-only"):
        yard.statics["ground_tiles"][0, 0] = 5.0

    assert not any(table.flags.writeable for table in yard.statics.values())


def test_a_time_limit_that_no_clock_can_count_is_told(write_yard, compile_yard):
    folder = write_yard(encounters__duel=ENCOUNTER.replace("time_limit_s = 20.0", "time_limit_s = 1e12"))

    with pytest.raises(CompileError, match=r"^time_limit_s is 1000000000000 s, which can't be played") as refused:
        compile_yard(folder)

    (finding,) = refused.value.findings
    assert str(finding.where) == "encounters/duel/time_limit_s"
