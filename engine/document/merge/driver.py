"""The merge driver: merges one file for git, by git's calling convention."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.document.errors import DocumentError
from engine.document.merge.conflict import Conflict
from engine.document.merge.result import merge
from engine.schema.files import FOLDERS
from engine.schema.text import FormatError, parse_text
from engine.schema.tile import TERRAIN, Tile, tile_name, tile_place
from engine.whole_file import write_whole

MERGED, CONFLICT, TROUBLE = 0, 1, 2
"""Exit codes; git keeps the file as unmerged at anything but 0."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Driven:
    """How merging one file ended."""

    code: int
    told: tuple[str, ...] = ()
    """What to tell whoever merges, line by line."""
    conflicts: tuple[Conflict, ...] = ()
    error: str = ""


def drive(base: Path, ours: Path, theirs: Path, path: str) -> Driven:
    """Merge `theirs` into the file `ours`; in conflicts our value holds.

    Args:
        base: The common ancestor (git's %O); empty where both sides added the file.
        ours: Our version (%A), which the result replaces. Trouble leaves it alone.
        theirs: The other version (%B).
        path: The file's path in the repository (%P), for its kind and for messages.

    Returns:
        Code 0 merged, 1 merged but for conflicts, 2 a version can't be read.
    """
    try:
        raw = [each.read_bytes() for each in (base, ours, theirs)]
        texts = [each.removeprefix(_BOM).decode("utf-8") for each in raw]
        file = named(path, texts[1])
        sides = [{file: text} for text in texts]
        result = merge(sides[0] if texts[0].strip() else {}, sides[1], sides[2])
        marked = [each.startswith(_BOM) for each in raw]
        mark = _BOM if (marked[2] if marked[1] == marked[0] else marked[1]) else b""
        # Git takes no deletion from a driver, so ground that is left as the seed made it is a tile that says nothing.
        merged = result.texts().get(file, Tile().text)
        write_whole(ours.resolve(), mark + merged.encode("utf-8"))
    except UnicodeDecodeError:
        return _trouble(path, "a version is no text in UTF-8.")
    except OSError as error:
        return _trouble(path, f"{error.filename or 'a file'}: {error.strerror or error}.")
    except DocumentError as error:
        return _trouble(path, str(error))
    if not result.conflicts:
        return Driven(MERGED)
    told = [f"{path}: {conflict.text}" for conflict in result.conflicts]
    told.append(f"{path}: your values are kept. Settle it in the editor, or with: astraweave merge --show")
    return Driven(CONFLICT, tuple(told), result.conflicts)


def named(path: str, text: str = "") -> str:
    """The file's name in its project.

    Args:
        path: Its path in the repository or on disk: game/scenes/grove.toml is "scenes/grove".
        text: Its text, which says what kind of file it is where the path doesn't.
    """
    parts = PurePosixPath(path.replace("\\", "/"))
    if parts.name == "project.toml":
        return parts.stem
    if len(parts.parts) > 2 and parts.parts[-3] == TERRAIN:
        return "/".join((*parts.parts[-3:-1], parts.stem))
    try:
        kind = parse_text(text).head.get("kind") if parts.parent.name not in FOLDERS else None
    except FormatError:
        kind = None
    if kind == TERRAIN:
        place = tile_place(parts.stem) or (0, 0)
        return tile_name(parts.parent.name or "scene", *place)
    folder = next((folder for folder, its in FOLDERS.items() if its == kind), parts.parent.name or "scenes")
    return f"{folder}/{parts.stem}" if kind != "project" else "project"


def _trouble(path: str, why: str) -> Driven:
    text = f"{path}: not merged: {why} Your version is kept."
    return Driven(TROUBLE, (text,), error=text)
