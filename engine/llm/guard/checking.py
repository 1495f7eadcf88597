"""An answer on its way through the steps of the guard: whole at once, or its dry run some ticks at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.llm.guard.plan import Plan
from engine.llm.guard.steps.dry_run import DryRun
from engine.llm.guard.verdict import Refused, Verdict


@dataclass(frozen=True)
class Checked:
    """An answer that was looked at: the verdict, and when it is accepted the plan, for the world of `version` alone."""

    verdict: Verdict
    plan: Plan | None = None
    version: str = ""
    body: str | bytes = b""
    client: str = ""
    role: str = ""


class Checking:
    """All steps but the dry run are behind it, and that goes on while somebody says so; then there is a verdict.

    The dry run is played from the state in which the checking began, whatever the world does meanwhile. It takes the
    guard's only copy of the world: whoever begins another one has given this one up.
    """

    def __init__(self, looked_at: Checked, running: DryRun | None, tell: Callable[[Checked], None]) -> None:
        self._looked_at, self._running, self._tell = looked_at, running, tell
        self.checked: Checked | None = None
        """What came of it; None while it goes on."""
        if running is None:
            self._end(looked_at)

    def go_on(self, ticks: int) -> Checked | None:
        """Play up to so many ticks of the plan; what came of it, None while it goes on."""
        if self.checked is None and self._running is not None:
            try:
                if self._running.go_on(ticks):
                    self._end(self._looked_at)
            except Refused as refused:
                self._end(replace(self._looked_at, verdict=refused.verdict, plan=None))
        return self.checked

    def whole(self) -> Checked:
        """Play the rest of it now."""
        while self.checked is None:
            self.go_on(60)
        return self.checked

    def _end(self, checked: Checked) -> None:
        self.checked, self._running = checked, None
        self._tell(checked)
