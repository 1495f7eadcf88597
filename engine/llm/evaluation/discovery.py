"""Scenarios are found by a walk, one a file."""

from functools import cache

from engine.llm.evaluation.scenario import CATEGORIES, Scenario
from engine.walk import walk_modules

FOLDER = "engine.llm.evaluation.scenarios"


@cache
def find_scenarios() -> tuple[Scenario, ...]:
    """All scenarios, by category and name. ValueError when two have one name."""
    found: dict[str, Scenario] = {}
    for module in walk_modules(FOLDER):
        for value in vars(module).values():
            if isinstance(value, Scenario) and found.setdefault(value.name, value) is not value:
                raise ValueError(f"two scenarios are called {value.name!r}; rename one of them")
    return tuple(sorted(found.values(), key=lambda each: (CATEGORIES.index(each.category), each.name)))
