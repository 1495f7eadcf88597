"""Does the steps of the tutorial by commands, as for the pictures of its page; the fight itself is for the caller."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.core.actions.builtin.entity import add_prefab
from editor.core.tutorial.sight import Sight, place
from engine.document import Command, EntityView, Path, Set

if TYPE_CHECKING:
    from editor.core.editor import Editor

HERO_AT, ALLY_AT, ALLY_TO, AREA_AT, WAVE_AT = (0.0, 8.0), (3.0, 7.5), (2.0, 7.5), (0.0, 0.5), (0.0, -9.0)
"""Where each stands, x and z [m]: the party near the camera, the area ahead of it, the wave beyond."""
COUNT, TUNED = 3, 2


def put(editor: "Editor", action: str, at: tuple[float, float]) -> None:
    """Run an action that adds something, at a place."""
    editor.tools.spot = (at[0], 0.0, at[1])
    editor.actions.run(action)


def drop(editor: "Editor", prefab: str, at: tuple[float, float]) -> None:
    """Add an instance of a prefab at a place."""
    editor.tools.spot = (at[0], 0.0, at[1])
    add_prefab(editor, prefab)


def give(editor: "Editor", entity: EntityView | None, component: str, name: str, value: object) -> None:
    """Give a field of an entity a value and select it. Raises LookupError when there is no such entity."""
    if entity is None:
        raise LookupError(f"there is nobody with the component {component}")
    path = Path.entity(entity.file, entity.id, component, name)
    document = editor.document
    assert document is not None
    editor.selection.set([entity.id])
    editor.run(Set(path=path, old=document.value(path), new=value))  # pyright: ignore[reportArgumentType]


def _move(editor: "Editor") -> None:
    ally = Sight(editor).ally
    height = place(ally)[1]
    give(editor, ally, "transform", "position", [ALLY_TO[0], height, ALLY_TO[1]])


def add(editor: "Editor", part: str, at: tuple[float, float], to: EntityView | None = None) -> None:
    """Press a button of the board while something is selected, or nothing."""
    editor.selection.set([to.id] if to is not None else [])
    put(editor, f"encounter.add_{part}", at)


def _wave(editor: "Editor") -> None:
    add(editor, "spawn_group", WAVE_AT, Sight(editor).area)
    give(editor, Sight(editor).wave, "spawn_group", "count", COUNT)


def _fix(editor: "Editor") -> None:
    found = next((finding for finding in editor.checks.now() if finding.rule == "encounter-without-end"), None)
    if found is None:
        raise LookupError("the encounter has an end already; nothing is to be repaired")
    command: Command = found.fix[0]
    editor.run(command)


def _speak(editor: "Editor") -> None:
    add(editor, "line", AREA_AT, Sight(editor).area)
    give(editor, Sight(editor).line, "line", "text", "They wait beyond the lamp.")


def _try(editor: "Editor") -> None:
    editor.checks.now()
    editor.trials.start()
    while editor.trials.is_running:
        editor.pump()


DONE_BY: dict[str, Callable[["Editor"], object]] = {
    "hero": lambda editor: drop(editor, "hero", HERO_AT),
    "ally": lambda editor: drop(editor, "ally", ALLY_AT),
    "move": _move,
    "save": lambda editor: editor.save(),
    "area": lambda editor: add(editor, "trigger", AREA_AT),
    "wave": _wave,
    "victory": lambda editor: add(editor, "victory", AREA_AT),
    "problem": _fix,
    "objective": lambda editor: add(editor, "objective", AREA_AT, Sight(editor).area),
    "line": _speak,
    "try": _try,
    "play": lambda editor: editor.play.start(),
    "tune": lambda editor: (
        editor.play.stop(), give(editor, Sight(editor).wave, "spawn_group", "count", TUNED)
    ),
    "undo": lambda editor: editor.undo.undo(),
    "again": lambda editor: (editor.undo.redo(), editor.play.start()),
}  # fmt: skip
"""How each step is done; "end" is the fight itself."""
