"""Tuning, possession and beginning elsewhere are recorded commands: they change columns, or say why not."""

import numpy as np
import pytest

from engine.play.between_ticks.starting import beats, skipped, told
from engine.play.between_ticks.tuning import tunable
from engine.play.commands import Input, Populate, Possess, Spawn, StartAt, Tune, as_data, from_data
from engine.play.recording import Recorder, load, replay, save
from engine.play.running.session import Session
from engine.world.ids import DEAD

LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
FRIEND = """[entities.friend]
name = "Friend"
prefab = "hero"
without = ["player"]
[entities.friend.transform]
position = [-6.0, 0.0, 3.0]
[entities.friend.agent]
"""
STEPS = """format = 1
kind = "encounter"
title = "Steps"
scene = "yard"
[entities.arch]
name = "Arch"
[entities.arch.transform]
position = [3.0, 0.0, 8.0]
[entities.arch.trigger]
radius = 2.0
[entities.arch.objective]
kind = "reach"
text = "Walk through the arch"
[entities.ambush]
name = "Ambush"
[entities.ambush.spawn_group]
prefab = "foe"
count = 1
when = "trigger"
trigger = "arch"
[entities.bell]
name = "Bell"
[entities.bell.trigger]
event = "objective"
objective = "arch"
[entities.guards]
name = "Guards"
[entities.guards.spawn_group]
prefab = "foe"
count = 2
when = "trigger"
trigger = "bell"
[entities.fight]
name = "Fight"
[entities.fight.objective]
kind = "defeat"
target = "guards"
after = "arch"
text = "Beat the guards."
[entities.last]
name = "Last"
[entities.last.transform]
position = [0.0, 0.0, -8.0]
[entities.last.objective]
kind = "reach"
after = "fight"
radius = 2.0
text = "Go on"
[entities.win]
name = "Win"
[entities.win.victory]
when = "objective"
objective = "last"
"""


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    """The yard with an encounter in steps, and a friend of the hero's."""
    from tests.engine.play import yard

    folder = yard.write_project(
        tmp_path_factory.mktemp("steps") / "steps", encounters__duel=STEPS, scenes__yard=yard.SCENE + FRIEND
    )
    return yard.compiled_project(folder)


def test_a_number_is_tuned_in_its_fields_unit(yard):
    session = Session(yard, 11, overrides=LONG)
    session.step(
        [Tune("hero", "nerve.pause", 0.25), Tune("foe_1", "body.speed", 7.5), Tune("hero", "nerve.arc", 180.0)]
    )

    view = session.world.view
    hero, foe = (session.compiled.row_of(name) for name in ("hero", "foe_1"))
    assert int(view["nerve_pause"][hero]) == 15
    assert float(view["speed"][foe]) == 7.5
    assert abs(float(view["nerve_cos"][hero])) < 1e-6
    assert session.findings == list(session.compiled.findings)


@pytest.mark.parametrize(
    ("entity", "field", "value", "why"),
    [
        ("nobody", "body.speed", 1.0, 'nobody in play is called "nobody"'),
        ("hero", "armour.plates", 1.0, '"hero" has no component "armour"'),
        ("hero", "body.colour", 1.0, 'body has no field "colour"; it has'),
        ("hero", "team.side", 1.0, "team.side is no number that a running copy can take over"),
        ("hero", "body.speed", -4.0, "expected "),
        ("hero", "body.speed", float("nan"), "expected "),
    ],
)
def test_what_cannot_be_tuned_changes_nothing_and_says_why(yard, entity, field, value, why):
    quiet, session = Session(yard, 11), Session(yard, 11)
    quiet.step()
    session.step([Tune(entity, field, value)])

    assert session.digest() == quiet.digest()
    (finding,) = [each for each in session.findings if each.rule == "tune"]
    assert why in finding.text


def test_tuned_runs_are_recorded_and_give_the_same_bits(yard, tmp_path):
    session = Session(yard, 11, overrides=LONG)
    recorder = Recorder(session)
    session.advance(70)
    session.step([Tune("hero", "body.speed", 2.0), Possess("hero"), StartAt((1.0, 2.0))])
    session.advance(100)

    again = load(save(recorder.recording, tmp_path / "run.awrec"))
    report = replay(again, yard, style="each")
    assert report.is_equal, report
    assert [command.kind for command in again.commands[70]] == ["tune", "possess", "start_at"]


@pytest.mark.parametrize("command", [Tune("a", "b.c", 1.5), Possess("a"), StartAt((1.0, 2.0), "x"), StartAt()])
def test_they_are_plain_data(command):
    assert from_data(as_data(command)) == command


def test_another_member_of_the_party_is_played(steps):
    session = Session(steps, 3)
    friend, hero = (session.compiled.row_of(name) for name in ("friend", "hero"))
    session.step([Possess("friend"), Input((1.0, 0.0))])
    for _ in range(30):
        session.step()

    view = session.world.view
    assert view["is_player"].tolist().count(1) == 1
    assert view["is_player"][friend] == 1
    assert view["position"][friend, 0] > -5.0
    assert session.is_running
    assert not [each for each in session.findings if each.rule == "possess"]
    assert view["is_player"][hero] == 0


@pytest.mark.parametrize("entity", ["nobody", "fence", "hero"])
def test_whoever_cannot_be_played_is_refused(steps, entity):
    quiet, session = Session(steps, 3), Session(steps, 3)
    quiet.step()
    session.step([Possess(entity)])

    assert session.digest() == quiet.digest()
    (finding,) = [each for each in session.findings if each.rule == "possess"]
    why = {"nobody": "nobody in play", "fence": "only the party can be played", "hero": "nobody would play it"}[entity]
    assert why in finding.text


def test_the_party_begins_at_a_spot_each_where_there_is_room(steps):
    session = Session(steps, 3)
    # A metre from the crate at (0, 4): the friend's place, three metres further on, is free; its own in the crate not.
    session.step([StartAt((0.0, 1.0))])

    view = session.world.view
    hero, friend = (session.compiled.row_of(name) for name in ("hero", "friend"))
    at = view["position"][[hero, friend]][:, [0, 2]]
    assert np.hypot(*(at[0] - (0.0, 1.0))) < 0.3
    assert np.hypot(*(at[1] - (0.0, 4.0))) > 1.2
    assert np.hypot(*(at[1] - at[0])) > 0.9


def test_a_beat_counts_what_comes_before_it_as_done(steps):
    made = skipped(steps, "last")
    assert told(steps, made) == [
        "“Walk through the arch” counts as met",
        "“Beat the guards” counts as met",
        "“Arch” counts as fired",
        "“Bell” counts as fired",
        "“Guards” has come and was beaten",
        "“Ambush” has come and was beaten",
    ]
    session = Session(steps, 3)
    session.step([StartAt(beat="last")])
    for _ in range(90):
        session.step()

    view = session.world.view
    assert view["objective_state"][0].tolist() == [1, 1, 0]
    assert session.is_running
    assert not ((view["spawn_group"] >= 0) & (view["life"] != DEAD) & (view["life"] != 0)).any()


def test_a_beat_whose_enemies_are_the_point_brings_them(steps):
    session = Session(steps, 3)
    session.step([StartAt(beat="fight")])
    for _ in range(90):
        session.step()

    view = session.world.view
    assert view["objective_state"][0].tolist() == [1, 0, 3]
    assert [int(((view["spawn_group"] == group) & (view["life"] == 1)).sum()) for group in (0, 1)] == [0, 2]
    hero = session.compiled.row_of("hero")
    assert np.hypot(view["position"][hero, 0] - 3.0, view["position"][hero, 2] - 8.0) < 2.0


def test_a_beat_that_is_none_is_refused_with_those_there_are(steps):
    assert [entity for entity, _ in beats(steps)] == ["arch", "ambush", "bell", "guards", "fight", "last"]
    quiet, session = Session(steps, 3), Session(steps, 3)
    quiet.step()
    session.step([StartAt(beat="finale")])

    assert session.digest() == quiet.digest()
    assert (
        'there is no beat "finale"; the encounter has arch, ambush, bell, guards, fight, last'
        in session.findings[-1].text
    )


def test_only_numbers_of_rows_are_tunable(yard):
    assert tunable(yard, "hero", "body.speed").column.name == "speed"


@pytest.mark.parametrize("place", [(1e30, 0.0), (0.0, -1e299)])
def test_nobody_begins_beyond_all_ground(yard, place):
    quiet, session = Session(yard, 11), Session(yard, 11)
    quiet.step()
    session.step([StartAt(place)])

    assert session.digest() == quiet.digest()
    (finding,) = [each for each in session.findings if each.rule == "start-at"]
    assert "lies farther than 1,000,000 m" in finding.text


@pytest.mark.parametrize("command", [Input(aim=(1e299, -1e299), buttons=7), Spawn("foe", 1, (1e30, 0.0, 0.0))])
def test_what_is_beyond_all_ground_leaves_every_column_a_number(yard, command):
    session = Session(yard, 11)
    session.step([command])
    session.advance(20)

    arrays = session.snapshot().world.arrays
    numbers = {name: array for name, array in arrays.items() if array.dtype.kind == "f"}
    assert [name for name, array in numbers.items() if not np.isfinite(array).all()] == []
    assert not session.is_failed


@pytest.mark.parametrize("where", [{"goal": (1e299, 0.0)}, {"start": (0.0, 1e30)}])
def test_nobody_wanders_beyond_all_ground(yard, where):
    session = Session(yard, 11)
    session.step([Populate(5, 1, **where)])

    assert session.population is None
    assert "lies farther than 1,000,000 m" in session.findings[-1].text
