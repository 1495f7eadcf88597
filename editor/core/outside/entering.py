"""Brings what came from outside into the document as one entry of the history, and notes what the disk holds."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from editor.core.outside.reading import Result
from engine.document import CommandError, Document

if TYPE_CHECKING:
    from editor.core.workbench import Workbench


def enter(
    bench: "Workbench", document: Document, result: Result, title: str, who: str, accepts: Mapping[str, str]
) -> str:
    """Go where a result leads as one entry.

    Args:
        bench: Whose history and saved mark follow.
        document: The open document.
        result: Where to go.
        title: The entry's sentence.
        who: Whose entry it is.
        accepts: What the disk holds of which files.

    Returns:
        Why the document refused it, with nothing changed; empty when it is done.
    """
    before = document.on_disk()
    # A file that is new here may have any name that the disk can hold, so the disk comes first.
    _accept(document, accepts)
    document.take_note({}, result.nodes)
    command = result.command(title)
    try:
        if command is not None:
            bench.run(command, who)
    except CommandError as error:
        _accept(document, {name: before.get(name) for name in accepts})
        return str(error)
    _accept(document, accepts)
    if accepts:
        mark(bench, document)
    return ""


def mark(bench: "Workbench", document: Document) -> None:
    """Put the history's saved mark where it belongs after the disk has changed."""
    if document.unsaved():
        bench.undo.mark_unsaved()
    else:
        bench.undo.mark_saved()


def _accept(document: Document, texts: Mapping[str, str | None]) -> None:
    for name, text in texts.items():
        document.accept_disk(name, text)
