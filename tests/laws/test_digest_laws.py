"""Law: one seed is one run, in every process, for any number of threads, compiled or not, recorded or played again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.cli.console import open_scene
from engine.play.commands import Input, SetAutopilot, Spawn
from engine.play.compile.scene import compile_scene
from engine.play.recording import Player, Recorder, load, replay, save
from engine.play.running.lanes import run_lanes
from engine.play.running.session import Session
from engine.resources import program_folder, samples_folder

SEED, SECONDS = 7, 4


@pytest.fixture(scope="module")
def grove():
    opened = open_scene(samples_folder() / "veilweaver", encounter="tutorial")
    return compile_scene(opened.view, game=opened.game)


def play(*options: str, **environment: str) -> dict:
    """`astraweave play` in a process of its own."""
    arguments = ["projects/veilweaver", "--encounter", "tutorial", "--headless", "--autopilot", "expert"]
    arguments += ["--seed", str(SEED), "--max-seconds", str(SECONDS), "--json", *options]
    done = subprocess.run(
        [sys.executable, "-m", "editor", "play", *arguments],
        cwd=program_folder(),
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def here(grove):
    session = Session(grove, SEED, autopilot="expert", tick_limit=SECONDS * 60)
    session.advance(SECONDS * 60)
    return session.digest()


def test_another_process_gives_the_same_digest(here):
    assert play()["digest"] == here


def test_threads_give_the_same_digest(here):
    assert play("--threads", "2")["digest"] == here


def test_plain_python_gives_the_same_digest(here):
    assert play(NUMBA_DISABLE_JIT="1")["digest"] == here


def test_one_lane_of_many_gives_the_same_digest(here):
    results = play("--lanes", "16")["results"]
    assert {entry["seed"]: entry["digest"] for entry in results}[SEED] == here


@pytest.mark.parametrize("style", ["fused", "plain"])
def test_styles_give_the_same_digest(grove, here, style):
    session = Session(grove, SEED, autopilot="expert", tick_limit=SECONDS * 60, style=style)
    session.advance(SECONDS * 60)
    assert session.digest() == here


def test_batch_size_gives_the_same_results(grove):
    few = run_lanes(grove, range(6), skill="average", max_ticks=400, resident=2)
    many = run_lanes(grove, range(6), skill="average", max_ticks=400)
    assert few == many


@pytest.mark.parametrize("threads", [2, 4])
def test_worlds_side_by_side_give_the_same_results(grove, threads):
    alone = run_lanes(grove, range(5), skill="average", max_ticks=400)
    assert run_lanes(grove, range(5), skill="average", max_ticks=400, threads=threads, resident=2) == alone


@pytest.mark.parametrize("seed", range(2))
def test_a_recording_of_anything_brings_every_tick_back(grove, tmp_path: Path, seed):
    chance = np.random.default_rng(seed)
    session = Session(grove, seed)
    recorder = Recorder(session, project="veilweaver")
    digests = {0: session.digest()}
    while session.tick < 700 and session.is_running:
        session.step(_said(chance))
        digests[session.tick] = session.digest()
    recording = load(save(recorder.recording, tmp_path / "run.awrec"))

    assert replay(recording, grove).is_equal
    player = Player(recording, grove)
    for tick in chance.integers(0, recording.ticks + 1, 12).tolist():
        assert player.seek(tick).digest() == digests[tick]


def _said(chance: np.random.Generator) -> list:
    """Nothing on most ticks; otherwise anything that can be said."""
    if chance.random() > 0.05:
        return []
    x, z, aim_x, aim_z = chance.uniform(-10, 10, 4).tolist()
    kind = chance.random()
    if kind < 0.8:
        return [Input((x, z), (aim_x, aim_z), int(chance.integers(64)))]
    if kind < 0.95:
        return [SetAutopilot([None, "novice", "average", "expert"][int(chance.integers(4))])]
    return [Spawn("rift_stalker", int(chance.integers(1, 3)), (x, 0.0, z))]
