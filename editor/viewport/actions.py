"""The viewport's actions: views, grid, ground, play camera, HUD."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.entities.placing import placed_entities, to_ground
from editor.core.settings.bookmarks import COUNT
from editor.viewport.bars.chips import Bookmark
from editor.viewport.camera.navigation import VIEW_TITLES, Navigation
from editor.viewport.overlays import find_overlays
from editor.viewport.view_state import ViewState

KEYS = {"perspective": "Ctrl+Alt+1", "top": "Ctrl+Alt+2", "front": "Ctrl+Alt+3", "side": "Ctrl+Alt+4"}
GLYPHS = {"perspective": "video-camera", "top": "arrow-down", "front": "square", "side": "arrow-left"}


class Steered(Protocol):
    """The viewport, as far as its actions steer it."""

    navigation: Navigation
    state: ViewState
    is_ejected: bool

    def toggle_eject(self) -> None:
        """Fly freely while the game goes on, or return to the player."""
        ...

    def toggle_controls(self) -> None:
        """Unfold or fold the list of the game's keys."""
        ...


def viewport_actions(editor: Editor, widget: Steered) -> list[Action]:
    """The actions that steer one viewport."""
    navigation, state = widget.navigation, widget.state
    views = [
        Action(
            f"view.{kind}", f"{title} view", partial(navigation.set_view, kind), KEYS[kind], "has_scene", GLYPHS[kind],
            "View/5", description="Look at the same spot from another side.",
            checked=partial(lambda wanted: navigation.kind == wanted, kind),
        )
        for kind, title in VIEW_TITLES.items()
    ]  # fmt: skip
    overlays = [
        Action(
            f"overlay.{overlay.id}", f"Overlay: {overlay.title.lower()}", partial(state.toggle_overlay, overlay.id),
            "", "has_scene", overlay.icon, "View/7", description=overlay.question,
            checked=partial(lambda wanted: wanted in state.overlays, overlay.id),
        )
        for overlay in find_overlays()
    ]  # fmt: skip
    marks = [
        Action(
            f"view.{verb}_{number}", title.format(number), partial(run, editor, widget, number), keys.format(number),
            "has_scene", glyph, "View/5", description=text,
        )
        for verb, title, keys, glyph, run, text in (
            ("bookmark", "Go to bookmark {}", "Alt+{}", "bookmark-simple", go_to_bookmark,
             "Look as when the bookmark was set."),
            ("set_bookmark", "Set bookmark {}", "Ctrl+Shift+{}", "push-pin", set_bookmark,
             "Keep this view of the scene under a number, also for the next time."),
        )
        for number in range(1, COUNT + 1)
    ]  # fmt: skip
    return [
        *views,
        *marks,
        Action(
            "view.grid", "Grid", lambda: setattr(state, "grid", not state.grid), "Ctrl+Alt+G", "has_scene",
            "grid-four", "View/6", description="Lines on the ground, one metre apart.", checked=lambda: state.grid,
        ),
        Action(
            "view.eject", "Free camera while playing", widget.toggle_eject, "F8", "active", "aperture", "View/6",
            description="Fly freely while the game goes on; again to return to the player.",
            checked=lambda: widget.is_ejected,
        ),
        Action(
            "view.inset", "Game's picture in the corner", lambda: setattr(state, "inset", not state.inset), "Shift+F8",
            "has_scene", "picture-in-picture", "View/6", checked=lambda: state.inset,
            description="What the player sees, while the camera is free and while a scene's camera is selected.",
        ),
        Action(
            "view.controls_hud", "All keys while playing", widget.toggle_controls, "Shift+F1", "active", "keyboard",
            "View/6", description="Unfold or fold the list of the game's keys in the picture; H does it in the game.",
        ),
        Action(
            "view.engine_hud", "Engine figures while playing", partial(state.toggle_hud, "engine"), "F10", "",
            "gauge", "View/6", description="Frame, tick, physics and planning times over the picture.",
            checked=lambda: state.shows_hud("engine"),
        ),
        Action(
            "view.streaming_hud", "Streaming figures while playing", partial(state.toggle_hud, "streaming"),
            "Shift+F10", "", "map-trifold", "View/6",
            description="Levels, queue, memory, uploads and hitches of the streamed ground over the picture.",
            checked=lambda: state.shows_hud("streaming"),
        ),
        *overlays,
        Action(
            "entity.to_ground", "Put on the ground", partial(put_on_ground, editor), "End",
            "has_selection and not active", "arrow-line-down", "Entity/4",
            description="Take away the height of the selected entities above the ground.",
        ),
    ]  # fmt: skip


def bookmarks(editor: Editor) -> list[Bookmark]:
    """The bookmarks of the open scene as lines of a menu: where one goes to, then what sets each."""
    if editor.document is None or editor.scene is None:
        return []
    folder, scene, actions = editor.document.folder, editor.scene, editor.actions
    lines: list[Bookmark] = []
    for verb in ("bookmark", "set_bookmark"):
        for number in range(1, COUNT + 1):
            id_ = f"view.{verb}_{number}"
            is_missing = verb == "bookmark" and editor.bookmarks.get(folder, scene, number) is None
            why_not = f"Bookmark {number} of this scene is not set yet." if is_missing else ""
            lines.append(Bookmark(actions.title(id_), actions.keys(id_), partial(actions.run, id_), why_not))
    return lines


def set_bookmark(editor: Editor, widget: Steered, number: int) -> None:
    """Keep what the editing camera sees."""
    assert editor.document is not None
    assert editor.scene is not None
    editor.bookmarks.put(editor.document.folder, editor.scene, number, widget.navigation.view)
    editor.status(f"Bookmark {number} is this view.")


def go_to_bookmark(editor: Editor, widget: Steered, number: int) -> None:
    """Look as a bookmark of this scene says."""
    assert editor.document is not None
    assert editor.scene is not None
    view = editor.bookmarks.get(editor.document.folder, editor.scene, number)
    if view is None:
        keys = editor.actions.keys(f"view.set_bookmark_{number}")
        editor.status(f"Bookmark {number} of this scene is not set yet; {keys} sets it.")
        return
    widget.navigation.take_view(view)


def put_on_ground(editor: Editor) -> None:
    """Set the height of the selected entities to 0: on the ground."""
    assert editor.document is not None
    things = placed_entities(editor.document, editor.view, editor.selection.ids)
    command = to_ground(things)
    if command is None:
        editor.status("Everything selected stands on the ground already.")
        return
    editor.run(command)
