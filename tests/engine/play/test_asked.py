"""An encounter that asks for one thing after the other, compiled from its files: HUD, subtitles, signals of a game."""

import pytest

from engine.play.hud.objectives import DONE_TICKS, objectives
from engine.play.hud.subtitles import subtitles
from engine.play.session import Session
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
[entities.bell]
name = "Bell"
[entities.bell.transform]
position = [-6.0, 0.0, 0.0]
[entities.bell.objective]
kind = "signal"
signal = "bell_rung"
text = "Wait for the bell"
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
