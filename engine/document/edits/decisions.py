"""Pinned decisions as commands: keep one in a file of its own, take what is decided now instead, or let it go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.document.command import Command
from engine.document.commands import Compound, Set, WriteFile
from engine.document.disk.file_names import free_file
from engine.document.errors import CommandError
from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.schema.files import FORMAT, DecisionFile
from engine.schema.rewrite import head_text
from engine.schema.values import same

if TYPE_CHECKING:
    from engine.document.document import Document

FOLDER = "decisions"
_DECIDED = ("skill", "pursued", "facts", "goal", "action", "plan", "tick")


def pin_commands(source: Document | Snapshot, pin: DecisionFile) -> tuple[Command, str]:
    """The command that keeps a decision in a new file, and the file's name: "decisions/kael_taunts"."""
    snapshot = source.snapshot()
    file = free_file(FOLDER, pin.title, snapshot.files)
    text = head_text(_stated(pin))
    return WriteFile(file=file, old=None, new=text, title=f"Pin the decision {pin.title}"), file


def repin_commands(source: Document | Snapshot, file: str, pin: DecisionFile) -> Command:
    """The command that takes what is decided now into a pinned decision; its title and comments stay.

    Raises:
        CommandError: The file is no pinned decision.
        DocumentError: There is no such file.
    """
    snapshot = source.snapshot()
    node = _pinned(snapshot, file)
    new = _stated(pin)
    commands = [
        Set(path=Path(file, (key,)), old=old, new=new.get(key))
        for key in _DECIDED
        if not same(old := snapshot.value(Path(file, (key,))), new.get(key))
    ]
    return Compound(title=f"Take the new decision into {node.title}", commands=tuple(commands))


def unpin_commands(source: Document | Snapshot, file: str) -> Command:
    """The command that lets a pinned decision go.

    Raises:
        CommandError: The file is no pinned decision.
        DocumentError: There is no such file.
    """
    node = _pinned(source.snapshot(), file)
    return WriteFile(file=file, old=node.text, new=None, title=f"Remove the pinned decision {node.title}")


def pins_in(source: Document | Snapshot) -> tuple[FileNode, ...]:
    """The files of all pinned decisions, by name."""
    nodes = source.snapshot().files.values()
    return tuple(sorted((node for node in nodes if node.kind == "decision"), key=lambda node: node.name))


def _stated(pin: DecisionFile) -> dict[str, Any]:
    """What a file states: format, kind and title, and every other value that is not empty."""
    data = pin.model_dump(mode="json")
    first = {"format": FORMAT, "kind": "decision", "title": pin.title}
    return first | {key: value for key, value in data.items() if key not in first and value not in ("", [])}


def _pinned(snapshot: Snapshot, file: str) -> FileNode:
    node = snapshot.node(file)
    if node.kind != "decision":
        raise CommandError(f"a {node.kind} is no pinned decision", f"{file}.toml", f"a file in {FOLDER}/")
    return node
