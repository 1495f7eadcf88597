"""An ambush on the brawl as agents send it, whole and with a mistake."""

from pathlib import Path
from typing import Any

BRAWL = "encounters/brawl"


def hunk(identifier: str, *operations: dict[str, Any], why: str = "For the test.") -> dict[str, Any]:
    """A hunk."""
    return {"id": identifier, "why": why, "operations": list(operations)}


def ambush(trigger: str = "trap", delay: Any = 1.0) -> dict[str, Any]:
    """A raider who comes from behind when the trap is sprung."""
    trap = {"event": "timer", "delay": delay}
    wave = {"prefab": "raider", "count": 1, "when": "trigger", "trigger": trigger}
    return {
        "title": "An ambush",
        "summary": "A raider comes from behind.",
        "hunks": [
            hunk("trap", {"do": "add", "file": BRAWL, "id": "trap", "name": "Trap", "components": {"trigger": trap}}),
            hunk(
                "pack",
                {
                    "do": "add",
                    "file": BRAWL,
                    "id": "behind",
                    "components": {"transform": {"position": [0, 0, -6]}, "spawn_group": wave},
                },
            ),
        ],
    }


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a project, to the byte."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}
