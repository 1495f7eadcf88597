"""How the Warden answers: exactly by the shares of the last five seconds, and no answer without a deed."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.play.running.session import Session
from engine.world.ids import PARTY
from tests.projects.shipped import courtyard, row_of

FIELD, SHOCK = 1, 2
ALMOST = 299
HARM = st.integers(0, 4000).map(lambda quarter: quarter / 4)


@pytest.fixture(scope="module")
def sampled():
    """Run only the system that measures, on a fresh lane whose sample is due, with these harms by the party."""
    scene = courtyard()
    system = next(system for system in scene.parts.systems if system.name == "warden_adapts")

    def measure(near, far, before=(0.0, 0.0), adaptation=0):
        session = Session(scene, 1)
        view = session.world.view
        party = np.flatnonzero(view["team"] == PARTY)[: len(near)]
        view["dealt_near"][party], view["dealt_far"][party] = near, far
        view["sampled"][0], view["sample_clock"][0], view["adaptation"][0] = before, ALMOST, adaptation
        system.run(session.world)
        return session, view

    return measure


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(HARM, HARM), min_size=4, max_size=4))
def test_the_answer_follows_the_shares(sampled, dealt):
    near, far = (np.array(side, np.float32) for side in zip(*dealt, strict=True))
    _, view = sampled(near, far)
    whole = float(near.sum() + far.sum())
    expected = 0 if whole == 0 else FIELD if np.float32(far.sum()) / np.float32(whole) > np.float32(0.35) else SHOCK
    assert view["adaptation"][0] == expected
    assert view["adaptation_counts"][0].tolist() == [int(expected == FIELD), int(expected == SHOCK)]
    warden = row_of(courtyard(), "warden")
    assert view["shot_armour"][warden] == np.float32(0.4 if expected == FIELD else 0.0)
    assert view["thorns"][warden] == np.float32(0.15 if expected == SHOCK else 0.0)


@pytest.mark.parametrize(("far", "answer"), [(34.0, SHOCK), (35.0, SHOCK), (35.5, FIELD)])
def test_more_than_35_per_cent_from_afar_is_the_bound(sampled, far, answer):
    _, view = sampled([100.0 - far], [far])
    assert view["adaptation"][0] == answer
    assert view["adaptation_share"][0] == np.float32(far / 100.0)


def test_only_what_was_done_since_the_last_sample_counts(sampled):
    _, view = sampled([1000.0], [10.0], before=(1000.0, 0.0), adaptation=SHOCK)
    assert view["adaptation"][0] == FIELD


def test_each_sample_begins_where_the_last_one_ended(sampled):
    session, view = sampled([100.0], [0.0])
    assert (view["adaptation"][0], view["adaptation_share"][0]) == (SHOCK, 0.0)
    view["dealt_far"][row_of(courtyard(), "talren")] = 40.0
    view["sample_clock"][0] = ALMOST
    next(each for each in courtyard().parts.systems if each.name == "warden_adapts").run(session.world)
    assert (view["adaptation"][0], view["adaptation_share"][0]) == (FIELD, 1.0)


def test_nothing_done_keeps_the_answer(sampled):
    _, view = sampled([50.0], [50.0], before=(50.0, 50.0), adaptation=SHOCK)
    assert (view["adaptation"][0], view["adaptation_counts"][0].tolist()) == (SHOCK, [0, 0])


def test_a_new_answer_is_told_with_its_share():
    session = Session(courtyard(), 3, autopilot="expert")
    session.advance(2400)
    names = session.compiled.parts.event_names
    told = [
        (event.tick, event.target, event.amount) for event in session.events if names[event.kind] == "warden_adapts"
    ]
    assert told
    assert all((tick + 1) % 300 == 0 for tick, _, _ in told)
    assert all((answer == FIELD) == (share > 0.35) for _, answer, share in told)
    assert all(left[1] != right[1] for left, right in pairwise(told))
    counts = session.world.view["adaptation_counts"][0].tolist()
    assert counts == [sum(answer == kind for _, answer, _ in told) for kind in (FIELD, SHOCK)]
