"""An encounter that can't be won, or can't be lost."""

from collections.abc import Iterator

from engine.document import AddEntity, Finding, Path
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.values import Value

_ENDS: dict[str, tuple[str, str, dict[str, Value]]] = {
    "victory": ("won", "Victory", {"when": "hostiles_down"}),
    "defeat": ("lost", "Defeat", {"when": "player_down", "seconds": 8.0}),
}


@rule("encounter-without-end", "error", "An encounter that can't be won or lost")
def encounter_without_end(scene: RuleScene) -> Iterator[Finding]:
    """Without a victory or a defeat only the clock ends the encounter, and nobody learns how it went."""
    file = scene.view.encounter_file
    if file is None or not scene.has_actors:
        return
    count = len(scene.view.snapshot.entities(file))
    for component, (word, name, fields) in _ENDS.items():
        if any(True for _ in scene.view.with_component(component)):
            continue
        block: dict[str, Value] = {"name": name, component: dict(fields)}
        fix = AddEntity(file=file, id=_free_id(scene, component), block=block, index=count)
        yield scene.finding(
            f"The encounter can't be {word}: none of its entities says what counts as {component}. "
            f"Add an entity with the {component} component.",
            Path(file),
            fix=(fix,),
            fix_title=f"Add a {component}",
        )


def _free_id(scene: RuleScene, wanted: str) -> str:
    identifier, number = wanted, 2
    while scene.view.get(identifier) is not None:
        identifier, number = f"{wanted}_{number}", number + 1
    return identifier
