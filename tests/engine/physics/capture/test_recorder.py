"""A recorder keeps consecutive steps until enough are there or the run jumps."""

from dataclasses import dataclass, field

from engine.physics.capture import CaptureRecorder
from engine.physics.profile import PhysicsStepProfile
from tests.engine.physics.capture.captures import ORIGIN


@dataclass
class Steps:
    """What a session's physics says."""

    profile: PhysicsStepProfile = field(default_factory=lambda: PhysicsStepProfile(1, 2, 3))

    def get_last_step_profile(self) -> PhysicsStepProfile:
        return self.profile


@dataclass
class Run:
    """A session at a tick."""

    tick: int = 0
    physics: Steps = field(default_factory=Steps)


def test_it_keeps_as_many_ticks_as_are_wanted():
    recorder, run = CaptureRecorder(ORIGIN, 3), Run()
    for run.tick in range(1, 6):
        recorder.stepped(run, ())

    assert recorder.is_full
    assert recorder.share == 1.0
    assert [profile.tick for profile in recorder.capture().profiles] == [1, 2, 3]


def test_a_jump_ends_it_with_what_is_there():
    recorder, run = CaptureRecorder(ORIGIN, 10), Run()
    for run.tick in range(1, 4):
        recorder.stepped(run, ())
    recorder.restored(run)
    assert recorder.is_full
    run.tick = 2
    recorder.stepped(run, ())

    assert recorder.is_full
    assert len(recorder.capture()) == 3


def test_steps_that_were_not_measured_are_no_ticks():
    recorder = CaptureRecorder(ORIGIN, 3)
    recorder.stepped(Run(1, Steps(PhysicsStepProfile())), ())

    assert recorder.profiles == []
