"""A fight of waves that stand in parts of a prefab is the same alone, in company, sought, replayed and uncompiled."""

import pytest

from engine.document import Document, view
from engine.play.compile.scene import compile_scene
from engine.play.past.history import History
from engine.play.recording import Player, Recorder, load, save
from engine.play.running.lanes import run_lanes
from engine.play.running.session import Session
from tests.projects.shipped import copied

SEED, TICKS = 5, 900
WEAK = {"raider.health.current": 8.0, "post.guard.health.current": 4.0, "hero.health.current": 100.0}
OUTPOST = """\
format = 1
kind = "prefab"
title = "Outpost"

[entities.outpost]
[entities.outpost.transform]

[entities.gate]
parent = "outpost"
[entities.gate.transform]
[entities.gate.trigger]
radius = 8.0

[entities.first]
parent = "outpost"
[entities.first.transform]
position = [3.0, 0.0, 0.0]
[entities.first.spawn_group]
prefab = "raider"
count = 2
when = "trigger"
trigger = "gate"

[entities.second]
parent = "outpost"
[entities.second.transform]
position = [-3.0, 0.0, 0.0]
[entities.second.spawn_group]
prefab = "raider"
count = 2
when = "after"
after = "first"
left = 1
delay = 0.5

[entities.guard]
parent = "outpost"
prefab = "raider"
[entities.guard.transform]
position = [0.0, 0.0, -4.0]
"""
ENCOUNTER = """\
format = 1
kind = "encounter"
title = "First fight"
scene = "field"

[entities.hero_1]
prefab = "hero"
[entities.hero_1.transform]
position = [0.0, 0.0, 8.0]

[entities.ally_1]
prefab = "ally"
[entities.ally_1.transform]
position = [2.0, 0.0, 8.0]

[entities.post]
prefab = "outpost"
[entities.post.transform]
position = [0.0, 0.0, 1.0]
rotation = [0.0, 30.0, 0.0]

[entities.third]
[entities.third.transform]
position = [0.0, 0.0, -6.0]
[entities.third.spawn_group]
prefab = "raider"
when = "after"
after = "post.second"

[entities.all]
[entities.all.objective]
kind = "defeat_all"

[entities.won]
[entities.won.victory]

[entities.lost]
[entities.lost.defeat]
"""


@pytest.fixture(scope="module")
def ambush(tmp_path_factory):
    folder = copied("starter", tmp_path_factory.mktemp("ambush"))
    (folder / "prefabs" / "outpost.toml").write_text(OUTPOST, encoding="utf-8")
    (folder / "encounters" / "first_fight.toml").write_text(ENCOUNTER, encoding="utf-8")
    return compile_scene(view(Document.open(folder), "field", "first_fight"))


@pytest.fixture(scope="module")
def run(ambush):
    """The history and the recording of a run, the digest at each tick, and when each wave was called."""
    session = Session(ambush, SEED, autopilot="expert", overrides=WEAK, tick_limit=TICKS)
    history, recorder = History(session), Recorder(session, project="starter")
    digests = {0: session.digest()}
    while session.is_running:
        session.step(())
        digests[session.tick] = session.digest()
    names = ambush.parts.event_names
    called = [event.tick for event in session.events if names[event.kind] == "called"]
    return history, recorder.recording, digests, called


def test_both_waves_came(run):
    assert len(run[3]) == 2


def test_a_lane_among_others_ends_as_alone(ambush, run):
    results = run_lanes(ambush, [4, SEED, 6], skill="expert", overrides=WEAK, max_ticks=TICKS, style="each")
    (own,) = [each for each in results if each.seed == SEED]

    assert own.digest == run[2][own.ticks]
    assert max(run[2]) == own.ticks


def test_a_tick_that_is_sought_or_replayed_has_the_bits_of_then(ambush, run, tmp_path):
    history, recording, digests, called = run
    last = max(digests)
    player = Player(load(save(recording, tmp_path / "run.awrec")), ambush)
    for tick in (last, called[1], called[0] + 1, called[0], called[0] - 1, called[1] + 31, 0, last):
        history.seek(tick)
        assert history.session.digest() == digests[tick]
        assert player.seek(tick).digest() == digests[tick]


def test_plain_python_calls_the_same_waves(ambush, run):
    session = Session(ambush, SEED, autopilot="expert", overrides=WEAK, style="plain", tick_limit=TICKS)
    while session.tick <= run[3][0]:
        session.step(())

    assert session.digest() == run[2][session.tick]
