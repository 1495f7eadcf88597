"""The conflicts that git left in a project, and settling them in its files one by one or all at once."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from engine.document.document import Document
from engine.document.errors import DocumentError, file_place
from engine.document.merge.conflict import Conflict, Side
from engine.document.merge.git import resolved, unmerged
from engine.document.merge.result import Merge, merge
from engine.schema.file_bytes import bytes_of, is_mesh, place_in, text_of
from engine.schema.tile import Tile
from engine.schema.values import Value, plain, same
from engine.whole_file import write_whole

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Pending:
    """What is left to settle in a project after a merge by git."""

    folder: Path
    merge: Merge
    files: tuple[str, ...]
    """The files that git holds as unmerged."""
    taken: dict[str, Side]
    """Conflicts that the files on disk already settle otherwise than by our value, by key."""
    by_hand: tuple[str, ...]
    """Files that say something which no choice among the conflicts gives."""

    def open_conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts in which our value still stands."""
        return tuple(each for each in self.merge.conflicts if each.key not in self.taken)

    def take(self, side: Side, keys: Collection[str] = ()) -> tuple[str, ...]:
        """Let a side hold in the conflicts named, or in all open ones, and write the files.

        A file in which nothing is left to settle is told to git as resolved.

        Returns:
            The files that are resolved now.

        Raises:
            DocumentError: A key names no conflict, or a file was changed by hand.
            GitError: Git refuses.
            OSError: A file can't be written.
        """
        known = {each.key: each for each in self.merge.conflicts}
        strange = [key for key in keys if key not in known]
        if strange:
            raise DocumentError(f"there is no conflict {strange[0]}", expected=f"one of {', '.join(known) or 'none'}")
        chosen = keys or [each.key for each in self.open_conflicts()]
        choices: dict[str, Side] = dict(self.taken)
        for key in chosen:
            choices[key] = side
        settled = {*chosen, *self.taken}
        touched = {known[key].file for key in chosen}
        done = [
            file
            for file in self.files
            if (not keys or file in touched)
            and all(each.key in settled for each in self.merge.conflicts if each.file == file)
        ]
        for file in self.by_hand:
            if file in touched or file in done:
                raise DocumentError(
                    "the file was changed by hand since git merged it, so nothing was written over it",
                    file_place(file),
                    f"git add, once it is right; or git checkout --merge -- {file_place(file)}, to begin anew",
                )
        texts = self.merge.texts(choices)
        for file in sorted({*touched, *done}):
            _write(self.folder, file, texts.get(file))
        resolved(self.folder, done)
        return tuple(done)


def pending(folder: Path | str) -> Pending:
    """What git left unmerged in a project.

    Raises:
        DocumentError: A version of a file can't be read; names the side.
    """
    root = Path(folder)
    stages = unmerged(root)
    sides: list[dict[str, str]] = [
        {file: text for file, each in stages.items() if (text := getattr(each, side)) is not None}
        for side in ("base", "ours", "theirs")
    ]
    merged = merge(*sides)
    taken: dict[str, Side] = {}
    by_hand: list[str] = []
    for file in stages:
        found = _taken(file, _read(root, file), merged)
        if found is None:
            by_hand.append(file)
        else:
            taken.update(found)
    return Pending(root, merged, tuple(stages), taken, tuple(by_hand))


def _taken(file: str, text: str | None, merged: Merge) -> dict[str, Side] | None:
    """Which conflicts a file on disk settles; None where its text comes from no choice among them."""
    conflicts = [each for each in merged.conflicts if each.file == file]
    if text == merged.ours.get(file) or (text is not None and "\n<<<<<<< " in f"\n{text}"):
        return {}
    if file not in merged.ours and text == merged.theirs.get(file):
        return {}  # git itself puts their version there when we deleted the file; nobody has chosen it
    found: dict[str, Side] = {}
    for conflict in conflicts:
        now = _value(file, text, conflict)
        if same(plain(now), plain(conflict.ours)):
            continue
        if same(plain(now), plain(conflict.theirs)):
            found[conflict.key] = "theirs"
        elif same(plain(now), plain(conflict.base)):
            found[conflict.key] = "base"
    expected = merged.texts(found).get(file)
    is_so = _lines(expected) == _lines(text) or _lines(merged.theirs.get(file)) == _lines(text)
    return found if is_so else None


def _value(file: str, text: str | None, conflict: Conflict) -> Value:
    if conflict.path is None or text is None:
        return text
    try:
        document = Document.from_texts({file: text}, folder=".")
    except DocumentError:
        return None
    return document.value(conflict.path)


def _lines(text: str | None) -> str | None:
    # Ground that is left as the seed made it has no file, or one that says nothing, where git wanted one.
    return None if text is None or text == Tile().text else text.replace("\r\n", "\n")


def _read(folder: Path, file: str) -> str | None:
    try:
        raw = place_in(folder, file).read_bytes()
    except FileNotFoundError:
        return None
    return text_of(file, raw) if is_mesh(file) else raw.removeprefix(_BOM).decode("utf-8", "replace")


def _write(folder: Path, file: str, text: str | None) -> None:
    path = place_in(folder, file)
    if text is None:
        path.unlink(missing_ok=True)
        return
    is_marked = path.exists() and path.read_bytes().startswith(_BOM)
    write_whole(path, (_BOM if is_marked else b"") + bytes_of(file, text))
