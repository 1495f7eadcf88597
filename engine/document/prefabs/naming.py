"""What a new prefab may be called."""

from __future__ import annotations

import re

from engine.document.errors import CommandError
from engine.document.state.snapshot import Snapshot

_NOT_PLAIN = re.compile(r"[^a-z0-9_]+")


def prefab_name(title: str) -> str:
    """The file name of a prefab that people call so: "Rift stalker!" -> rift_stalker."""
    return _NOT_PLAIN.sub("_", title.strip().lower()).strip("_")[:60]


def why_not_named(snapshot: Snapshot, title: str) -> str:
    """Why a new prefab can't be called so; empty when it can."""
    name = prefab_name(title)
    if not name:
        return "A prefab needs a name with letters or digits."
    if f"prefabs/{name}" in snapshot.files or (snapshot.folder / "prefabs" / f"{name}.toml").exists():
        return f"There is a prefab {name} already."
    return ""


def check_name(snapshot: Snapshot, title: str) -> None:
    """Refuse a name that can't be used.

    Raises:
        CommandError: It can't.
    """
    why = why_not_named(snapshot, title)
    if why:
        raise CommandError(why.rstrip("."), "", "another name")
