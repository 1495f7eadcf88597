"""Waiting for kernels: a busy machine is given the time that it needs, a broken one is given up."""

from editor.waiting import PATIENCE_S, WORD_AFTER_S, Waiting


def waited(seconds, worked):
    """What a wait comes to after so many seconds, in which the process worked for so many: (goes on, what was said)."""
    clock, work, said = [100.0], [40.0], []
    waiting = Waiting(said.append, lambda: clock[0], lambda: work[0])
    clock[0] += seconds
    work[0] += worked
    return waiting.goes_on(), said


def test_a_machine_that_is_busy_with_other_work_gets_more_time():
    assert waited(3 * PATIENCE_S, PATIENCE_S / 3)[0]


def test_who_has_worked_long_is_given_up():
    assert not waited(PATIENCE_S + 1, PATIENCE_S)[0]


def test_many_threads_are_not_given_up_early():
    assert waited(PATIENCE_S / 2, PATIENCE_S + 1)[0]


def test_who_does_nothing_is_given_up_in_the_end():
    assert not waited(10 * PATIENCE_S, 0.0)[0]


def test_a_short_wait_says_nothing():
    assert waited(WORD_AFTER_S / 2, 1.0)[1] == []


def test_a_long_wait_says_what_it_waits_for():
    assert waited(40.0, 10.0)[1] == ["Compiling kernels for 40 s; the next start finds them compiled."]
