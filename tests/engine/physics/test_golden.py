"""Today's crowds end in the bits of the golden file, so no change of physics goes unnoticed."""

import json

import pytest

from tests.engine.physics.golden import FILE, SEEDS, busy_digests, digests_of

GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))
RENEW = "if physics was meant to change, renew them: python -m tests.engine.physics.golden"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_crowd_ends_in_its_golden_bits(seed):
    assert digests_of(seed) == GOLDEN[str(seed)], RENEW


def test_two_threads_end_in_the_golden_bits_too():
    assert digests_of(0, threads=2) == GOLDEN["0"]


def test_a_crowd_that_does_all_a_body_can_do_ends_in_its_golden_bits():
    assert busy_digests() == GOLDEN["busy"], RENEW
