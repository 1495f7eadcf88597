"""What the inspector does between instances and their prefabs; each is one undo entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from editor.api import Command, CommandError, EditRefusedError, EntityView, SceneView
from editor.ui.rooms.authoring import run_together, show_entity
from editor.ui.rooms.inspector.form import Row
from editor.ui.rooms.inspector.subjects import EntitySubject
from engine.document import prefabs
from engine.document.prefabs import Override

Build = Callable[[SceneView, EntityView], Command]


@dataclass(frozen=True)
class Goal:
    """A prefab of the chain that a value can be given to: its file name, its title, and why not."""

    prefab: str
    title: str
    why_not: str


@dataclass(frozen=True)
class Overriders:
    """Who gives itself a value of a prefab: the field, the prefab's title and value, and the overrides."""

    row: Row
    prefab: str
    title: str
    value: Any
    instances: int
    overrides: tuple[Override, ...]


class PrefabEdits:
    """The edits for the entities, or the prefab, that `subjects` gives at the time."""

    def __init__(self, editor: Any, subjects: Callable[[], Sequence[EntitySubject]]) -> None:
        self._editor = editor
        self._subjects = subjects

    @property
    def one(self) -> EntitySubject | None:
        """The subject, when there is exactly one."""
        subjects = self._subjects()
        return subjects[0] if len(subjects) == 1 else None

    def goals(self, row: Row) -> tuple[Goal, ...]:
        """The prefabs that a row's value can be given to, nearest first."""
        one = self.one
        if one is None:
            return ()
        goals = []
        for level in prefabs.origin(self._editor.view, one.view, row.key)[1:]:
            why = prefabs.why_not_apply(self._editor.view, one.view, row.key, level.name)
            goals.append(Goal(level.name, level.title, why))
        return tuple(goals)

    def apply(self, row: Row, prefab: str) -> None:
        """Give a prefab of the chain the row's value."""
        self._one(lambda view, entity: prefabs.apply_to_prefab(view, entity, row.key, prefab))

    def apply_component(self, component: str, prefab: str) -> None:
        """Give a prefab of the chain all that the instance says of a component."""
        self._one(lambda view, entity: prefabs.apply_component(view, entity, component, prefab))

    def why_not_apply_component(self, component: str, prefab: str) -> str:
        """Why the instance has nothing of a component for a prefab of its chain; empty when it has."""
        return self._why_not(lambda view, entity: prefabs.apply_component(view, entity, component, prefab))

    def apply_all(self, prefab: str | None = None) -> None:
        """Give a prefab of the chain everything that the instance says."""
        self._one(lambda view, entity: prefabs.apply_all(view, entity, prefab))

    def why_not_apply_all(self, prefab: str) -> str:
        """Why the instance has nothing for a prefab of its chain; empty when it has."""
        return self._why_not(lambda view, entity: prefabs.apply_all(view, entity, prefab))

    def why_not_revert_all(self) -> str:
        """Why there is nothing to revert; empty when there is."""
        return self._why_not(prefabs.revert_all)

    def revert(self, row: Row) -> None:
        """Let every subject say nothing of its own in a row."""
        self._each(f"Revert {row.spec.title.lower()}", lambda view, entity: prefabs.revert(view, entity, row.key))

    def revert_section(self, component: str) -> None:
        """Let every subject say nothing of its own of a component."""
        self._each("Revert", lambda view, entity: prefabs.revert_component(view, entity, component))

    def revert_all(self) -> None:
        """Let every subject differ from its prefab by name and place alone."""
        self._each("Revert everything", prefabs.revert_all)

    def remove(self, component: str) -> None:
        """Take a component away from every subject."""
        self._each("Remove", lambda view, entity: prefabs.remove_component(view, entity, component))

    def restore(self, component: str) -> None:
        """Bring back an inherited component that was removed."""
        self._each("Bring back", lambda view, entity: prefabs.restore_component(view, entity, component))

    def unpack(self) -> None:
        """Make every subject stand on its own."""
        self._each("Unpack", prefabs.unpack)

    def unpack_level(self) -> None:
        """Take over what the nearest prefab says, and follow that one's prefab."""
        self._each("Unpack one level", prefabs.unpack_level)

    def save_as(self, title: str) -> None:
        """Make a prefab of the one entity, with all below it; it becomes the first instance."""
        self._one(lambda view, entity: prefabs.prefab_of(view, [entity.id], title)[0])

    def missing(self) -> tuple[str, ...]:
        """The parts that the one instance does without."""
        one = self.one
        return prefabs.missing_parts(self._editor.view, one.view) if one is not None else ()

    def restore_part(self, part: str) -> None:
        """Bring back a part that the instance does without."""
        self._one(lambda view, entity: prefabs.restore_part(view, entity, part))

    def apply_removal(self, part: str) -> None:
        """Take a part that the instance does without out of the prefab too."""
        self._one(lambda view, entity: prefabs.apply_removal(view, entity, part))

    def make_variant(self, prefab: str, title: str) -> None:
        """Make a variant of a prefab and select it."""
        if run_one(self._editor, lambda: prefabs.make_variant(self._editor.view, prefab, title)):
            self._editor.selection.choose_prefab(prefabs.prefab_name(title))

    def users(self) -> int:
        """How many entities of all scenes, encounters and prefabs are made from the prefab that is shown."""
        one = self.one
        if one is None or not one.is_prefab:
            return 0
        name = one.file.partition("/")[2]
        return prefabs.instance_count(self._editor.document, name)

    def why_not_named(self, title: str) -> str:
        """Why a new prefab cannot be called so; empty when it can."""
        return prefabs.why_not_named(self._editor.document.snapshot(), title)

    def overriders(self, row: Row) -> Overriders | None:
        """Who overrides a row's value in the prefab that it comes from; None where no prefab has to do with it."""
        one = self.one
        if one is None:
            return None
        levels = [level for level in prefabs.origin(self._editor.view, one.view, row.key) if level.is_prefab]
        if not levels:
            return None
        level = prefabs.source(levels) or levels[0]
        document = self._editor.document
        place = level.path
        of_parts = prefabs.who_says_of_parts(document, place.file, str(place.entity_id), row.key)
        if place.is_of_part or place.entity_id != self._editor.view.prefab(level.name).id:
            count = prefabs.instance_count(document, level.name)
            return Overriders(row, level.name, level.title, level.value, count, tuple(of_parts))
        return Overriders(
            row,
            level.name,
            level.title,
            level.value,
            prefabs.instance_count(document, level.name),
            (
                *prefabs.who_overrides(document, level.name, row.key),
                *of_parts,
                *prefabs.who_does_without(document, level.name, row.key.partition(".")[0]),
            ),
        )

    def open(self, override: Override) -> None:
        """Select who overrides, in another scene or prefab too."""
        show_entity(self._editor, override.file, override.entity)

    def _why_not(self, build: Build) -> str:
        one = self.one
        if one is None:
            return "Select one entity first."
        try:
            build(self._editor.view, one.view)
        except CommandError as refusal:
            return f"{refusal.what}."
        return ""

    def _one(self, build: Build) -> bool:
        one = self.one
        return one is not None and run_one(self._editor, lambda: build(self._editor.view, one.view))

    def _each(self, title: str, build: Build) -> bool:
        """One entry for all subjects to which the edit applies."""
        subjects = self._subjects()
        if len(subjects) == 1:
            return self._one(build)
        commands: list[Command] = []
        for subject in subjects:
            try:
                commands.append(build(self._editor.view, subject.view))
            except CommandError:
                continue
        return run_together(self._editor, f"{title} of {len(commands)} entities", commands)


def run_one(editor: Any, build: Callable[[], Command]) -> bool:
    """Build a command and run it; a refusal is told in the status bar."""
    try:
        editor.run(build())
    except (CommandError, EditRefusedError) as refusal:
        editor.status(refusal.what if isinstance(refusal, CommandError) else str(refusal))
        return False
    return True
