"""Prompts: what a key would do for the player here and now, and that it then does it."""

import numpy as np
import pytest

from engine.play.commands import Input
from engine.play.present import draw_list
from engine.play.running.session import Session
from engine.world.ids import DOWN, UP, USE, WEAVE
from tests.projects.shipped import echo_grove, row_of


@pytest.fixture
def session():
    return Session(echo_grove(), seed=7)


def prompts(session):
    return [row for block in draw_list(session).hud if block.form == "prompt" for row in block.rows]


def stand_at(session, x, z):
    view, talren = session.world.view, row_of(echo_grove(), "talren")
    view["position"][talren, [0, 2]] = x, z
    return talren


def test_nobody_is_prompted_where_there_is_nothing_to_do(session):
    assert prompts(session) == []


def test_a_fallen_friend_in_reach_can_be_helped_up_and_the_prompt_follows(session):
    view, kael = session.world.view, row_of(echo_grove(), "kael")
    stand_at(session, *view["position"][kael, [0, 2]] + np.array([1.5, 0.0], "f4"))
    view["life"][kael] = DOWN
    (row,) = prompts(session)
    assert (row.label, row.value, row.button, row.fraction) == ("Help Kael up", "hold 3 s", USE, None)
    for _ in range(18):
        session.step([Input(buttons=USE)])
    (row,) = prompts(session)
    assert row.fraction == pytest.approx(0.1, abs=0.01)
    assert row.value == "2.7 s"
    view["position"][kael, 0] += 4.0
    assert prompts(session) == []


def test_an_anchor_in_reach_shows_its_price_and_whether_it_can_be_paid(session):
    session.step()
    view = session.world.view
    stand_at(session, *view["anchor_place"][1] + np.array([1.0, 0.0], "f4"))
    (row,) = prompts(session)
    assert (row.label, row.price, row.value, row.tone) == ("Mend Anchor of Tides", 2, "hold 5 s", "normal")
    view["echo"][0] = 1
    (row,) = prompts(session)
    assert (row.value, row.tone) == ("not enough Echo", "muted")
    view["echo"][0], view["echo_held"][0] = 3, 2
    assert prompts(session)[0].value == "kept for the way out"
    view["echo_held"][0] = 0

    view["echo"][0] = 2
    session.step([Input(buttons=USE)])
    (row,) = prompts(session)
    assert view["echo"][0] == 0, "what the prompt promised is what the button did"
    assert row.fraction == pytest.approx(1 / 300, abs=1e-4)


def test_who_is_down_is_asked_for_no_key(session):
    view = session.world.view
    talren = stand_at(session, *view["anchor_place"][1])
    view["life"][talren] = DOWN
    assert [row.button for row in prompts(session)] == [0]
    view["life"][talren] = UP
    assert len(prompts(session)) == 1


def test_a_thread_in_reach_names_its_key_and_its_price():
    from engine.play.compile.scene import compile_scene
    from engine.world.project import load_game
    from tests.projects.shipped import PROJECTS, shipped_view

    view = shipped_view("veilweaver", "causeway", "causeway")
    compiled = compile_scene(view, game=load_game(PROJECTS / "veilweaver"))
    session = Session(compiled, seed=1)
    columns = session.world.view
    player = int(np.flatnonzero(columns["is_player"])[0])
    columns["position"][player, [0, 2]] = columns["weave_place"][0, :2]
    columns["echo"][0] = 5
    (row,) = [row for row in prompts(session) if row.button == WEAVE]
    assert (row.label, row.price) == ("Weave the bridge", 2)


def test_a_pylon_in_reach_can_be_unbound_and_the_bar_tells_what_it_does():
    from engine.play.compile.scene import compile_scene
    from engine.world.project import load_game
    from tests.projects.shipped import PROJECTS, shipped_view

    view = shipped_view("veilweaver", "courtyard", "courtyard")
    session = Session(compile_scene(view, game=load_game(PROJECTS / "veilweaver")), seed=1)
    columns = session.world.view
    player = int(np.flatnonzero(columns["is_player"])[0])
    columns["position"][player, [0, 2]] = columns["pylon_place"][0, :2]
    columns["warden_phase"][0], columns["warden_ward"][0] = 2, 1
    (row,) = [row for row in prompts(session) if row.label == "Unbind the pylon"]
    assert (row.button, row.fraction) == (USE, None)
    columns["pylon_work"][0, 0] = columns["pylon_place"][0, 3] / 2
    (row,) = [row for row in prompts(session) if row.label == "Unbind the pylon"]
    assert row.fraction == pytest.approx(0.5, abs=0.01)

    (bar,) = [block for block in draw_list(session).hud if block.form == "boss"]
    assert bar.rows[0].detail == "Fulcrum Shift"
    assert bar.rows[0].marks == (0.66, 0.33)
    assert {"Warded", "3 pylons feed it"} <= {row.label for row in bar.rows}
    columns["pylon_stands"][0] = 0
    assert prompts(session) == []
    assert not any("pylon" in row.label for block in draw_list(session).hud for row in block.rows)


def test_who_is_down_is_told_for_how_long_and_that_somebody_comes(session):
    view, talren = session.world.view, row_of(echo_grove(), "talren")
    view["life"][talren], view["downed_ticks"][talren] = DOWN, 180
    (row,) = prompts(session)
    assert (row.label, row.value, row.tone) == ("You are down; a companion can help you up", "5 s", "bad")
    view["revive_ticks"][talren] = 90
    (row,) = prompts(session)
    assert (row.value, row.fraction, row.tone) == ("coming", 0.5, "good")
