"""A chapter of the slice that isn't there, that nobody can win, or that stands in it twice."""

from collections.abc import Iterator
from typing import Any, cast

from engine.document import Finding, Path, SceneView, Set, view
from engine.document.state.snapshot import Snapshot
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("slice-chapter", "error", "A chapter of the slice that isn't there or can't be won")
def slice_chapter(scene: RuleScene) -> Iterator[Finding]:
    """A slice goes on when a chapter is won: with one that is missing or has no victory it ends there."""
    snapshot, where = scene.view.snapshot, Path("project", ("slice",))
    node = snapshot.files.get("project")
    said = node.head.data.get("slice") if node is not None else None
    names = [name for name in cast("list[Any]", said) if isinstance(name, str)] if isinstance(said, list) else []
    for index, name in enumerate(names):
        why = _why_not(snapshot, name) if name not in names[:index] else "it stands in the slice before already"
        if not why:
            continue
        kept: list[Any] = [other for place, other in enumerate(names) if place != index]
        yield scene.finding(
            f'Chapter {index + 1} of the slice, "{name}", can\'t be played: {why}. Correct that, or leave it out.',
            where,
            fix=(Set(path=where, old=snapshot.value(where), new=kept or None),),
            fix_title=f'Leave "{name}" out of the slice',
        )


def _why_not(snapshot: Snapshot, name: str) -> str:
    """Why an encounter can't be a chapter; "" when it can."""
    node = snapshot.files.get(f"encounters/{name}")
    if node is None:
        return f"there is no readable encounters/{name}.toml"
    place = node.head.data.get("scene")
    if not isinstance(place, str) or f"scenes/{place}" not in snapshot.files:
        return f'its scene "{place or ""}" isn\'t there'
    seen = view(snapshot, place, name)
    if not any(True for _ in seen.with_component("player")):
        return "nobody in it is the player"
    return "" if _can_be_won(seen) else "nothing in it counts as a victory that can come"


def _can_be_won(seen: SceneView) -> bool:
    """Whether one of its victories waits for something that there is."""
    kinds = {each.id: getattr(each.components["objective"], "kind", "") for each in seen.with_component("objective")}
    for entity in seen.with_component("victory"):
        victory = entity.components["victory"]
        when, objective = getattr(victory, "when", ""), getattr(victory, "objective", "")
        if when == "hostiles_down" or kinds.get(objective, "protect") != "protect":
            return True
        if when == "all_objectives" and any(kind != "protect" for kind in kinds.values()):
            return True
    return False
