"""A component that nothing knows."""

from collections.abc import Iterator

from engine.document import Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("unknown-component", "hint", "A component that nothing knows")
def unknown_component(scene: RuleScene) -> Iterator[Finding]:
    """A block that neither the engine nor the project's running code knows is kept as it is and does nothing."""
    has_code = (scene.view.snapshot.folder / "game").is_dir()
    if has_code and not scene.vocabulary.modules:
        return
    for entity in scene.entities:
        for component in entity.opaque:
            if entity.prefab is not None and component in _inherited(scene, entity.prefab):
                continue
            yield scene.finding(
                f'{entity.name} has a component "{component}" that nothing here knows; it is kept, but does nothing. '
                "Is it misspelt?",
                entity,
                component,
            )


def _inherited(scene: RuleScene, prefab: str) -> tuple[str, ...]:
    found = scene.view.prefabs.get(prefab)
    return found.opaque if found else ()
