"""Loomspire Sanctum: its lessons come one after the other, every skill gets through, and lanes keep their law."""

import functools

import numpy as np
import pytest

from engine.play.commands import Input
from engine.play.compile.compiled import CompiledScene
from engine.play.compile.scene import compile_scene
from engine.play.hud.subtitles import subtitles
from engine.play.running.lanes import run_lanes
from engine.play.running.session import Session
from engine.world.events import OBJECTIVE, SPOKEN
from engine.world.ids import DEFEAT, GUARD, HOSTILE, MELEE, UP, USE
from engine.world.project import load_game
from engine.world.schedule import Schedule
from tests.projects.shipped import PROJECTS, shipped_view

ENOUGH = 4
SEEDS = (1, 2, 3, 4)
LESSONS = [
    "wake",
    "listen",
    "strike",
    "guard",
    "thread_east",
    "thread_north",
    "thread_west",
    "bind",
    "scouts",
    "unseal",
    "leave",
]


@functools.cache
def sanctum() -> CompiledScene:
    view = shipped_view("veilweaver", "sanctum", "sanctum")
    return compile_scene(view, game=load_game(PROJECTS / "veilweaver"))


def asked(session):
    names = [entity.id for entity in session.compiled.view.with_component("objective")]
    return [names[event.source] for event in session.events if event.kind == OBJECTIVE]


def by_hand(session):
    """A newcomer: walks to the light, strikes who stands there, guards when asked, holds the key of the prompt."""
    view = session.world.view
    here, number = view["position"][0, [0, 2]], int(view["errand_objective"][0])
    if number < 0 or not view["errand_kind"][0]:
        return Input()
    way = view["errand_place"][0] - here
    apart = float(np.hypot(*way))
    aim = tuple((here + way).tolist())
    is_there = apart <= float(view["errand_near"][0])
    foes = np.flatnonzero((view["team"] == HOSTILE) & (view["life"] == UP))
    lesson = LESSONS[number] if number < len(LESSONS) else ""
    if lesson in ("strike", "guard", "scouts") and len(foes):
        gaps = view["position"][foes][:, [0, 2]] - here
        nearest = gaps[int(np.argmin(np.hypot(gaps[:, 0], gaps[:, 1])))]
        apart = float(np.hypot(*nearest))
        pace = nearest / apart if apart > 1.7 else 0.0 * nearest
        held = (GUARD if lesson == "guard" else MELEE) if apart < 2.4 else 0
        return Input(tuple(pace.tolist()), tuple((here + nearest).tolist()), held)
    if is_there:
        return Input(aim=aim, buttons=USE)
    onward = view["errand_next"][0] - here
    return Input(tuple((onward / max(float(np.hypot(*onward)), 0.1)).tolist()), aim)


def test_a_newcomer_learns_one_thing_after_the_other_and_leaves():
    session = Session(sanctum(), 3)
    while session.is_running and session.tick < 240 * 60:
        session.step([by_hand(session)])
    assert session.outcome == "victory"
    assert asked(session) == LESSONS
    assert int(session.world.view["lesson_blows"][0]) == ENOUGH
    assert session.world.view["health"][session.compiled.row_of("sparring/1")] > 0.0, "to guard once is enough"


def test_an_expert_takes_as_long_as_the_story_needs_and_a_novice_gets_through():
    expert = run_lanes(sanctum(), SEEDS, skill="expert", style="each")
    novice = run_lanes(sanctum(), SEEDS, skill="novice", style="each")
    assert {result.outcome for result in expert + novice} == {"victory"}
    assert all(75 * 60 <= result.ticks <= 115 * 60 for result in expert)
    assert sum(result.ticks for result in novice) > sum(result.ticks for result in expert)


def test_every_line_is_said_and_never_more_than_two_at_once():
    session = Session(sanctum(), 1, autopilot="expert")
    most = 0
    while session.is_running:
        session.advance(30)
        most = max(most, len(subtitles(session)))
    said = [event.target for event in session.events if event.kind == SPOKEN]
    count = session.compiled.sizes["lines"]
    assert len(set(said)) == len(said) >= count - 1
    assert most <= 2


def test_a_lane_ends_alone_as_in_company():
    together = run_lanes(sanctum(), SEEDS, skill="average", max_ticks=1500, resident=3, style="each")
    for seed, result in zip(SEEDS[:2], together, strict=False):
        (alone,) = run_lanes(sanctum(), [seed], skill="average", max_ticks=1500, style="each")
        assert alone == result


@pytest.mark.parametrize("autopilot", ["expert", None])
def test_compiled_and_plain_python_play_the_same(autopilot):
    compiled = Session(sanctum(), 7, autopilot=autopilot)
    plain = Session(sanctum(), 7, autopilot=autopilot, style="plain")
    for tick in range(900):
        said = [by_hand(compiled)] if autopilot is None else []
        compiled.step(said)
        if tick >= 700:  # the lessons later on; before them both go the same way
            if tick == 700:
                plain.restore(compiled.snapshot())
                continue
            plain.step(said)
    assert plain.digest() == compiled.digest()
    assert asked(compiled)[:2] == ["wake", "listen"]


def test_a_finished_lane_rests_in_every_digest_column():
    scene = sanctum()
    schedule = Schedule(scene.parts.systems)
    world = scene.world(2)
    world.add_lanes([scene.lane_spec(seed, run=seed, autopilot="expert") for seed in (1, 2)])
    schedule.run(world, 300, style="each")
    world.view["outcome"][0] = DEFEAT
    world.view["input_buttons"][:] = 255
    before, other = world.lane_columns(0), world.lane_digest(1)
    schedule.run(world, 300, style="each")
    after = world.lane_columns(0)
    assert [name for name in before if before[name].tobytes() != after[name].tobytes()] == []
    assert world.lane_digest(1) != other
