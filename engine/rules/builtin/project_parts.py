"""A project's code whose parts contradict the engine's or each other, or whose values no column receives."""

from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType

from engine.ai.goap.domain import DomainError
from engine.ai.goap.tables import domain_of
from engine.document import Finding
from engine.play.compile.parts import parts_of
from engine.rules.minds import outlook_or_none
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.component import Component
from engine.world.registry import Parts, RegistryError


@rule("project-parts", "error", "Code of the project that contradicts itself")
def project_parts(scene: RuleScene) -> Iterator[Finding]:
    """Systems that name no column, names that are taken, values that no column receives: none of it could be played."""
    modules = scene.vocabulary.modules
    if not modules or outlook_or_none(scene) is None:
        return  # contradicting words of planning are told by a rule of their own
    try:
        parts = parts_with(modules)
    except RegistryError as error:
        yield scene.finding(f"The project's code contradicts itself: {error}.")
        return
    except DomainError as error:
        yield scene.finding(f"No agent can plan: {str(error).rstrip('.')}.")
        return
    for component in own_components(scene):
        yield from _without_column(scene, component, parts)


def own_components(scene: RuleScene) -> list[type[Component]]:
    """The components that the project's own code defines."""
    names = {module.__name__ for module in scene.vocabulary.modules}
    return [component for component in scene.vocabulary.components.values() if component.__module__ in names]


@lru_cache(maxsize=4)
def parts_with(modules: tuple[ModuleType, ...]) -> Parts:
    """The engine's parts and those of a project's modules. RegistryError and DomainError where they contradict."""
    parts = parts_of(modules)
    domain_of(parts)
    return parts


def _without_column(scene: RuleScene, component: type[Component], parts: Parts) -> Iterator[Finding]:
    """Fields that name a column which nobody declares."""
    for field in component.fields():
        if field.column and field.column not in parts.columns:
            yield scene.finding(
                f"{component.__module__}: {component.component_id}.{field.name} fills the column {field.column}, which "
                f'nobody declares. Declare it with column("{field.column}", "row", ...), or leave `column` out.'
            )
