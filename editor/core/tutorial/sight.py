"""What the tutorial looks at: who is in the scene, what they are made of, what is selected, and how a run goes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.document import EntityView

if TYPE_CHECKING:
    from editor.core.editor import Editor


class Sight:
    """Questions about an editor, in the words of the steps."""

    def __init__(self, editor: "Editor") -> None:
        self.editor = editor

    def entities(self, component: str) -> list[EntityView]:
        """The entities of the open scene and encounter that have a component, in their order."""
        if not self.editor.has_scene:
            return []
        return list(self.editor.view.with_component(component))

    @property
    def hero(self) -> EntityView | None:
        """Whom the player plays."""
        return next(iter(self.entities("player")), None)

    @property
    def ally(self) -> EntityView | None:
        """Who fights beside the hero."""
        return next((each for each in self._fighters("party") if "player" not in each.components), None)

    @property
    def area(self) -> EntityView | None:
        """The trigger, the last one where there are several."""
        return next(iter(reversed(self.entities("trigger"))), None)

    @property
    def wave(self) -> EntityView | None:
        """The group of enemies, the last one where there are several."""
        return next(iter(reversed(self.entities("spawn_group"))), None)

    @property
    def objective(self) -> EntityView | None:
        """What the party is asked to do, the last one where there are several."""
        return next(iter(reversed(self.entities("objective"))), None)

    @property
    def line(self) -> EntityView | None:
        """What somebody says, the last one where there are several."""
        return next(iter(reversed(self.entities("line"))), None)

    def _fighters(self, side: str) -> Iterator[EntityView]:
        for each in self.entities("team"):
            if field(each, "team", "side") == side and "body" in each.components:
                yield each

    @property
    def foes(self) -> list[EntityView]:
        """Enemies that stand in the scene by themselves."""
        return list(self._fighters("hostile"))

    def is_selected(self, entity: EntityView | None) -> bool:
        """Whether exactly this one is selected."""
        return entity is not None and self.editor.selection.ids == (entity.id,)

    @property
    def is_playing(self) -> bool:
        """Whether a copy runs, is prepared, or stands."""
        return self.editor.play.is_active

    def is_side_of(self, prefab: str, side: str) -> bool:
        """Whether who is made from a prefab fights on a side."""
        found = self.editor.view.prefabs.get(prefab) if self.editor.has_scene else None
        return found is not None and "team" in found.components and field(found, "team", "side") == side

    def problems(self, rule: str) -> int:
        """How many findings of a rule stand in Problems."""
        return sum(finding.rule == rule for finding in self.editor.findings.items)


def field(entity: EntityView | None, component: str, name: str) -> Any:
    """A field of an entity, prefabs resolved; None without the entity or the component."""
    owner = entity.components.get(component) if entity is not None else None
    return getattr(owner, name, None)


def place(entity: EntityView | None) -> list[float]:
    """Where an entity stands [m], as plain numbers; empty for none."""
    position = field(entity, "transform", "position")
    return [float(number) for number in position] if position is not None else []
