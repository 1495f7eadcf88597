"""What people labelled is found, twins that only look like it are left alone."""

import pytest

from engine.audit.python.kind import kinds
from tests.engine.audit.python.accuracy import scores

LEAST = 300
"""Labelled sites of all kinds together."""


@pytest.fixture(scope="module")
def told():
    return scores()


@pytest.mark.parametrize("kind", [each.id for each in kinds()])
def test_every_kind_finds_all_that_is_labelled_and_nothing_else(told, kind):
    score = told[kind]

    assert not score.wrong
    assert not score.missed
    assert len(score.right) >= 5
    assert len(score.passed) >= 4, "twins that look like it and are not"


def test_enough_is_labelled(told):
    assert sum(len(each.right | each.passed) for each in told.values()) >= LEAST
