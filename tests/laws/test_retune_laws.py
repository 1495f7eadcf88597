"""Laws: whatever agents are told to think, and whenever, a run replays, is sought and shares a world bit for bit."""

import functools
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.play.between_ticks.retuning import retuned, think_as
from engine.play.commands import Retune, Spawn
from engine.play.compile.compiled import CompileError
from engine.play.past.history import History
from engine.play.recording import Player, Recorder, load, replay, save
from engine.play.running.session import Session
from engine.world.schedule import Schedule
from tests.projects.shipped import echo_grove

TICKS = 130
AGENTS = ("talren", "aria", "lyra", "kael", "stalker_01", "stalker_02", "sentinel")
COSTS = ("0.001", "0.5", "2", "6.25", "40", "1000")
SOME = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def agents(draw):
    """An agent with some costs and weights changed, and perhaps an action or a goal gone, strange or misspelt."""
    entity = draw(st.sampled_from(AGENTS))
    changed = []
    for own, every in zip(
        echo_grove().own_words[entity], (echo_grove().parts.actions, echo_grove().parts.goals), strict=True
    ):
        names = [word.partition("=")[0] for word in own]
        kept = [name for name in names if draw(st.integers(0, 9))] + draw(
            st.lists(st.sampled_from([*sorted(every), *(["tount"] if entity == "aria" else [])]), max_size=1)
        )
        words = [f"{name}={draw(st.sampled_from(COSTS))}" if draw(st.booleans()) else name for name in kept]
        changed.append(tuple(words))
    return (entity, *changed)


retunes = st.lists(agents(), min_size=1, max_size=4).map(lambda told: Retune(tuple(told)))
scripts = st.dictionaries(st.integers(0, TICKS - 1), retunes, min_size=1, max_size=4)


def play(script, seed):
    """A session and what followed it, and its digest at each tick; somebody comes in by the way."""
    session = Session(echo_grove(), seed, autopilot="expert")
    recorder, history = Recorder(session), History(session)
    digests = {0: session.digest()}
    while session.tick < TICKS and session.is_running:
        said = [Spawn("rift_stalker", 1, (4.0, 0.0, 9.0))] if session.tick == 40 else []
        session.step([*said, *([script[session.tick]] if session.tick in script else [])])
        digests[session.tick] = session.digest()
    return recorder.recording, history, digests


@SOME
@given(scripts, st.integers(0, 99), st.lists(st.integers(0, TICKS), min_size=4, max_size=8))
def test_a_run_replays_and_every_tick_of_it_can_be_sought(script, seed, ticks):
    recording, history, digests = play(script, seed)
    with tempfile.TemporaryDirectory() as folder:
        back = load(save(recording, Path(folder) / "run.awrec"))
    assert back.commands == recording.commands
    assert replay(back, echo_grove(), style="fused").is_equal

    player = Player(back, echo_grove())
    for tick in ticks:
        assert player.seek(tick).digest() == digests[tick]
        history.seek(tick)
        assert history.session.digest() == digests[tick]
        assert history.session.compiled.minds == player.session.compiled.minds


@functools.cache
def schedule():
    """One for all: its loop is loaded once."""
    return Schedule(echo_grove().parts.systems)


def lanes(script, seeds, order=None):
    """Digest of each seed's lane at the end, all of them told the same at the same ticks."""
    scene = echo_grove()
    world = scene.world(len(seeds))
    world.add_lanes([scene.lane_spec(seed, run=seed, autopilot="expert") for seed in seeds])
    tick = 0
    for told in (*sorted(script), TICKS):
        schedule().run(world, told - tick, style="fused")
        world.drain_log()
        if order is not None:
            world.keep(order)
        if told in script:
            before = scene
            with suppress(CompileError):  # a word that is none: nothing changes for anybody
                scene = retuned(scene, script[told].agents)
            think_as(world, before, scene)
        tick = told
    return {int(world.view["seed"][slot]): world.lane_digest(slot) for slot in range(world.lanes)}


@SOME
@given(scripts, st.permutations(range(3)))
def test_a_lane_thinks_alone_as_in_company(script, order):
    seeds = (3, 7, 11)
    together = lanes(script, seeds, order)
    assert together == {seed: lanes(script, (seed,))[seed] for seed in seeds}

    session = Session(echo_grove(), 7, autopilot="expert")
    while session.tick < TICKS:
        session.step([script[session.tick]] if session.tick in script else [])
    assert session.digest() == together[7]
