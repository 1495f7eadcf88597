"""An editor that is killed at any moment takes nothing with it but the step in flight."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the campaign forks and kills")


def campaign(kills: int, seed: int) -> dict[str, object]:
    """The figures of a campaign, run by its command in a process of its own: it forks, which wants no other threads."""
    command = [sys.executable, "-m", "tests.laws.kill_campaign", "--kills", str(kills), "--seed", str(seed), "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def check(figures: dict[str, object], kills: int) -> None:
    assert figures["faults"] == []
    assert figures["kills"] == figures["loaded"] == kills
    assert figures["lost_more"] == 0
    assert int(str(figures["exact"])) + int(str(figures["one_step_later"])) == kills
    assert figures["undone_to_the_start"] == figures["recovered"]


def test_ten_kills_take_at_most_the_step_in_flight():
    figures = campaign(10, seed=3)

    check(figures, 10)
    assert figures["recovered"]


@pytest.mark.slow
def test_two_hundred_kills_take_at_most_the_step_in_flight():
    check(campaign(200, seed=1), 200)
