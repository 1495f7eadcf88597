"""Chapters: the encounters of a slice in their order, each compiled when it is first needed and then kept."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from engine.document import Document, Finding, Path, view
from engine.document.state.snapshot import Snapshot
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.compile.scene import compile_scene
from engine.world.columns import Column
from engine.world.system import System

if TYPE_CHECKING:
    from engine.schema.files import ProjectFile

SLICE = Path("project", ("slice",))


@dataclass(frozen=True)
class Chapter:
    """One part of a slice: its number from 0, the encounter, the scene where it takes place, and what it is called."""

    index: int
    encounter: str
    scene: str
    title: str


class Chapters:
    """What a session goes through, chapter by chapter.

    When a chapter is compiled changes no result: all of them are made of one state of the document.
    """

    def __init__(
        self,
        chapters: tuple[Chapter, ...],
        make: Callable[[Chapter], CompiledScene],
        *,
        overrides: Mapping[str, float] | None = None,
        ready: Mapping[int, CompiledScene] | None = None,
    ) -> None:
        """`make` compiles one chapter, or raises CompileError; `ready` are those that need not be compiled."""
        self.chapters = chapters
        self._make = make
        self._compiled: dict[int, CompiledScene] = dict(ready or {})
        self._overrides = dict(overrides or {})
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return max(1, len(self.chapters))

    def is_ready(self, index: int) -> bool:
        """Whether a chapter is compiled."""
        return index in self._compiled

    def compiled(self, index: int) -> CompiledScene:
        """A chapter's scene; compiled at the first call. CompileError when it can't be."""
        with self._lock:  # another thread may be at it: whoever comes second waits
            if index not in self._compiled:
                self._compiled[index] = self.adjusted(self._make(self.chapters[index]))
            return self._compiled[index]

    def adjusted(self, scene: CompiledScene) -> CompiledScene:
        """A scene that was compiled anew with the starting values that were asked for."""
        return scene.overridden(_known(scene, self._overrides))

    def all_compiled(self) -> list[CompiledScene]:
        """Every chapter's scene in order. CompileError when one can't be compiled."""
        return [self.compiled(index) for index in range(len(self))]

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of every chapter's world: all are of one registry."""
        return self.compiled(0).parts.columns

    def systems(self) -> tuple[System, ...]:
        """The systems that any chapter needs, in schedule order: what one loop for all of them holds."""
        every = {system.name: system for scene in self.all_compiled() for system in scene.parts.systems}
        return tuple(sorted(every.values(), key=lambda system: system.sort_key))

    def overridden(self, overrides: Mapping[str, float]) -> "Chapters":
        """The same chapters with other starting values, each in those where somebody is called so.

        CompileError when a key names nothing in any of them.
        """
        if not overrides:
            return self
        if not self.chapters:
            return Chapters((), self._make, overrides=overrides, ready={0: self.compiled(0).overridden(overrides)})
        missing = dict(overrides)
        for index in range(len(self)):
            known = _known(self.compiled(index), missing)
            missing = {key: value for key, value in missing.items() if key not in known}
            if not missing:
                break
        self.compiled(0).overridden(missing)  # says who there is instead
        made = Chapters(self.chapters, lambda chapter: self.compiled(chapter.index), overrides=overrides)
        made.compiled(0)
        return made


def of_one(compiled: CompiledScene) -> Chapters:
    """A single scene as what a session goes through; it is no slice, so it has no chapters to tell of."""
    return Chapters((), lambda _: compiled, ready={0: compiled})


def chapters_of(document: Document | Snapshot, encounters: Sequence[str] | None = None) -> tuple[Chapter, ...]:
    """The chapters of a project's slice, or of one that is made of these encounters.

    CompileError, with Findings, when there are none or one of them is missing.
    """
    snapshot = document.snapshot() if isinstance(document, Document) else document
    names = _names(snapshot) if encounters is None else list(encounters)
    if not names:
        text = "The project has no slice to play: project.toml names no encounters in `slice`. Add them in their order."
        raise CompileError([Finding("slice", "error", text, SLICE)])
    found: list[Chapter] = []
    for index, name in enumerate(names):
        node = snapshot.files.get(f"encounters/{name}")
        scene = str(node.head.data.get("scene") or "") if node is not None else ""
        if node is None or f"scenes/{scene}" not in snapshot.files:
            what = f"there is no readable encounters/{name}.toml" if node is None else f'its scene "{scene}" is missing'
            text = f'Chapter {index + 1} of the slice, "{name}", can\'t be played: {what}.'
            raise CompileError([Finding("slice", "error", text, SLICE)])
        found.append(Chapter(index, name, scene, str(node.head.data.get("title") or name)))
    return tuple(found)


def compile_slice(
    document: Document | Snapshot, *, game: Iterable[ModuleType] = (), encounters: Sequence[str] | None = None
) -> Chapters:
    """The slice of a project as it stands now, its first chapter compiled; `encounters` in place of the project's.

    CompileError when there is no slice, a chapter is missing, or the first one can't be compiled.
    """
    snapshot = document.snapshot() if isinstance(document, Document) else document
    modules = tuple(game)
    made = Chapters(
        chapters_of(snapshot, encounters),
        lambda chapter: compile_scene(view(snapshot, chapter.scene, chapter.encounter), game=modules),
    )
    made.compiled(0)
    return made


def _names(snapshot: Snapshot) -> list[str]:
    from engine.document.heads import head_of

    head: ProjectFile = head_of(snapshot.files["project"])  # type: ignore[assignment]
    return list(head.slice)


def _known(scene: CompiledScene, overrides: Mapping[str, float]) -> dict[str, float]:
    """Those overrides that name somebody of a scene."""
    who = {name for row in scene.roster for name in (row.prefab, row.entity)}
    # The id of a part has points itself; component and field are what comes last.
    return {key: value for key, value in overrides.items() if key.rsplit(".", 2)[0] in who}
