"""Causeway and Crossroads by autopilot and by hand: ways across, the storm and what follows from it, the parry."""

import numpy as np
import pytest

from engine.ai.errand_columns import WEAVE_THERE
from engine.document import view
from engine.play.commands import Input, SetAutopilot
from engine.play.compile.scene import compile_scene
from engine.play.present import draw_list
from engine.play.running.lanes import run_lanes
from engine.play.running.session import Session
from engine.rules import check
from engine.world.ids import DEAD, GUARD, UP, WEAVE
from engine.world.project import load_game
from tests.projects.shipped import PROJECTS, opened, row_of

CALM, WIND = 1, 2
BRIDGE, FORD, EXCLUDED = 0, 1, 3


@pytest.fixture(scope="module")
def document():
    return opened(PROJECTS / "veilweaver")


@pytest.fixture(scope="module")
def crossroads(document):
    return compile_scene(view(document, "crossroads", "crossroads"), game=load_game(PROJECTS / "veilweaver"))


@pytest.fixture(scope="module")
def causeway(document):
    return compile_scene(view(document, "causeway", "causeway"), game=load_game(PROJECTS / "veilweaver"))


@pytest.mark.parametrize("name", ["causeway", "crossroads"])
def test_the_crossings_open_without_a_finding(document, name):
    scene = view(document, name, name)
    assert [finding.text for finding in check(scene, document.vocabulary)] == []


def play_to_the_end(scene, choice, seed=3):
    session = Session(scene, seed, autopilot="expert")
    session.step([SetAutopilot("expert", choice)])
    while session.is_running:
        session.advance(600)
    return session


@pytest.mark.parametrize("choice", [BRIDGE, FORD])
def test_the_autopilot_crosses_by_the_way_that_it_is_told(causeway, choice):
    session = play_to_the_end(causeway, choice)
    assert session.outcome == "victory"
    assert session.world.view["weave_state"][0, :2].tolist() == [int(choice == BRIDGE), int(choice == FORD)]
    assert (session.world.view["shard_taken"][0] > 0).all()


def storm_of(session):
    view = session.world.view
    return tuple(
        float(view[name][0]) for name in ("storm_choice", "sight_scale", "drop_scale", "disposition", "weather")
    )


def test_each_choice_about_the_storm_has_its_own_consequences(crossroads):
    calm, wind = play_to_the_end(crossroads, 0), play_to_the_end(crossroads, 1)
    assert (calm.outcome, wind.outcome) == ("victory", "victory")
    assert storm_of(calm) == pytest.approx((CALM, 1.0, 1, 0, CALM))
    assert storm_of(wind) == pytest.approx((WIND, 0.4, 2, 1, WIND))
    full = crossroads.rows["sight_range"]
    assert calm.world.view["sight_range"].tolist() == pytest.approx(full.tolist())
    assert wind.world.view["sight_range"].tolist() == pytest.approx((full * np.float32(0.4)).tolist())


def at_the_pillar(crossroads, pillar):
    session = Session(crossroads, 1)
    view = session.world.view
    view["agent_profile"][:] = -1
    x = -7.2 if pillar == CALM else 7.2
    view["position"][row_of(crossroads, "talren")] = (x, 0.0, -2.6)
    session.step([Input()])
    return session


def test_the_fallen_leave_twice_as_much_in_a_storm_that_was_turned_on_them(crossroads):
    session = at_the_pillar(crossroads, WIND)
    view = session.world.view
    session.step([Input(buttons=WEAVE)])
    session.step([Input()])
    before = int(view["echo"][0])
    stalker = row_of(crossroads, "first_gust/1")
    view["life"][stalker] = DEAD
    session.step([Input()])
    assert view["echo"][0] - before == 2 * crossroads.rows["echo_reward"][stalker]


def test_the_threads_of_the_storm_exclude_each_other_and_can_be_let_go(crossroads):
    session = at_the_pillar(crossroads, CALM)
    view = session.world.view
    session.step([Input(buttons=WEAVE)])
    assert view["storm_choice"][0] == CALM
    view["echo"][0] = 3
    view["position"][row_of(crossroads, "talren")] = (7.2, 0.0, -2.6)
    session.step([Input()])
    session.step([Input(buttons=WEAVE)])
    assert view["weave_state"][0].tolist() == [1, 0]
    assert view["weave_answer"][0, :2].tolist() == [1, EXCLUDED]
    view["position"][row_of(crossroads, "talren")] = (-7.2, 0.0, -2.6)
    session.step([Input()])
    session.step([Input(buttons=WEAVE)])
    assert (view["storm_choice"][0], view["echo"][0]) == (0, 4)


def test_both_storms_are_chosen_among_twenty_seeds_and_the_party_wins(crossroads):
    results = run_lanes(crossroads, range(1, 21), skill="expert", style="each")
    assert sum(result.outcome == "victory" for result in results) >= 19
    assert {result.stats["storm_choice"] for result in results} == {CALM, WIND}


def struck(crossroads, guarded_for):
    session = Session(crossroads, 1)
    view = session.world.view
    view["agent_profile"][:] = -1
    talren, foe = row_of(crossroads, "talren"), row_of(crossroads, "first_gust/1")
    view["life"][foe] = UP
    view["position"][foe] = view["position"][talren] + np.array([1.5, 0.0, 0.0], np.float32)
    for _ in range(guarded_for - 1):
        session.step([Input(buttons=GUARD)])
    view["harm"][talren], view["last_hit_by"][talren] = 12.0, foe
    session.step([Input(buttons=GUARD if guarded_for else 0)])
    for _ in range(20):
        session.step([Input()])
    away = float(np.hypot(*(view["position"][foe] - view["position"][talren])[[0, 2]]))
    return view["health"][talren], away, float(view["stagger"][foe]), int(view["parries"][0])


def test_a_guard_raised_at_the_last_moment_takes_nothing_and_throws_the_foe_back(crossroads):
    health, away, stagger, parries = struck(crossroads, 6)
    assert (health, parries) == (100.0, 1)
    assert away > 2.5
    assert stagger > 20.0


def test_a_guard_that_was_up_long_before_throws_nobody(crossroads):
    health, away, _, parries = struck(crossroads, 30)
    assert parries == 0
    assert health < 100.0
    assert away < 2.0


def test_who_falls_into_the_ravine_is_drawn_back_hurt_and_a_stalker_is_gone(causeway):
    session = Session(causeway, 1)
    view = session.world.view
    talren, foe = row_of(causeway, "talren"), row_of(causeway, "south_pair/1")
    session.step([Input()])
    stood = view["position"][talren].copy()
    view["life"][foe] = UP
    view["position"][foe] = (3.0, 0.0, 12.0)
    session.step([Input()])
    for row, x in ((talren, 4.0), (foe, 6.0)):
        view["position"][row] = (x, -9.0, 0.0)
    for _ in range(4):
        session.step([Input()])
    assert view["position"][talren] == pytest.approx(stood, abs=0.3)
    assert view["health"][talren] == pytest.approx(90.0)
    assert view["life"][foe] == DEAD


def test_a_chapter_is_never_begun_without_its_echo(causeway):
    session = Session(causeway, 1)
    session.world.view["echo"][0], session.world.view["chapter"][0] = 0, 1
    session.step([Input()])
    names = session.compiled.parts.event_names
    assert session.world.view["echo"][0] == 1
    assert "echo_to_begin_with" in [names[event.kind] for event in session.events]


def put(session, entity, place):
    """Somebody stands somewhere else, and safely."""
    row = row_of(session.compiled, entity)
    session.world.view["position"][row] = session.world.view["safe_place"][row] = place
    session.step([Input()])


def parts_of(picture, ghost):
    return {entity for part in picture.instances if part.ghost == ghost for entity in part.entity}


def test_the_picture_shows_what_is_woven_what_could_be_and_no_shard_that_was_taken(causeway):
    session = Session(causeway, 1)
    view = session.world.view
    view["agent_profile"][:] = -1
    view["echo"][0] = 3
    session.step([Input()])
    stones = {f"pilgrim_stone_{number}" for number in range(1, 5)}
    far = draw_list(session)
    assert not {"deck", *stones} & parts_of(far, ghost=False)
    assert "gap" not in parts_of(far, ghost=False)
    assert "shard_near" in parts_of(far, ghost=False)
    put(session, "talren", (-1.0, 0.0, 10.0))
    near = draw_list(session)
    assert "deck" in parts_of(near, ghost=True)
    assert ("weave the bridge, 2 Echo", "") in [(plate.title, plate.subtitle) for plate in near.plates]
    session.step([Input(buttons=WEAVE)])
    woven = draw_list(session)
    assert "deck" in parts_of(woven, ghost=False)
    put(session, "talren", (-8.0, 0.0, 15.0))
    assert "shard_near" not in parts_of(draw_list(session), ghost=False)
    assert session.findings == []


def test_of_threads_that_exclude_each_other_each_has_its_mark(crossroads):
    session = Session(crossroads, 1)
    session.step()
    view = session.world.view
    first, kinds = view["errand_first"], view["errand_rule"][:, 0]
    number = next(k for k in range(len(first) - 1) if (kinds[first[k] : first[k + 1]] == WEAVE_THERE).sum() > 1)
    view["errand_objective"][0], view["errand_kind"][0], view["errand_at"][0] = number, WEAVE_THERE, first[number]
    view["errand_place"][0] = view["errand_spot"][first[number], :2]
    marks = [label.position for label in draw_list(session).labels if label.leads]
    told = sorted((round(x, 2), round(z, 2)) for x, _, z in marks)
    spots = view["errand_spot"][first[number] : first[number + 1], :2]
    assert told == sorted((round(float(x), 2), round(float(z), 2)) for x, z in spots)
