"""Tickets: each chunk is claimed once, however many threads want it, and none by the number of another phase."""

import threading

import numpy as np
import pytest

from engine.physics.threads import desk as at
from engine.physics.threads.kernels.claims import claim
from engine.physics.threads.kernels.words import add_word, load_word
from engine.physics.threads.natives import find_natives
from engine.world.kernel import NativeFunction

pytestmark = pytest.mark.skipif(not find_natives().has_clock, reason="no thread can take part on this system")

EPOCH, CHUNKS, THREADS = 7, 1_000_000, 3
ROUNDS = 15  # where all threads share one core, a claim is interrupted only in one round of five
TOLD = at.thread_words(1)
"""Where the counts begin that say how often each chunk was claimed: behind the words of the only owner."""


def claim_all(desk, epoch):
    """Claim until nothing is left, from when all who are expected are there; returns how many chunks that were."""
    mine = 0
    add_word(desk, at.DONE, 1)
    while load_word(desk, at.DONE) < load_word(desk, at.WAKE):
        pass
    while True:
        part = claim(desk, 0, epoch, CHUNKS)
        if part < 0:
            return mine
        add_word(desk, TOLD + part, 1)
        mine += 1


@pytest.fixture(scope="module")
def claimer():
    native = NativeFunction(claim_all, 2)
    native.prepare()
    return native.free


def desk() -> np.ndarray:
    words = np.zeros(TOLD + CHUNKS, np.int64)
    words[at.THREADS] = 1
    words[at.thread_words(0)] = EPOCH * at.TICKETS
    return words


def claimed_by_all(claimer) -> tuple[int, np.ndarray]:
    """How many chunks the threads say that they claimed, and how often each was claimed."""
    words, mine = desk(), []
    words[at.WAKE] = THREADS
    threads = [threading.Thread(target=lambda: mine.append(claimer(words.ctypes.data, EPOCH))) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(mine), words[TOLD:]


@pytest.mark.timeout(120)
def test_every_chunk_is_claimed_exactly_once(claimer):
    for _ in range(ROUNDS):
        said, often = claimed_by_all(claimer)
        assert said == CHUNKS
        assert (often == 1).all()


@pytest.mark.parametrize("epoch", [EPOCH - 1, EPOCH + 1])
def test_nothing_is_claimed_by_the_number_of_another_phase(claimer, epoch):
    words = desk()
    assert claimer(words.ctypes.data, epoch) == 0
    assert words[at.thread_words(0)] == EPOCH * at.TICKETS
