"""`@performs`: the system that carries an action out."""

from collections.abc import Callable
from typing import Any

from engine.ai.goap.vocabulary import Action
from engine.world.system import System


class Performer(System):
    """A system in slot "actions" that acts for every row whose `action` column holds its action."""

    def __init__(
        self, action: Action, fn: Callable[..., None], *, writes: str, order: int, rows_with: str = ""
    ) -> None:
        """TypeError when the function does not read the action's id column."""
        super().__init__(fn, slot="actions", writes=writes, order=order, rows_with=rows_with)
        self.performed = action
        if f"act_{action.name}" not in self.params:
            raise TypeError(f"system {self.name} performs {action.name!r} but does not read act_{action.name}")


def performs(
    action: Action, *, writes: str, order: int = 0, rows_with: str = ""
) -> Callable[[Callable[..., None]], Performer]:
    """Declare how an action is carried out, as a system in slot "actions" that skips everybody who does something else.

    ```python
    @performs(TAUNT, writes="taunted_by")
    def taunt(lane, outcome, life, action, act_taunt, target, first, local_id, taunted_by):
        for i in range(len(action)):
            if action[i] != act_taunt[0] or life[i] != UP or outcome[lane[i]] != RUNNING or target[i] < 0:
                continue
            taunted_by[first[lane[i]] + target[i]] = local_id[i]
    ```

    With `rows_with` only scenes in which that row or lane column holds something have the system in their schedule.
    """

    def declare(fn: Callable[..., Any]) -> Performer:
        return Performer(action, fn, writes=writes, order=order, rows_with=rows_with)

    return declare
