"""A comparison finds what is there, and claims nothing that is noise."""

from dataclasses import replace

import pytest

from engine.physics.capture import Capture, compare, cumulative, sentence, time_text
from engine.physics.profile import PhysicsStepProfile
from tests.engine.physics.capture.captures import ORIGIN, noisy


def stage(a: Capture, b: Capture, name: str):
    return next(found for found in compare(a, b).stages if found.stage == name)


def test_two_runs_of_the_same_program_are_rarely_called_different():
    verdicts = [
        found.verdict
        for seed in range(20)
        for found in compare(noisy(2 * seed), noisy(2 * seed + 1)).stages
        if found.stage != "rigid"
    ]

    assert verdicts.count("same") >= len(verdicts) * 0.97


def test_a_stage_that_became_slower_is_found_and_the_others_are_not():
    a, b = noisy(1), noisy(2, narrow=1.2)

    assert stage(a, b, "narrow_phase").verdict == "slower"
    assert stage(a, b, "broad_phase").verdict == "same"
    assert stage(b, a, "narrow_phase").verdict == "faster"


def test_slow_ticks_are_found_where_the_medians_are_the_same():
    found = stage(noisy(1, 1800), noisy(2, 1800, spike=4.0), "narrow_phase")

    assert not found.median.is_certain
    assert found.verdict == "slower"
    assert "the slowest ticks of B are" in sentence(found)


def test_a_capture_equals_itself():
    a = noisy(5)

    for found in compare(a, a).stages:
        assert found.verdict in ("same", "unknown")
        assert found.slower in (None, 0.5)


def test_the_same_two_give_the_same_answer():
    a, b = noisy(1), noisy(2)

    assert compare(a, b) == compare(a, b)


def test_too_few_ticks_say_nothing():
    found = stage(noisy(1), noisy(2, 20), "total")

    assert found.verdict == "unknown"
    assert sentence(found) == "Tick: B has 20 ticks; 240 are needed before anything can be said."


def test_what_was_not_measured_is_said_so():
    assert sentence(stage(noisy(1), noisy(2), "rigid")) == "Rigid bodies: not measured in A."


def test_how_often_a_tick_is_slower_counts_ties_as_half():
    def steady(time: int) -> Capture:
        return Capture(ORIGIN, tuple(PhysicsStepProfile(time, tick=k) for k in range(300)))

    assert stage(steady(10), steady(10), "total").slower == 0.5
    assert stage(steady(10), steady(11), "total").slower == 1.0


def test_the_distribution_rises_to_one():
    times, shares = cumulative(noisy(3, 1000).times("total"))

    assert (times[1:] >= times[:-1]).all()
    assert shares[-1] == 1.0
    assert len(times) <= 400


def with_sums(run: str, sums: dict[int, int], first: int = 1) -> Capture:
    profiles = (PhysicsStepProfile(1, 1, 1, tick=k, checksums={"integration": sums.get(k, k)}) for k in range(first, 9))
    return Capture(replace(ORIGIN, run=run), tuple(profiles))


def test_ticks_of_the_same_run_must_have_the_same_bits():
    assert compare(with_sums("r", {}), with_sums("r", {}, 5)).equal_ticks == 4
    assert compare(with_sums("r", {}), with_sums("r", {6: 0}, 5)).first_differing == (6, "integration")


def test_bits_of_different_runs_are_not_compared():
    for other in ("", "s"):
        found = compare(with_sums(other and "r", {}), with_sums(other, {6: 0}))
        assert (found.equal_ticks, found.first_differing) == (0, None)


@pytest.mark.parametrize(
    ("time", "signed", "text"),
    [
        (1_234, False, "1.23 µs"),
        (99_900, False, "99.9 µs"),
        (100_000, False, "0.10 ms"),
        (12_345_678, False, "12.3 ms"),
        (-2_000, True, "−2.00 µs"),
        (2_000, True, "+2.00 µs"),
        (0, True, "0.00 µs"),
    ],
)
def test_times_have_three_digits(time, signed, text):
    assert time_text(time, signed=signed) == text


def test_a_difference_that_is_certain_but_of_no_consequence_is_not_named():
    def steady(time: int) -> Capture:
        return Capture(ORIGIN, tuple(PhysicsStepProfile(time, tick=k) for k in range(300)))

    assert stage(steady(1000), steady(1005), "total").verdict == "same"
    assert stage(steady(1000), steady(1030), "total").verdict == "slower"
