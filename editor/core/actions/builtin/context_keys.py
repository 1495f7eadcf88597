"""The facts that decide which actions are on, each with the sentence that is shown when it keeps one off."""

from collections.abc import Callable

from editor.core.actions.context import ContextKey
from editor.core.editor import Editor
from editor.core.encounters.cards import hostile_prefab
from editor.core.play.live.edits import are_live
from editor.core.play.live.taking_back import tuned_last, tuned_next
from editor.core.play.live.tuned_steps import TunedStep
from editor.core.play.starting.from_here import beat_of, last_start
from editor.core.play.throws import ball_of, thrower_of
from editor.core.project.opening import has_slice
from editor.core.terrain.shaped_ground import is_shaped
from engine.document import EntityView
from engine.document.prefabs import missing_parts, why_not_add


def define(editor: Editor) -> None:
    """Define every key on the editor's context."""
    for name, why_not, unless, value in _keys(editor):
        editor.context.define(ContextKey(name, why_not, unless), value)
    no_errors = ContextKey("no_errors", lambda: _errors(editor), panel="problems")
    editor.context.define(no_errors, lambda: not editor.findings.errors_of_scene)


def _keys(editor: Editor) -> list[tuple[str, str, str, Callable[[], bool]]]:
    play, selection = editor.play, editor.selection
    return [
        ("has_project", "Open a project first.", "Close the project first.", lambda: editor.document is not None),
        ("has_scene", "Open a scene first.", "Close the scene first.", lambda: editor.has_scene),
        ("has_encounter", "Open a scene with an encounter first.", "", lambda: editor.encounter is not None),
        (
            "has_slice",
            "The project has no slice: name its encounters in `slice` of project.toml.",
            "",
            lambda: has_slice(editor.document),
        ),
        ("is_dirty", "Nothing has changed since the last save.", "Save first.", lambda: editor.is_dirty),
        ("code_off", "The project's code runs already, or it has none.", "", lambda: editor.is_code_off),
        ("can_undo", "Nothing to undo.", "", lambda: _can_undo(editor)),
        ("can_redo", "Nothing to redo.", "", lambda: editor.undo.can_redo or tuned_next(editor) is not None),
        ("undo_waits", "", "Stop playing first.", lambda: _waits(editor, -1, tuned_last(editor))),
        ("redo_waits", "", "Stop playing first.", lambda: _waits(editor, 1, tuned_next(editor))),
        ("has_selection", "Select something first.", "Clear the selection first.", lambda: len(selection) > 0),
        ("has_one", "Select exactly one entity first.", "", lambda: len(selection) == 1),
        ("in_prefab", "No prefab is edited by itself.", "Go back to the scene first.", lambda: is_in_prefab(editor)),
        (
            "edits_prefab",
            "Select an instance of a prefab, or a prefab in Assets, first.",
            "",
            lambda: editor.prefab_mode.target is not None,
        ),
        ("has_instance", "Select one instance of a prefab first.", "", lambda: _instance(editor) is not None),
        (
            "lacks_parts",
            "Select an instance that does without a part of its prefab first.",
            "",
            lambda: (one := _instance(editor)) is not None and bool(missing_parts(editor.view, one)),
        ),
        (
            "under_instance",
            "Select something that stands under an instance, and is no part of it yet, first.",
            "",
            lambda: (one := _one(editor)) is not None and not why_not_add(editor.view, one),
        ),
        ("has_several", "Select two or more entities first.", "", lambda: len(selection) > 1),
        ("has_three", "Select three or more entities first.", "", lambda: len(selection) > 2),
        ("has_copied", "Copy something first.", "", lambda: bool(editor.clipboard.copied)),
        ("has_conflicts", "No conflict is open.", "", lambda: editor.outside.pending is not None),
        ("has_offer", "Nothing on disk waits to be taken in.", "", lambda: editor.outside.offer is not None),
        (
            "shaping",
            "Take a brush in hand first: Shape the ground.",
            "Put the brush away first.",
            lambda: editor.has_scene and editor.tools.shape_tool is not None,
        ),
        ("shaped", "Nothing of this scene's ground is shaped.", "", lambda: is_shaped(editor)),
        ("active", "Nothing is playing.", "Stop playing first.", lambda: play.is_active),
        (
            "preparing",
            "Nothing is being prepared.",
            "Kernels are being compiled; play begins by itself then.",
            lambda: play.state == "preparing",
        ),
        ("last_run", "No run has been played and stopped yet.", "", lambda: play.branches.last is not None),
        ("playing", "Nothing is playing.", "Pause first.", lambda: play.state == "playing"),
        ("paused", "Pause first.", "Resume first.", lambda: play.state == "paused"),
        ("ended", "The run goes on.", "The run has ended; retry or stop.", lambda: play.has_ended),
        (
            "beat",
            "Select an objective, a trigger or a wave of the encounter first.",
            "",
            lambda: bool(beat_of(editor)),
        ),
        (
            "hostile",
            "Make a prefab of somebody hostile first; the project has none.",
            "",
            lambda: editor.has_scene and bool(hostile_prefab(editor.view)),
        ),
        ("agents_on", "Agents can't connect now.", "Cut agents off first.", lambda: editor.agents.is_on),
        ("trying", "No trial goes on.", "A trial goes on already.", lambda: editor.trials.is_running),
        (
            "begun_elsewhere",
            "Play from a place or a part of the encounter first; a right click into the picture offers it.",
            "",
            lambda: bool(last_start(editor)),
        ),
        ("begun", "This is the first tick.", "", lambda: bool(play.tick)),
        ("past", "This is the last tick that was played.", "Go to the last tick first.", lambda: play.is_past),
        (
            "replaying",
            "Nothing is played again.",
            "It is being played again already.",
            lambda: play.is_replaying,
        ),
        ("populated", "No NPCs were put into the running copy.", "Remove the NPCs first.", lambda: play.population > 0),
        (
            "ball",
            "There is no ball: no prefab of the project has a projectile.",
            "",
            lambda: ball_of(play.session) is not None,
        ),
        (
            "thrower",
            "Nobody can throw: the player is not on their feet.",
            "",
            lambda: thrower_of(play.session) is not None,
        ),
    ]


def is_in_prefab(editor: Editor) -> bool:
    """Whether a prefab is shown by itself."""
    return editor.prefab_mode.name is not None


def _one(editor: Editor) -> EntityView | None:
    """The one selected entity."""
    return editor.view.get(editor.selection.ids[0]) if editor.has_scene and len(editor.selection) == 1 else None


def _instance(editor: Editor) -> EntityView | None:
    """The one selected instance, as a whole."""
    one = _one(editor)
    is_whole = one is not None and one.part_of is None and one.prefab is not None
    return one if is_whole else None


def _errors(editor: Editor) -> str:
    count = len(editor.findings.errors_of_scene)
    errors, them = ("1 error", "it") if count == 1 else (f"{count} errors", "them")
    return f"The scene has {errors}; correct {them} in Problems first."


def _can_undo(editor: Editor) -> bool:
    return editor.undo.can_undo or editor.gestures.current is not None or tuned_last(editor) is not None


def _waits(editor: Editor, step: int, tuned: TunedStep | None) -> bool:
    """Whether nothing tuned is meant, and the history can't be travelled by a step before the running copy stops."""
    return editor.play.is_active and tuned is None and not are_live(editor.undo.between(editor.undo.index + step))
