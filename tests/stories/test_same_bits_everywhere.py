"""Law of the house, told as a story: a seed ends in the same bits in the window, in a terminal and in company."""

import json
import os
import subprocess
import sys

import pytest

from tests.projects.shipped import PROJECTS

SEED = 7
PLAIN_SECONDS = 2


def in_a_terminal(*more, plain=False, encounter="tutorial"):
    """Play Echo Grove in a process of its own and give the JSON that it prints."""
    command = [sys.executable, "-m", "editor", "play", str(PROJECTS / "veilweaver"), "--encounter", encounter]
    command += ["--headless", "--autopilot", "expert", "--seed", str(SEED), "--json", *more]
    environment = {**os.environ, **({"NUMBA_DISABLE_JIT": "1"} if plain else {})}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=PROJECTS.parent, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def end(found):
    return found["outcome"], found["ticks"], found["digest"]


@pytest.fixture(scope="module")
def alone():
    return end(in_a_terminal())


def test_the_window_ends_in_the_bits_of_a_terminal(designer, veilweaver, alone):
    designer.open(veilweaver)
    assert designer.editor.settings.play.seed == SEED
    designer.choose("Play", "Autopilot skill", "Expert")
    designer.press("F4")
    designer.play()
    designer.play_until("victory")
    session = designer.editor.play.session
    assert (session.outcome, session.tick, session.digest()) == alone
    designer.stop()


@pytest.mark.parametrize("threads", [1, 2])
def test_threads_change_no_bit(alone, threads):
    assert end(in_a_terminal("--threads", str(threads))) == alone


def test_one_lane_of_64_ends_as_alone(alone):
    first = in_a_terminal("--lanes", "64")["results"][0]
    assert first["seed"] == SEED
    assert end(first) == alone


def test_plain_python_without_a_compiler_plays_the_same():
    short = ("--max-seconds", str(PLAIN_SECONDS))
    plain, compiled = in_a_terminal(*short, plain=True), in_a_terminal(*short)
    assert end(plain) == end(compiled)
    assert plain["ticks"] == PLAIN_SECONDS * 60
