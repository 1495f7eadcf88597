"""What Ctrl+Z and Ctrl+Shift+Z mean: numbers tuned in the running copy and entries of the history, the last first."""

from typing import TYPE_CHECKING

from editor.core.play.live.tuned_steps import TunedStep

if TYPE_CHECKING:
    from editor.core.editor import Editor


def tuned_last(editor: "Editor") -> TunedStep | None:
    """The tuned number that is taken back next; None where something else is."""
    return editor.play.tunes.steps.last(editor.undo.index) if editor.gestures.current is None else None


def tuned_next(editor: "Editor") -> TunedStep | None:
    """The tuned number that is tuned again next; None where something else is done again."""
    return editor.play.tunes.steps.next(editor.undo.index)


def undo_title(editor: "Editor") -> str:
    """What would be taken back, as a title."""
    undo, step = editor.undo, tuned_last(editor)
    sentence = step.sentence if step else undo.entries[undo.index - 1].sentence if undo.can_undo else ""
    return f"Undo {sentence}".rstrip()


def redo_title(editor: "Editor") -> str:
    """What would be done again, as a title."""
    undo, step = editor.undo, tuned_next(editor)
    sentence = step.sentence if step else undo.entries[undo.index].sentence if undo.can_redo else ""
    return f"Redo {sentence}".rstrip()


def take_back(editor: "Editor") -> None:
    """Take back the last change: a number that was tuned in the running copy, or an entry of the history."""
    step = tuned_last(editor)
    if step is None:
        editor.undo.undo()
    else:
        editor.play.tunes.steps.take_back(step)


def do_again(editor: "Editor") -> None:
    """Do again what was taken back last."""
    step = tuned_next(editor)
    if step is None:
        editor.undo.redo()
    else:
        editor.play.tunes.steps.do_again(step)
