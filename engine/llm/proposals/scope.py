"""What a proposal is about: the scene and the encounter that are open, and whether prefabs may be changed too."""

from __future__ import annotations

from dataclasses import dataclass

from engine.document import Document, SceneView, view
from engine.document.errors import DocumentError
from engine.document.path import Path
from engine.document.state.snapshot import Snapshot


@dataclass(frozen=True)
class Scope:
    """The files that a proposal may change; whatever is not named here is refused.

    `scene` and `encounter` are short names ("causeway"); with `prefabs` those of the project may be changed too, which
    changes all their instances.
    """

    scene: str
    encounter: str | None = None
    prefabs: bool = True

    @classmethod
    def of(cls, source: Document | Snapshot, encounter: str | None = None) -> Scope:
        """What an encounter is about; by default the project's main one, or its main scene.

        Raises:
            DocumentError: There is no such encounter, or nothing to begin with.
        """
        snapshot = source.snapshot()
        name = encounter or _text(snapshot, Path("project", ("main_encounter",)))
        if name:
            short = name.rpartition("/")[2]
            scene = _text(snapshot, Path(snapshot.node(f"encounters/{short}").name, ("scene",)))
            snapshot.node(f"scenes/{scene}")
            return cls(scene, short)
        scene = _text(snapshot, Path("project", ("main_scene",)))
        if not scene:
            raise DocumentError("the project names no main scene", "project.toml", "main_scene or main_encounter")
        snapshot.node(f"scenes/{scene}")
        return cls(scene)

    @property
    def files(self) -> tuple[str, ...]:
        """The scene's file and the encounter's."""
        return (f"scenes/{self.scene}", *((f"encounters/{self.encounter}",) if self.encounter else ()))

    def allows(self, file: str) -> bool:
        """Whether a file may be changed."""
        return file in self.files or (self.prefabs and file.startswith("prefabs/"))

    def view(self, source: Document | Snapshot, file: str = "") -> SceneView:
        """The scene with its encounter; of a prefab's file that prefab by itself."""
        if file.startswith("prefabs/"):
            return view(source, file)
        return view(source, self.scene, self.encounter)


def _text(snapshot: Snapshot, path: Path) -> str:
    value = snapshot.value(path)
    return value if isinstance(value, str) else ""
