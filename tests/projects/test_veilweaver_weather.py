"""The sky over the crossroads and the court follows what was chosen for the storm."""

import functools

import numpy as np
import pytest

from engine.document import view
from engine.play.commands import Input
from engine.play.compile.scene import compile_scene
from engine.play.present import draw_list
from engine.play.running.session import Session
from engine.world.ids import WEAVE
from engine.world.project import load_game
from tests.projects.shipped import PROJECTS, opened

STABILIZED, REDIRECTED = 1, 2


@functools.cache
def chapter(name):
    scene = view(opened(PROJECTS / "veilweaver"), name, name)
    return compile_scene(scene, game=load_game(PROJECTS / "veilweaver"))


def air(session, alpha=1.0):
    return draw_list(session, alpha).environment


@pytest.mark.parametrize("name", ["crossroads", "courtyard"])
def test_a_bound_storm_clears_the_air_and_a_loosened_one_closes_it(name):
    session = Session(chapter(name), seed=1)
    plain = air(session)
    session.world.view["storm_choice"][0] = STABILIZED
    calm = air(session)
    session.world.view["storm_choice"][0] = REDIRECTED
    wild = air(session)
    assert calm.fog_density < plain.fog_density < wild.fog_density
    assert calm.clouds < plain.clouds <= wild.clouds <= 2.0
    assert calm.stars > plain.stars >= wild.stars >= 0.0
    session.world.view["storm_choice"][0] = 0
    assert air(session) == plain


def test_the_sky_turns_little_by_little_once_a_thread_is_woven():
    session = Session(chapter("crossroads"), seed=1)
    before = air(session).fog_density
    weave, talren = _weave(session, "stabilize"), session.compiled.row_of("talren")
    place = session.world.view["weave_place"][weave]
    session.world.view["position"][talren, [0, 2]] = place[:2] + np.float32(1.6)
    session.world.view["echo"][0] = 5
    session.step([Input(buttons=WEAVE)])
    assert session.world.view["storm_choice"][0] == STABILIZED
    fogs = [air(session).fog_density]
    for _ in range(4):
        session.advance(30)
        fogs.append(air(session).fog_density)
    assert fogs[0] == pytest.approx(before, rel=0.05)
    assert fogs == sorted(fogs, reverse=True)
    assert fogs[-1] == pytest.approx(before * 0.55)
    assert session.findings == []


def test_rain_ends_with_the_storm_and_grows_when_it_is_let_loose():
    session = Session(chapter("crossroads"), seed=1)
    session.advance(2)
    rain = {}
    for choice in (0, STABILIZED, REDIRECTED):
        session.world.view["storm_choice"][0] = choice
        rain[choice] = sum(float(part.colour.sum()) for part in draw_list(session).sparks)
    assert 0.0 < rain[STABILIZED] < rain[0] < rain[REDIRECTED]


def test_a_picture_leaves_nothing_behind_for_the_next_one():
    session = Session(chapter("crossroads"), seed=1)
    session.advance(5)
    first = _counts(draw_list(session))
    again = [_counts(draw_list(session)) for _ in range(3)]
    assert first["line_batches"] > 0
    assert again == [first, first, first]


def _counts(picture):
    return {name: len(part) for name, part in vars(picture).items() if isinstance(part, list)}


def _weave(session, kind):
    weaves = list(session.compiled.view.with_component("weave"))
    return next(number for number, each in enumerate(weaves) if each.components["weave"].kind == kind)
