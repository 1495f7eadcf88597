"""The benchmark of the ground: libraries do the work that they are said to do, and a missing one is n/a."""

import builtins

import numpy as np
import pytest

from engine.benchmarks.benchmark import Unavailable
from engine.benchmarks.cases.terrain_chunk import WORK, beside_ours, chunk_cases, terrain_chunk
from engine.benchmarks.kernels.octave_sum import fill_octave_sum
from engine.benchmarks.peers.noise_peers import FIELDS, noise_field, ours
from engine.terrain.kernels.octaves import LINES
from engine.world.kernel import plain_twin

SIDE = 33


@pytest.mark.parametrize("peer", [*FIELDS, "ours"])
def test_every_field_is_noise_of_as_many_octaves_at_as_many_points(peer):
    try:
        made = (ours if peer == "ours" else lambda side: noise_field(peer, side))(SIDE)()
    except Unavailable as missing:
        pytest.skip(str(missing))
    assert made.shape == (SIDE, SIDE)
    assert np.isfinite(made).all()
    # smooth on the whole, with a finest octave that a wavelength of 8 points leaves in the second differences
    rough = np.abs(np.diff(made, n=2, axis=0)).mean() / np.ptp(made)
    assert 0.001 < rough < 0.1


def test_our_octaves_have_a_plain_twin():
    made = []
    for fill in (fill_octave_sum, plain_twin(fill_octave_sum)):
        out = np.empty((6, 16), np.float32)
        room = np.empty((3, LINES, 16), np.float32), np.empty((3, 4), np.float32), np.empty(3, np.int64)
        fill(out, *room, 3, 5)
        made.append(out.tobytes())
    assert made[0] == made[1]


def test_a_library_that_is_absent_is_told(monkeypatch):
    found = builtins.__import__

    def missing(name, *rest, **named):
        if name == "noise":
            raise ImportError("No module named 'noise'")
        return found(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(Unavailable, match="noise is not installed here"):
        noise_field("noise", SIDE)


def test_peers_come_when_they_are_asked_for():
    plain, beside = chunk_cases(), chunk_cases(peers=True)
    assert {case["peer"] for case in plain} == {"ours"}
    assert [case["peer"] for case in beside[len(plain) :]] == ["ours", *FIELDS]
    assert {case["work"] for case in beside} == set(WORK)


def test_ratios_are_to_our_noise_and_to_our_whole_ground():
    def row(work, peer, value):
        return {"work": work, "peer": peer, "side": 100, "level": 0}, value, {}

    rows = [
        row("full", "ours", 2.0),
        row("noise", "ours", 0.5),
        row("noise", "numpy", 4.0),
        row("noise", "noise", None),
    ]
    assert beside_ours(rows) == [
        {"ns_per_point": 200.0},
        {"ns_per_point": 50.0},
        {"ns_per_point": 400.0, "times_ours": 8.0, "times_our_full": 2.0},
        {},
    ]


@pytest.mark.parametrize("case", chunk_cases(), ids=str)
def test_every_case_runs_and_gives_its_own_sample(case):
    made = terrain_chunk.set_up(**case)
    assert made.run() > 0
    assert made.facts() == {"of": WORK[case["work"]]}
