"""An encounter that asks for one thing after the other, compiled from its files: HUD, subtitles, signals of a game."""

import numpy as np
import pytest

from engine.play.commands import Input
from engine.play.hud.asked import asked as prompt
from engine.play.hud.errand_marker import errand_marker
from engine.play.hud.helping import helping
from engine.play.hud.objectives import DONE_TICKS, objectives
from engine.play.hud.subtitles import subtitles
from engine.play.present import draw_list
from engine.play.running.session import Session
from engine.present.draw_list import DrawList
from engine.world.ids import JUMP, USE
from tests.engine.play.yard import compiled_project, write_project

QUEST = """format = 1
kind = "encounter"
title = "Errands"
scene = "yard"
time_limit_s = 60.0
[entities.through]
name = "Through"
[entities.through.transform]
position = [20.0, 0.0, 0.0]
[entities.through.objective]
kind = "reach"
after = "bell"
button = "jump"
[entities.bell]
name = "Bell"
[entities.bell.transform]
position = [-6.0, 0.0, 0.0]
[entities.bell.objective]
kind = "signal"
signal = "bell_rung"
text = "Wait for the bell"
[entities.chest]
name = "Open the chest"
[entities.chest.transform]
position = [20.0, 0.0, 6.0]
[entities.chest.objective]
kind = "use"
after = "through"
seconds = 2.0
radius = 3.0
[entities.hark]
name = "Hark"
[entities.hark.line]
speaker = "hero"
text = "Hark!"
when = "objective"
of = "bell"
seconds = 1.0
delay = 0.5
[entities.welcome]
name = "Welcome"
[entities.welcome.line]
speaker = "bell"
text = "Ding"
seconds = 2.0
"""
GAME = '''"""Signals of the yard."""

SIGNALS = ("all_lost", "bell_rung")
'''


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = write_project(tmp_path_factory.mktemp("asked"), encounters__duel=QUEST, game__bells=GAME)
    return compiled_project(folder)


def ring(session):
    place = int(session.world.view["signal_bell_rung"][0])
    session.world.view["signals"][0, place] = session.tick + 1


def test_a_signal_of_the_game_has_a_place_of_its_own(asked):
    assert list(asked.parts.signals) == ["all_lost", "bell_rung"]
    assert asked.sizes["signals"] == 2
    assert asked.statics["signal_bell_rung"].tolist() == [1]


def test_what_waits_is_hidden_and_what_is_done_stays_for_a_while(asked):
    session = Session(asked, 1)
    assert [row.label for row in objectives.rows(session)] == ["Wait for the bell"]
    ring(session)
    session.step()
    session.step()
    assert [(row.label, row.value) for row in objectives.rows(session)] == [
        ("Through", ""),
        ("Wait for the bell", "done"),
    ]
    session.advance(DONE_TICKS)
    assert [row.label for row in objectives.rows(session)] == ["Through"]


def test_lines_are_read_while_they_last(asked):
    session = Session(asked, 1)
    assert subtitles(session) == ()
    session.step()
    (ding,) = subtitles(session)
    assert (ding.speaker, ding.text, ding.side, ding.age_s, ding.left_s) == ("Bell", "Ding", "neutral", 0.0, 2.0)
    ring(session)
    session.advance(32)
    assert [line.text for line in subtitles(session)] == ["Ding", "Hark!"]
    assert subtitles(session)[1].side == "player"
    session.advance(200)
    assert subtitles(session) == ()


def test_a_scene_in_which_nobody_speaks_does_not_compile_dialogue(yard, asked):
    names = [{system.name for system in compiled.parts.systems} for compiled in (yard, asked)]
    assert ["dialogue" in each for each in names] == [False, True]


def at(session, x, z):
    """Play on with the hero put to a place; what is drawn over level ground."""
    session.world.view["position"][0, :] = session.world.view["previous_position"][0, :] = (x, 0.0, z)
    session.step()
    picture = DrawList(camera_target=(x, 0.0, z))
    errand_marker.add(session, picture, 1.0)
    return picture


def test_a_pillar_and_chevrons_lead_to_what_is_asked(asked):
    session = Session(asked, 1)
    session.step()
    ring(session)
    session.advance(2)
    picture = at(session, -6.0, 0.0)
    (pillar,) = picture.ribbons
    assert (pillar.start[0], pillar.start[2]) == (20.0, 0.0)
    assert [label.text for label in picture.labels] == ["Through  26 m"]
    left, right = picture.line_batches
    assert len(left.end) == len(right.end) >= 4
    along = left.end[:, 0]
    assert (np.diff(along) > 0.0).all()
    assert (along > -6.0).all()


def test_a_picture_leaves_nothing_behind_in_the_next(asked):
    session = Session(asked, 1)
    ring(session)
    session.advance(4)
    first, second = draw_list(session), draw_list(session)
    for shown in ("line_batches", "ribbons", "glows", "rings", "labels"):
        assert len(getattr(first, shown)) == len(getattr(second, shown)), shown
    assert len(second.line_batches) == 2


def test_who_stands_there_sees_a_ring_and_no_way(asked):
    session = Session(asked, 1)
    ring(session)
    session.advance(2)
    picture = at(session, 20.0, 0.0)
    assert picture.rings
    assert not picture.ribbons
    assert not picture.line_batches


def prompts(session):
    """What all blocks of prompts say together: one act is prompted once."""
    return [*prompt.rows(session), *helping.rows(session)]


def test_the_prompt_names_the_button_and_then_what_is_in_reach_to_use(asked):
    session = Session(asked, 1)
    session.step()
    assert prompt.rows(session) == []
    ring(session)
    session.advance(3)
    assert [(row.label, row.button) for row in prompt.rows(session)] == [("Through", JUMP)]
    at(session, 20.0, 0.0)
    session.advance(3)
    assert prompt.rows(session) == []
    at(session, 20.0, 5.0)
    (row,) = prompts(session)
    assert (row.label, row.value, row.button) == ("Open the chest", "hold 2.0 s", USE)
    for _ in range(60):
        session.step([Input(buttons=USE)])
    (row,) = prompts(session)
    assert (row.value, row.fraction) == ("1.0 s", 0.5)
    for _ in range(60):
        session.step([Input(buttons=USE)])
    assert prompts(session) == []
    assert session.world.view["objective_state"][0].tolist() == [1, 1, 1]
