"""Pages of what agents can do and want, from the planner's vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable
from engine.walk import walk_modules
from engine.world.registry import kind_of

KIND = "Actions and goals of agents"
ORDER = 60


def pages(source: HelpSource) -> Iterator[HelpPage]:
    """One page an action and one a goal, those of the open project among them."""
    document = source.editor.document
    own = document.vocabulary.modules if document is not None else ()
    seen: set[str] = set()
    for part in _parts([*walk_modules("engine.ai.actions"), *walk_modules("engine.ai.goals"), *own]):
        page = _action(part) if kind_of(part) == "action" else _goal(part)
        if page.id not in seen:
            seen.add(page.id)
            yield page


def _parts(modules: Iterable[ModuleType]) -> list[Any]:
    values: list[Any] = [value for module in modules for value in vars(module).values()]
    return sorted((value for value in values if kind_of(value) in {"action", "goal"}), key=lambda part: part.name)


def _action(action: Any) -> HelpPage:
    rows = [HelpRow("Usual cost", f"{action.cost:g}"), HelpRow("Autopilots that use it", f"{action.skill} and better")]
    tables = [
        HelpTable("Possible while", _conditions(action.needs)),
        HelpTable("It brings about", _conditions(action.gives)),
        HelpTable("Numbers", tuple(rows)),
    ]
    shown = tuple(table for table in tables if table.rows)
    title = action.name.replace("_", " ").capitalize()
    return HelpPage(
        f"agent_action:{action.name}", "Action of agents", title, "user", (action.doc,), shown, words=action.name
    )


def _goal(goal: Any) -> HelpPage:
    tables = [
        HelpTable("Considered while", _conditions(goal.condition)),
        HelpTable("Reached when", _conditions(goal.wants)),
        HelpTable("Numbers", (HelpRow("Usual weight", f"{goal.weight:g}"),)),
    ]
    shown = tuple(table for table in tables if table.rows)
    title = goal.name.replace("_", " ").capitalize()
    return HelpPage(f"agent_goal:{goal.name}", "Goal of agents", title, "target", (goal.doc,), shown, words=goal.name)


def _conditions(conditions: Iterable[Any]) -> tuple[HelpRow, ...]:
    return tuple(HelpRow(str(each).replace("_", " "), getattr(each, "fact", each).doc) for each in conditions)
