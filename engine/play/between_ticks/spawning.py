"""Spawning by command: the scene with more entities in it, compiled anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from engine.document import Finding, SceneView
from engine.play.commands import Spawn
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.compile.scene import compile_scene
from engine.world.roster import SPARE

GOLDEN_ANGLE = 2.399963
MOST_SPAWNED = 20_000


class SpawnedView:
    """A scene view with further entities; everything else is the original's."""

    def __init__(self, base: SceneView, spawned: Sequence[Any]) -> None:
        self.base = base
        self.spawned = tuple(spawned)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.base, name)

    def get(self, entity: str) -> Any:
        """An entity by id, spawned ones included."""
        return next((view for view in self.spawned if view.id == entity), None) or self.base.get(entity)

    def with_component(self, component: str) -> Iterator[Any]:
        """The scene's own entities that have a component; spawned ones are rows only."""
        return self.base.with_component(component)


def with_spawned(compiled: CompiledScene, spawns: Sequence[Spawn]) -> CompiledScene:
    """The scene compiled with what these commands put into it, in their order. CompileError when one can't be done."""
    base = compiled.scene
    views: list[Any] = []
    for spawn in spawns:
        prefab = base.prefabs.get(spawn.prefab)
        if prefab is None:
            known = ", ".join(sorted(base.prefabs))
            text = f'nothing can be spawned from "{spawn.prefab}": there is no such prefab. There are {known}.'
            raise CompileError([Finding("spawn", "error", text, None, None)])
        if not 1 <= spawn.count <= MOST_SPAWNED - len(views):
            text = f"{spawn.count} can't be spawned: expected 1 to {MOST_SPAWNED - len(views)} more."
            raise CompileError([Finding("spawn", "error", text, None, None)])
        views += [_instance(base, prefab, spawn, number, len(views) + number) for number in range(spawn.count)]
    return compile_scene(SpawnedView(base, views), game=compiled.game)


def _instance(base: Any, prefab: Any, spawn: Spawn, number: int, total: int) -> Any:
    """One instance on a sunflower spiral: even spacing for any count, and no random number needed."""
    body, place = prefab.components.get("body"), prefab.components.get("transform")
    spacing = 2.2 * (body.radius if body else 0.5)
    distance, angle = spacing * np.sqrt(number), GOLDEN_ANGLE * number
    x, y, z = spawn.position
    position = (float(x + distance * np.sin(angle)), float(y), float(z + distance * np.cos(angle)))
    transform = base.vocabulary.components["transform"]
    moved = place.model_copy(update={"position": position}) if place else transform(position=position)
    components = {**prefab.components, "transform": moved}
    name = f"{prefab.name} {total + 1}"
    head = SPARE if spawn.waiting else "spawned/"
    return replace(prefab, id=f"{head}{total + 1}", name=name, prefab=spawn.prefab, components=components)
