"""The first ticks of lively crowds end in the golden bits in plain Python too: kernels do what they read as."""

import json

import pytest

from tests.engine.physics.golden import FILE, LANES, short_digests

GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(len(LANES)))
def test_plain_python_ends_in_the_golden_bits_after_every_tick(number):
    assert short_digests(number, "plain") == GOLDEN[f"short {number}"]
