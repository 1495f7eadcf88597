"""What an instance says of a part that its prefab has not (any more)."""

from collections.abc import Iterator
from typing import Any, cast

from engine.document import Finding, Set
from engine.document.prefabs import builds_on
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.reserved import PARTS
from engine.schema.values import plain

_HIDES_PARTS = frozenset({"missing-prefab", "prefab-cycle", "too-many-parts"})


@rule("part-of-nothing", "hint", "A part that the prefab has not")
def part_of_nothing(scene: RuleScene) -> Iterator[Finding]:
    """An instance says something of a part, or does without it, that its prefab has not: it was renamed or deleted."""
    snapshot = scene.view.snapshot
    for file in filter(None, (scene.view.scene_file, scene.view.encounter_file)):
        for identifier, block in snapshot.files[file].entities.items():
            entity = scene.view.get(identifier)
            if entity is None or entity.file != file or not _is_known_whole(scene, entity.prefab):
                continue
            family = scene.view.family(entity.prefab) if entity.prefab is not None else None
            known = {piece.part for piece in family.pieces} if family is not None else set[str]()
            parts = block.data.get(PARTS)
            for part, said in cast("dict[str, Any]", parts).items() if isinstance(parts, dict) else ():
                if part in known:
                    continue
                path = entity.path / PARTS / part
                lacking = f"its prefab {entity.prefab} has no such part" if entity.prefab else "it is no instance"
                yield scene.finding(
                    f"{entity.name} says something of a part {part}, but {lacking}. Take it out, or check the name.",
                    path,
                    fix=(Set(path=path, old=plain(said), new=None),),
                    fix_title=f"Forget what is said of {part}",
                )
            removed = block.data.get("removed")
            listed = cast("list[Any]", removed) if isinstance(removed, list) else []
            lost = [each for each in listed if isinstance(each, str) and each[:1] == "." and each[1:] not in known]
            if lost:
                kept = [each for each in listed if each not in lost]
                names = ", ".join(each[1:] for each in lost)
                yield scene.finding(
                    f"{entity.name} does without {names}, but its prefab has no such part. Take the note out.",
                    entity,
                    "removed",
                    fix=(Set(path=entity.path / "removed", old=list(listed), new=kept or None),),
                    fix_title="Take the note out",
                )


def _is_known_whole(scene: RuleScene, prefab: str | None) -> bool:
    """Whether all parts of a prefab are known: one that is missing, or can't be read, may only not be there yet."""
    if prefab is None:
        return True
    for name in builds_on(scene.view.snapshot, prefab):
        root, family = scene.view.prefabs.get(name), scene.view.family(name)
        problems = (*(root.problems if root is not None else ()), *(family.problems if family is not None else ()))
        if root is None or any(each.rule in _HIDES_PARTS for each in problems):
            return False
    return True
