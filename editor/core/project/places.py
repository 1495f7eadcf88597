"""Which scene and encounter are shown, also when their files go and come back."""

from editor.core.project.opening import encounters_of, place_of_scene
from engine.document import Document

Place = tuple[str | None, str | None]
"""A scene and an encounter by name; None where there is none."""


class Places:
    """Finds another place where the shown one has lost its file, and the lost one again when its file comes back."""

    def __init__(self) -> None:
        self._lost: list[Place] = []

    def forget(self) -> None:
        """The user has chosen a place; nothing that was lost is brought back."""
        self._lost.clear()

    def after_change(self, document: Document, shown: Place) -> Place:
        """The place to show after files may have come or gone."""
        if self._lost and _is_there(document, self._lost[-1]):
            return self._lost.pop()
        if _is_there(document, shown):
            return shown
        scene, _encounter = shown
        if scene is not None:
            self._lost.append(shown)
        if scene is None or not _is_there(document, (scene, None)):
            return place_of_scene(document)
        offered = encounters_of(document, scene)
        return scene, offered[0] if offered else None


def _is_there(document: Document, place: Place) -> bool:
    scene, encounter = place
    if scene is not None and scene.startswith("prefabs/"):
        return scene in document.files
    if scene is None or f"scenes/{scene}" not in document.files:
        return False
    return encounter is None or f"encounters/{encounter}" in document.files
