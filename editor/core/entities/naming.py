"""Names and ids of new entities: readable, unique, stable."""

import re
from collections.abc import Collection

_COUNTER = re.compile(r"[ _-]*(\d+)$")


def slug(name: str) -> str:
    """An id made from a name: "Gate trigger" becomes "gate_trigger"; never empty, never starts with a digit."""
    text = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "entity"
    return text if text[0].isalpha() else f"e_{text}"


def unique_id(wanted: str, taken: Collection[str]) -> str:
    """`wanted` itself when it is free, else with the lowest free number from 2."""
    if wanted not in taken:
        return wanted
    stem = _COUNTER.sub("", wanted) or wanted
    number = 2
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def unique_name(wanted: str, taken: Collection[str]) -> str:
    """A display name that no other entity has: "Kael", "Kael 2"."""
    if wanted not in taken:
        return wanted
    stem = _COUNTER.sub("", wanted) or wanted
    number = 2
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"
