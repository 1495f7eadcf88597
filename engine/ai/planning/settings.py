"""When agents think, and the project's planning budget, as static columns that the planning systems read."""

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from engine.ai.thinking import THINK_TICKS
from engine.document import Finding, Path
from engine.document.heads import head_of
from engine.schema.files import PlanningSettings, ProjectFile
from engine.world.system import static

MOST_AGENTS = 2**31 - 1
WHERE = Path("project", ("planning", "agents_per_tick"))


class BudgetError(ValueError):
    """A budget with which nobody would ever plan. `findings` says it to the editor."""

    def __init__(self, agents: int) -> None:
        super().__init__(f"planning.agents_per_tick is {agents}; expected 1 or more, or nobody would ever plan.")
        self.findings = (Finding("play-value", "error", str(self), WHERE),)


def plan_budget_of(settings: PlanningSettings) -> NDArray[np.int32]:
    """The static column `plan_budget` (1,) i4. BudgetError for a budget below 1."""
    if settings.agents_per_tick < 1:
        raise BudgetError(settings.agents_per_tick)
    return np.array([min(settings.agents_per_tick, MOST_AGENTS)], np.int32)


@static(columns="plan_budget think_step")
def planning_budget(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """How many agents of a lane may take a new plan in one tick, from project.toml; who thinks in one is no setting."""
    project = cast("ProjectFile", head_of(scene.snapshot.files["project"]))
    return {"plan_budget": plan_budget_of(project.planning), "think_step": np.array([THINK_TICKS], np.int32)}
