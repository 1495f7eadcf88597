"""The picture of a scene while it is edited, and the scenery of one that plays."""

from __future__ import annotations

from collections.abc import Collection

from engine.document import SceneView
from engine.present.draw_list import DrawList, Ground
from engine.present.entity_parts import parts_of
from engine.present.scatter import strew
from engine.present.scene_pictures import Gathered, ScenePictures, environment_of
from engine.present.threads import ribbons_of


def draw_list_of(view: SceneView, hidden: Collection[str] = (), *, ground: Ground | None = None) -> DrawList:
    """Everything that the scene shows in edit mode; `hidden` entities and those below them are left out."""
    return ScenePictures().picture(view, hidden, ground=ground)


def scenery_of(view: SceneView, *, ground: Ground | None = None) -> DrawList:
    """What stands still when the scene plays: ground, light and all bodies that are no rows of the world."""
    rows = {name for name, component in view.vocabulary.components.items() if component.row}
    gathered = Gathered()
    for entity in view.entities:
        if not rows & entity.components.keys():
            parts = parts_of(entity, ground, view.prefabs)
            strewn = strew(parts.scatter, ground) if parts.scatter is not None else None
            gathered.add(entity.id, parts, strewn, marks=False)
    gathered.finish(None)
    picture = gathered.draw_list(ground, environment_of(view.header.environment))
    picture.ribbons = ribbons_of(view, ground)
    return picture
