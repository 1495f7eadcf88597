"""Listens to a session and keeps what its physics steps cost, until enough ticks are there or the run jumps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from engine.physics.capture.data import MOST_TICKS, Capture, Origin
from engine.physics.profile import PhysicsStepProfile


class Profiled(Protocol):
    """Who can tell what the last step cost, as PhysicsScheduler can."""

    def get_last_step_profile(self) -> PhysicsStepProfile:
        """The profile of the last step."""
        ...


class Played(Protocol):
    """A session as far as it is measured."""

    @property
    def tick(self) -> int:
        """Ticks played so far."""
        ...

    @property
    def physics(self) -> Profiled:
        """What steps its crowd."""
        ...


class CaptureRecorder:
    """Keeps up to `wanted` consecutive steps. Put it among a session's listeners; it never changes the run.

    `is_full` tells that no more will be kept: enough ticks are there, or the run was put to another tick.
    """

    def __init__(self, origin: Origin, wanted: int = MOST_TICKS) -> None:
        self.origin, self.wanted = origin, min(wanted, MOST_TICKS)
        self.profiles: list[PhysicsStepProfile] = []
        self.is_cut = False

    @property
    def is_full(self) -> bool:
        """Whether nothing more will be kept."""
        return self.is_cut or len(self.profiles) >= self.wanted

    @property
    def share(self) -> float:
        """How much of what is wanted is there, 0 to 1."""
        return len(self.profiles) / self.wanted

    def stepped(self, session: Played, commands: Sequence[Any]) -> None:
        """The session played a tick."""
        self.take(replace(session.physics.get_last_step_profile(), tick=session.tick))

    def restored(self, session: Played) -> None:
        """The session was put to another tick: what follows is no continuation."""
        if self.profiles:
            self.is_cut = True

    def take(self, profile: PhysicsStepProfile) -> None:
        """Keep one step. One without a measured stage is none; one that does not follow the last ends the capture."""
        if profile.total is None or self.is_full:
            return
        if self.profiles and profile.tick != self.profiles[-1].tick + 1:
            self.is_cut = True
            return
        self.profiles.append(profile)

    def capture(self) -> Capture:
        """What was kept until now. CaptureError when that is nothing."""
        return Capture(self.origin, tuple(self.profiles))
