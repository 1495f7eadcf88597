"""A picture of the running session: between two ticks, with plates, rings and the project's own blocks."""

import numpy as np
import pytest

from engine.play.commands import Input
from engine.play.present import action_name, draw_list
from engine.play.running.session import Session
from engine.present.from_scene import draw_list_of
from engine.present.poses.pose import FALL
from engine.world.ids import DEAD, DOWN
from tests.engine.play.yard import ENCOUNTER, FOE, HERO


@pytest.fixture
def session(yard):
    made = Session(yard, 7)
    made.step([Input(move=(0.0, 1.0))])
    made.advance(30)
    return made


def places(picture, entity):
    return [group.position[group.entity.index(entity)] for group in picture.instances if entity in group.entity]


def test_actors_stand_between_their_last_two_ticks(session):
    before, after = session.world.view["previous_position"][0], session.world.view["position"][0]
    assert before[2] < after[2]
    (start,), (middle,), (end,) = (places(draw_list(session, alpha), "hero") for alpha in (0.0, 0.5, 1.0))
    assert np.array_equal(start, before)
    assert middle == pytest.approx((before + after) / 2)
    assert np.array_equal(end, after)


def test_legs_go_on_with_the_way_that_is_walked_and_rest_with_it(session):
    view = session.world.view
    phases, ways = [], []
    for _ in range(20):
        session.step([Input(move=(0.0, 1.0))])
        phases.append(float(view["steps"][0]))
        ways.append(float(np.hypot(*(view["position"][0] - view["previous_position"][0])[[0, 2]])))
    pace = ways[-1] * 60.0
    gone = np.mod(np.diff(phases), 1.0)[-5:]
    assert gone == pytest.approx(np.full(5, ways[-1] / (0.5 * view["height"][0] + 0.32 * pace)), rel=1e-3)
    for _ in range(60):
        session.step([Input()])
    still = float(view["steps"][0])
    session.step([Input()])
    assert view["steps"][0] == still


def test_a_picture_changes_nothing(session):
    before = session.digest()
    draw_list(session, 0.3)
    assert session.digest() == before


def test_who_waits_in_reserve_is_not_seen(session):
    picture = draw_list(session)
    assert places(picture, "reinforcements/1") == []
    assert len(places(picture, "foe_1")) == 1


def test_scenery_stays_and_the_editors_marks_go(session):
    picture = draw_list(session)
    assert picture.ground is not None
    assert picture.areas == []
    assert picture.labels == []


def test_meshes_and_tints_are_those_of_the_prototypes(session):
    picture = draw_list(session)
    hero = next(group for group in picture.instances if "hero" in group.entity)
    assert hero.mesh == "talren"
    assert hero.tint[0].tolist() == [1.0, 0.0, 0.0]


def test_a_tint_is_the_same_light_as_in_the_editor(write_yard, compile_yard):
    compiled = compile_yard(write_yard(prefabs__hero=HERO.replace("#ff0000", "#808080")))
    (playing,) = [group for group in draw_list(Session(compiled, 7)).instances if "hero" in group.entity]
    (editing,) = [group for group in draw_list_of(compiled.view).instances if "hero" in group.entity]
    assert playing.tint[0].tolist() == editing.tint[editing.entity.index("hero")].tolist()


def test_who_carries_a_lamp_or_glows_lights_the_way(write_yard, compile_yard):
    lamp = HERO + '[entities.hero.light]\ncolor = "#ffd9a0"\n'
    glowing = FOE.replace('mesh = "rift_stalker"', 'mesh = "rift_stalker"\nglow = 2.0')
    session = Session(compile_yard(write_yard(prefabs__hero=lamp, prefabs__foe=glowing)), 7)
    session.step([Input(move=(0.0, 1.0))])
    glows = draw_list(session).glows
    assert [(glow.position[0], glow.position[2]) for glow in glows] == [
        pytest.approx(tuple(session.world.view["position"][row, [0, 2]])) for row in (0, 2, 3)
    ]
    assert [glow.strength for glow in glows] == [1.0, 2.0, 2.0]


def test_rings_and_plates_tell_the_sides_apart(session):
    picture = draw_list(session)
    assert {plate.entity: plate.side for plate in picture.plates} == {
        "hero": "player",
        "foe_1": "hostile",
        "foe_2": "hostile",
    }
    assert [ring.side for ring in picture.rings] == ["player", "hostile", "hostile"]
    assert picture.rings[0].facing == session.world.view["yaw"][0]


def test_a_boxs_plate_appears_when_it_is_damaged(session):
    session.world.view["health"][1] = 25.0
    (plate,) = [plate for plate in draw_list(session).plates if plate.entity == "fence"]
    assert plate.fraction == 0.5


def test_the_fallen_lie_dim_dashed_and_say_so(session):
    bright = next(group for group in draw_list(session).instances if "foe_1" in group.entity).tint[0]
    session.world.view["life"][2] = DOWN
    session.world.view["downed_ticks"][2] = 60
    picture = draw_list(session)
    fallen = next(group for group in picture.instances if "foe_1" in group.entity)
    assert (fallen.tint[0] < bright).all()
    assert fallen.pose is not None
    assert [fallen.entity[i] for i in range(len(fallen)) if fallen.pose[i, FALL] > 0] == ["foe_1"]
    assert picture.rings[1].style == "dashed"
    assert next(plate for plate in picture.plates if plate.entity == "foe_1").subtitle == "down"


def test_who_is_knocked_off_its_feet_lies_and_gets_up(session):
    def lies() -> bool:
        group = next(group for group in draw_list(session).instances if "hero" in group.entity)
        return bool(group.pose[group.entity.index("hero"), FALL] > 0)

    session.world.view["knocked_ticks"][0] = 20
    assert lies()
    session.advance(30)
    assert not lies()


def test_a_hit_flashes_and_fades(session):
    flashes = []
    for since in (0, 3, 60):
        session.world.view["last_hit_ticks"][0] = since
        hero = next(group for group in draw_list(session).instances if "hero" in group.entity)
        flashes.append(float(hero.flash[0]))
    assert flashes[0] == 1.0
    assert 0.0 < flashes[1] < 1.0
    assert flashes[2] == 0.0


def test_the_camera_follows_the_player(session):
    picture = draw_list(session)
    assert picture.camera_target == pytest.approx(session.world.view["position"][0].tolist())


def test_an_action_is_told_in_words(session):
    parts = session.compiled.parts
    session.world.view["action"][2] = list(parts.actions).index("keep_distance")
    assert action_name(session, parts, 2) == "keep distance"


def test_a_projects_hud_block_is_in_the_picture(session):
    (block,) = draw_list(session).hud
    assert (block.title, block.corner, block.rows[0].label) == ("Temper", "top_right", "Anger")


ASKED = """
[entities.gap]
name = "The gap"
[entities.gap.transform]
position = [-6.0, 0.0, 0.5]
[entities.gap.objective]
kind = "reach"
text = "Go to the gap"
[entities.hold]
name = "Hold out"
[entities.hold.objective]
kind = "survive"
seconds = 4.0
[entities.guard_hero]
name = "Keep the hero"
[entities.guard_hero.objective]
kind = "protect"
target = "hero"
"""


def test_objectives_tell_what_is_asked_and_how_far_it_is(write_yard, compile_yard):
    session = Session(compile_yard(write_yard(encounters__duel=ENCOUNTER + ASKED)), 7)
    session.advance(61)
    session.world.view["life"][0] = DEAD
    session.step()
    block = next(block for block in draw_list(session).hud if block.id == "objectives")
    assert [row[:2] for row in block.rows] == [
        ("Go to the gap", "done"),
        ("Hold out", "3 s"),
        ("Keep the hero", "failed"),
    ]
    assert block.rows[1].fraction == pytest.approx(62 / 240)


BROKEN = """
from engine.play.shown import hud, shown

@hud("Broken")
def broken(session):
    return [1 / 0]

@shown()
def smudge(session, picture, alpha):
    raise ValueError("no paint")
"""


def test_a_block_that_raises_is_left_out_and_said_once(write_yard, compile_yard):
    session = Session(compile_yard(write_yard(game__broken=BROKEN)), 7)
    for _ in range(3):
        picture = draw_list(session)
    assert [block.title for block in picture.hud] == ["Temper"]
    assert [finding.text for finding in session.findings] == [
        'the HUD block "broken" failed and is not shown: ZeroDivisionError: division by zero.',
        'the drawing "smudge" failed and is not shown: ValueError: no paint.',
    ]
    assert session.is_running
