"""A component of the project's own that speaks to who takes part in play, on an entity that takes no part."""

from collections.abc import Iterator

from engine.ai.goap.domain import DomainError
from engine.document import Finding
from engine.rules.builtin.project_parts import own_components, parts_with
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.world.registry import Parts, RegistryError
from engine.world.roster import is_row


@rule("outside-play", "warning", "Components without effect, on who takes no part in play")
def outside_play(scene: RuleScene) -> Iterator[Finding]:
    """A value that fills a column of rows reaches nothing where nothing makes its entity a row of the world."""
    components = [component for component in own_components(scene) if not component.row]
    if not components:
        return
    try:
        parts = parts_with(scene.vocabulary.modules)
    except (RegistryError, DomainError):
        return  # told by the rule project-parts
    for component in components:
        if any(_is_of_rows(field.column, parts) for field in component.fields()):
            for entity in scene.view.with_component(component.component_id):
                if not is_row(entity, scene):
                    yield scene.finding(
                        f"{entity.name}: {component.component_id} does nothing, since {entity.name} takes no part in "
                        f"play. Give it a body or a team, or declare {component.__qualname__} with row=True.",
                        entity,
                        component.component_id,
                    )


def _is_of_rows(column: str | None, parts: Parts) -> bool:
    found = parts.columns.get(column or "")
    return found is not None and found.table == "row"
