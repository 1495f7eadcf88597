"""The ledger compares what may be compared, names the first difference, and forgets in time."""

from engine.physics.capture import Ledger, Mismatch


def look(ledger: Ledger, run: str, tick: int, *, broad: int = 1, narrow: int = 2) -> None:
    ledger.look(run, tick, {"broad_phase": broad, "narrow_phase": narrow})


def test_a_first_pass_has_nothing_to_compare():
    ledger = Ledger()
    for tick in range(5):
        look(ledger, "run", tick)

    assert (ledger.standing, ledger.equal) == ("nothing", 0)


def test_the_same_ticks_again_are_equal():
    ledger = Ledger()
    for _ in range(2):
        for tick in range(5):
            look(ledger, "run", tick)

    assert (ledger.standing, ledger.equal) == ("equal", 5)


def test_the_first_stage_that_differs_is_named():
    ledger = Ledger()
    look(ledger, "run", 1)
    look(ledger, "run", 2)
    look(ledger, "run", 1, narrow=3)
    look(ledger, "run", 2, broad=3)

    assert ledger.standing == "differs"
    assert ledger.first_difference == Mismatch(1, "narrow_phase")


def test_other_runs_and_steps_without_checksums_are_no_witnesses():
    ledger = Ledger()
    look(ledger, "run", 1)
    look(ledger, "other run", 1, broad=9)
    ledger.look("run", 1, {})
    ledger.look("run", 1, {"rigid": 4})

    assert ledger.standing == "nothing"


def test_the_oldest_are_forgotten():
    ledger = Ledger(kept=3)
    for tick in range(5):
        look(ledger, "run", tick)
    look(ledger, "run", 0, broad=9)

    assert len(ledger) == 3
    assert ledger.standing == "nothing"


def test_a_new_pass_is_held_against_what_is_remembered():
    ledger = Ledger()
    look(ledger, "run", 1)
    look(ledger, "run", 1, broad=9)
    ledger.begin()
    assert ledger.standing == "nothing"
    look(ledger, "run", 1)

    assert (ledger.standing, ledger.equal) == ("equal", 1)
