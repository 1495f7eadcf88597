"""Proposals as models write them."""

import json
from typing import Any

ENCOUNTER = "encounters/tutorial"


def hunk(identifier: str, *operations: dict[str, Any], why: str = "For the test.") -> dict[str, Any]:
    """A hunk as it is written."""
    return {"id": identifier, "why": why, "operations": list(operations)}


def answer(*hunks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An answer as plain data."""
    return {"title": "An ambush", "summary": "Two stalkers come from behind.", "hunks": list(hunks), **more}


def text(*hunks: dict[str, Any], **more: Any) -> str:
    """An answer as a model sends it."""
    return json.dumps(answer(*hunks, **more))


def add(identifier: str, **more: Any) -> dict[str, Any]:
    """The operation that adds an entity to the encounter."""
    return {"do": "add", "file": ENCOUNTER, "id": identifier, **more}


def stalker(identifier: str, x: float = 3.0, z: float = -6.0, **more: Any) -> dict[str, Any]:
    """The operation that adds a stalker somewhere."""
    return add(identifier, prefab="rift_stalker", components={"transform": {"position": [x, 0.0, z]}}, **more)


def change(entity: str, field: str, value: Any, file: str = ENCOUNTER) -> dict[str, Any]:
    """The operation that sets a field."""
    return {"do": "set", "file": file, "entity": entity, "field": field, "value": value}


AMBUSH = (
    hunk("trap", add("trap", name="Trap", components={"transform": {"position": [0, 0, 4]}, "trigger": {"radius": 3}})),
    hunk(
        "pack",
        add(
            "pack_behind",
            components={
                "transform": {"position": [4, 0, -8]},
                "spawn_group": {"prefab": "rift_stalker", "count": 2, "when": "trigger", "trigger": "trap"},
            },
        ),
    ),
    hunk("softer", change("stalker_01", "health.current", 40)),
    hunk("time", change("", "time_limit_s", 200)),
)
"""Hunks of which the second needs the first."""
