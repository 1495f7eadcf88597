"""Numbers that were tuned while a copy played become one entry of the history, those that were chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor.core.play.live.tunes import TunedEdit
from engine.document import Compound

if TYPE_CHECKING:
    from editor.core.editor import Editor


def keep_edits(editor: "Editor", chosen: Sequence[TunedEdit]) -> int:
    """Write the chosen edits into the document as one entry and forget the others; how many values changed.

    With none chosen no byte of the document changes. Raises CommandError or EditRefusedError with nothing changed and
    everything still to choose from.
    """
    commands = editor.play.tunes.commands(tuple(chosen))
    if commands:
        count = f"{len(commands)} edit" + ("" if len(commands) == 1 else "s")
        editor.run(Compound(title=f"Keep {count} of the run", commands=tuple(commands)))
        editor.log.add("ok", "play", f"Kept {count} of the run; one step of undo takes them back")
    editor.play.tunes.forget()
    return len(commands)
