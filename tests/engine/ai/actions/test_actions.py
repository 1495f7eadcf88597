"""Actions on a hand-made field: where each of them goes and what it wishes for."""

import numpy as np
import pytest

from engine.ai.actions import (
    approach,
    area_attack,
    attack,
    backstab,
    circle,
    do_errand,
    evade,
    flank,
    flee,
    follow_leader,
    guard,
    heal_ally,
    hold_position,
    keep_distance,
    regroup,
    retreat,
    revive_ally,
    search,
    shoot,
    walk_to_errand,
)
from engine.ai.goap.performs import Performer
from engine.ai.perception.telegraph import CONE, LINE
from engine.ai.wish import BLOW, MENDING, NOTHING, REVIVAL, SHOCKWAVE, SHOT
from engine.play.systems.intent_reset import intent_reset
from engine.world.ids import DOWN, VICTORY
from tests.engine.play.systems.arena import PARTS, actor, arena, foe, run

NUMBER = {name: index for index, name in enumerate(PARTS.actions)}


def acting(name, *others, lane=None, **columns):
    """An actor at the middle that carries the action out for one tick."""
    world = arena(actor(action=NUMBER[name], **columns), *others, lane=lane)
    run(world, intent_reset, performer(name))
    return world


def performer(name):
    return next(s for s in PARTS.systems if isinstance(s, Performer) and s.performed.name == name)


def wish(world):
    return int(world.view["wish"][0]), int(world.view["wish_target"][0])


def goal(world):
    """Where it walks to, (x, z); None when it stands."""
    return world.view["move_goal"][0].tolist() if world.view["move_speed"][0] > 0 else None


def test_every_action_of_the_engine_is_performed_by_its_own_file():
    modules = (
        approach, area_attack, attack, backstab, circle, do_errand, evade, flank, flee, follow_leader, guard,
        heal_ally, hold_position, keep_distance, regroup, retreat, revive_ally, search, shoot, walk_to_errand,
    )  # fmt: skip
    performed = {s.performed.name: s.__module__ for s in PARTS.systems if isinstance(s, Performer)}
    assert performed == {module.__name__.rsplit(".", 1)[-1]: module.__name__ for module in modules}
    assert set(performed) == set(PARTS.actions)


@pytest.mark.parametrize("name", sorted(NUMBER))
def test_nobody_acts_who_is_down_or_whose_run_has_ended(name):
    others = (foe(0.0, 3.0), actor(2.0), actor(-2.0, life=DOWN))
    senses = {"target": 1, "heard": 1, "remembered": 1, "ally_hurt": 2, "ally_down": 3, "nearest_ally": 2}
    for world in (
        acting(name, *others, life=DOWN, **senses),
        acting(name, *others, lane={"outcome": VICTORY}, **senses),
    ):
        assert wish(world) == (NOTHING, -1)
        assert goal(world) is None


def test_approach_stops_within_reach():
    world = acting("approach", foe(0.0, 8.0), target=1)
    assert goal(world) == [0.0, 8.0]
    assert world.view["move_stop"][0] == pytest.approx(1.7)


@pytest.mark.parametrize("name", ["attack", "backstab"])
def test_a_striker_keeps_up_with_its_target(name):
    world = acting(name, foe(0.0, 1.5), target=1)
    assert wish(world) == (BLOW, 1)
    assert goal(world) == [0.0, 1.5]


def test_an_archer_shoots_and_steps_back_from_whoever_is_near():
    far, near = acting("shoot", foe(0.0, 12.0), target=1), acting("shoot", foe(0.0, 3.0), target=1)
    assert wish(far) == wish(near) == (SHOT, 1)
    assert goal(far) is None
    assert goal(near)[1] < 0.0


def test_distance_is_kept_up_to_eight_metres_and_never_out_of_the_arena():
    assert goal(acting("keep_distance", foe(0.0, 12.0), target=1)) is None
    world = arena(actor(0.0, 19.0, action=NUMBER["keep_distance"], target=1), foe(0.0, 15.0))
    run(world, intent_reset, performer("keep_distance"))
    assert goal(world)[1] < 19.0


def test_an_area_attack_is_a_wish_alone():
    world = acting("area_attack", foe(0.0, 3.0), target=1)
    assert wish(world)[0] == SHOCKWAVE
    assert goal(world) is None


def test_flanking_passes_the_target_at_four_metres_and_then_closes_in_from_behind():
    ahead = acting("flank", foe(0.0, 6.0, yaw=np.pi), target=1)
    x, z = goal(ahead)
    assert (abs(x), z) == pytest.approx((4.0, 6.5), abs=0.01)
    behind = acting("flank", foe(0.0, 3.0, yaw=0.0), target=1)
    assert goal(behind) == pytest.approx([0.0, 1.4], abs=0.01)


@pytest.mark.parametrize("shut", [-1, 1])
def test_flanking_passes_on_the_open_side(shut):
    # given a target and rocks, or a slope, on one side of it, then every agent passes on the other one
    room = np.full((40, 40), 255, np.uint8)
    room[:, 22:] = 0
    room = room if shut > 0 else room[:, ::-1]
    seeds = range(8)
    sides = set()
    for seed in seeds:
        people = actor(action=NUMBER["flank"], target=1), foe(0.0, 6.0, yaw=np.pi)
        world = arena(*people, lane={"seed": seed}, nav_room=room, nav_frame=(-20.0, -20.0, 1.0))
        run(world, intent_reset, performer("flank"))
        sides.add(round(goal(world)[0], 2))
    assert sides == {-4.0 * shut}


def test_circling_goes_round_at_striking_distance_or_wide_when_the_blow_is_far():
    for cooldown, hold in ((60, 1.8), (180, 5.0)):
        world = acting("circle", foe(0.0, 5.0), target=1, melee_cooldown=cooldown)
        x, z = goal(world)
        assert np.hypot(x, z - 5.0) == pytest.approx(hold, abs=0.01)
        assert abs(x) > 0.5


def test_a_search_goes_where_the_enemy_was_noticed_last():
    assert goal(acting("search", foe(9.0, 9.0), remembered=1, last_seen=(4.0, 5.0))) == [4.0, 5.0]


def test_a_search_ends_with_the_memory():
    assert goal(acting("search", foe(9.0, 9.0), remembered=-1, last_seen=(4.0, 5.0))) is None


def test_a_retreat_leads_away_from_the_enemy_and_leans_towards_a_friend():
    world = acting("retreat", foe(0.0, 3.0), actor(10.0, 0.0), target=1, nearest_ally=2)
    x, z = goal(world)
    assert z < -3.0
    assert x > 1.0


def test_a_retreat_leads_away_from_where_an_enemy_is_remembered():
    x, z = goal(acting("retreat", foe(0.0, -9.0), remembered=1, last_seen=(0.0, 3.0)))
    assert (x, z) == pytest.approx((0.0, -4.0))


def test_fleeing_leads_away_from_every_enemy():
    x, z = goal(acting("flee", foe(3.0, 0.0), foe(0.0, 3.0)))
    assert x < -2.0
    assert z < -2.0


def test_evading_leaves_the_circle_of_a_gathered_shockwave_only():
    gathering = foe(0.0, 3.0, telegraph=30, telegraph_place=(0.0, 3.0, 6.0, 0.0))
    assert goal(acting("evade", gathering, blast_from=1))[1] < -4.0
    assert goal(acting("evade", {**gathering, "telegraph": 0}, blast_from=1)) is None
    assert goal(acting("evade", {**gathering, "life": DOWN}, blast_from=1)) is None
    far = {**gathering, "telegraph_place": (0.0, 9.0, 6.0, 0.0)}
    assert goal(acting("evade", far, blast_from=1)) is None


@pytest.mark.parametrize("shape", [CONE, LINE])
@pytest.mark.parametrize(("aside", "x"), [(0.4, 5.4), (-0.4, -5.4)])
def test_a_cone_or_a_line_is_left_to_the_nearer_side(shape, aside, x):
    before = foe(-aside, -3.0, telegraph=30, telegraph_shape=shape, telegraph_place=(-aside, -3.0, 6.0, 0.0))
    assert goal(acting("evade", before, blast_from=1)) == pytest.approx([x - aside, 0.0], abs=0.01)


def test_who_regroups_goes_to_the_nearest_friend():
    assert goal(acting("regroup", actor(9.0), actor(-5.0), foe(1.0), nearest_ally=2)) == [-5.0, 0.0]
    assert goal(acting("regroup", actor(9.0), actor(-5.0, life=DOWN), nearest_ally=2)) is None


def test_a_healer_comes_into_range_and_then_helps():
    near = acting("heal_ally", actor(5.0), ally_hurt=1, support_range=9.0)
    assert wish(near) == (MENDING, 1)
    assert goal(near) is None
    far = acting("heal_ally", actor(15.0), ally_hurt=1, support_range=9.0)
    assert wish(far) == (NOTHING, -1)
    assert goal(far) == [15.0, 0.0]


def test_a_fallen_friend_is_helped_from_two_metres_on():
    assert wish(acting("revive_ally", actor(1.9, life=DOWN), ally_down=1)) == (REVIVAL, 1)
    far = acting("revive_ally", actor(6.0, life=DOWN), ally_down=1)
    assert wish(far) == (NOTHING, -1)
    assert goal(far) == [6.0, 0.0]


def test_a_guard_stands_between_the_player_and_the_threat_and_guards_itself():
    world = acting("guard", actor(0.0, 5.0, is_player=1), foe(0.0, 15.0), heard=2, player_friend=1)
    assert goal(world) == pytest.approx([0.0, 7.0])
    assert world.view["is_guarding"][0] == 1


def test_without_a_player_a_guard_keeps_its_post():
    assert goal(acting("guard", foe(0.0, 9.0), post=(3.0, 4.0))) == [3.0, 4.0]


def test_a_position_is_held_at_ones_post():
    assert goal(acting("hold_position", post=(3.0, 4.0))) == [3.0, 4.0]
