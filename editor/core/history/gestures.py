"""Gestures: a drag or a scrub shows itself live on the document and becomes one undo entry, or leaves no trace."""

from collections.abc import Sequence
from itertools import takewhile

from psygnal import Signal

from editor.core.history.undo import UndoStack
from engine.document import AddEntity, Command, Compound, Document, Path, Set, WriteTile
from engine.document.commands.compound import joined


class Gesture:
    """One gesture in progress.

    Commands given to `preview` are written against the document as it was at the beginning: each preview takes the
    place of the one before.
    """

    def __init__(self, owner: "Gestures", title: str) -> None:
        self.title = title
        self._owner = owner
        self._shown: Command | None = None
        self._is_open = True

    @property
    def is_open(self) -> bool:
        """Whether the gesture can still preview, commit or cancel."""
        return self._is_open

    def preview(self, commands: Sequence[Command]) -> None:
        """Show these commands instead of the last ones.

        Raises CommandError, with the last preview taken back, when the document refuses them.
        """
        if not self._is_open:
            return
        document = self._owner.document
        step = _step(self._shown, commands)
        tiles = _tile_step(self._shown, commands)
        if tiles is not None:
            if tiles:
                document.apply(joined("Preview", tiles))
        elif step is not None:
            if step:
                document.apply(joined("Preview", step))
        else:
            self._take_back()
            if commands:
                document.apply(joined(self.title, commands))
        self._shown = joined(self.title, commands) if commands else None

    def commit(self) -> None:
        """Keep what is shown as one undo entry; nothing shown leaves no entry."""
        if not self._is_open:
            return
        self._close()
        if self._shown is not None and not _is_idle(self._shown):
            self._owner.undo.remember(self._shown)

    def cancel(self) -> None:
        """Put the document back as it was at the beginning."""
        if not self._is_open:
            return
        self._take_back()
        self._close()

    def _take_back(self) -> None:
        if self._shown is not None:
            self._owner.document.apply(self._shown.inverse())
            self._shown = None

    def _close(self) -> None:
        self._is_open = False
        self._owner.closed(self)


class Gestures:
    """Makes gestures, one at a time: a new one, a command or a save first commits the one in progress."""

    changed = Signal()

    def __init__(self, undo: UndoStack) -> None:
        self.undo = undo
        self.current: Gesture | None = None
        self._document: Document | None = None
        undo.before_change = self.finish
        undo.give_up = self.cancel

    @property
    def document(self) -> Document:
        """The document that gestures change. Raises RuntimeError when no project is open."""
        if self._document is None:
            raise RuntimeError("no project is open, so there is nothing to change")
        return self._document

    def attach(self, document: Document | None) -> None:
        """Work on another document."""
        self.current = None
        self._document = document

    def begin(self, title: str, of: Sequence[Command] = ()) -> Gesture:
        """Start a gesture whose undo entry is called `title` when it changes more than one thing.

        `of` are commands like those that it will preview, where that is known. Raises what the history's refusal raises
        when the document must not be changed so now.
        """
        self.undo.refusal(of)
        self.finish()
        self.current = Gesture(self, title)
        self.changed.emit()
        return self.current

    def finish(self) -> None:
        """Commit the gesture in progress, if there is one."""
        if self.current is not None:
            self.current.commit()

    def cancel(self) -> bool:
        """Cancel the gesture in progress; tells whether there was one."""
        if self.current is None:
            return False
        self.current.cancel()
        return True

    def closed(self, gesture: Gesture) -> None:
        """Called by a gesture that ended."""
        if self.current is gesture:
            self.current = None
        self.changed.emit()


def _parts(command: Command | None) -> list[Set] | None:
    """The plain value changes that a command is made of; None when it is made of anything else."""
    if command is None:
        return None
    parts = list(command.commands) if isinstance(command, Compound) else [command]
    sets = [part for part in parts if isinstance(part, Set)]
    return sets if len(sets) == len(parts) else None


def _step(shown: Command | None, commands: Sequence[Command]) -> Sequence[Command] | None:
    """The commands from the last preview to the next, when both set the same properties: half the work of a drag."""
    copied = _copy_step(shown, commands)
    if copied is not None:
        return copied
    before = _parts(shown)
    after = [command for command in commands if isinstance(command, Set)]
    if before is None or not commands or len(after) != len(commands):
        return None
    if [part.path for part in before] != [part.path for part in after]:
        return None
    if len({(part.path.file, part.path.block_id) for part in before}) < len(before):
        # Undo of several fields of one entity hands its bytes back only when each was changed once.
        return None
    return [Set(path=new.path, old=old.new, new=new.new) for old, new in zip(before, after, strict=True)]


def _copy_step(shown: Command | None, commands: Sequence[Command]) -> Sequence[Command] | None:
    """The same where both first add the same entities, whose values they then set; None where they do not.

    So what is dragged as a copy is added once, and stays selected while it is dragged.
    """
    parts = shown.commands if isinstance(shown, Compound) else () if shown is None else (shown,)
    added, before = _after_additions(parts)
    again, after = _after_additions(commands)
    if not added or added != again or before is None or after is None:
        return None
    paths = {part.path: None for part in (*before.values(), *after.values())}
    steps: list[Command] = []
    for path in paths:
        one, two = before.get(path), after.get(path)
        old, new = (one.new if one else two.old if two else None), (two.new if two else one.old if one else None)
        if old != new:
            steps.append(Set(path=path, old=old, new=new))
    return steps


def _after_additions(commands: Sequence[Command]) -> tuple[list[Command], dict[Path, Set] | None]:
    """The entities that commands add first, and the values that they set after that; None where they do more."""
    added = list(takewhile(lambda command: isinstance(command, AddEntity), commands))
    rest = commands[len(added) :]
    sets = {part.path: part for part in rest if isinstance(part, Set)}
    return added, sets if len(sets) == len(rest) else None


def _tile_step(shown: Command | None, commands: Sequence[Command]) -> list[Command] | None:
    """The tiles of ground that differ between the last preview and the next; None when either changes anything else.

    A stroke previews all that it has touched, again and again; of that, one dab changes a few tiles.
    """
    before, after = _tiles(shown), _tiles(None if not commands else joined("", commands))
    if before is None or after is None:
        return None
    steps: list[Command] = []
    for file in {**before, **after}:
        one, two = before.get(file), after.get(file)
        now = one.new if one is not None else two.old if two is not None else None
        then = two.new if two is not None else one.old if one is not None else None
        if now is not then and (now is None or then is None or not now.is_same_ground(then)):
            steps.append(WriteTile.model_construct(kind="write_tile", file=file, old=now, new=then, title=""))
    return steps


def _tiles(command: Command | None) -> dict[str, WriteTile] | None:
    """The tiles that a command writes, each once; None when it does anything else, or nothing."""
    parts = command.commands if isinstance(command, Compound) else (command,)
    tiles = {part.file: part for part in parts if isinstance(part, WriteTile)}
    return tiles if len(tiles) == len(parts) else None


def _is_idle(command: Command) -> bool:
    parts = _parts(command)
    return parts is not None and all(part.old == part.new for part in parts)
