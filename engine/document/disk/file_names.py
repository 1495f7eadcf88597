"""Which names a new file of a project may have, on every system that the project may be opened on."""

import re
from collections.abc import Collection

from engine.document.disk.reading import kind_of
from engine.document.errors import CommandError, file_place
from engine.schema.files import FOLDERS
from engine.schema.tile import LAST_TILE, scene_of_tile, tile_place

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,79}\Z")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)


def free_file(folder: str, title: str, taken: Collection[str]) -> str:
    """A name for a new file that nobody has, made from its title: "Gate Fight" gives encounters/gate_fight."""
    stem = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:60] or FOLDERS[folder]
    if _DEVICES.match(stem):
        stem = f"the_{stem}"
    used = {each.casefold() for each in taken}
    found, number = stem, 2
    while f"{folder}/{found}" in used:
        found, number = f"{stem}_{number}", number + 1
    return f"{folder}/{found}"


def check_new_name(file: str, taken: Collection[str], on_disk: Collection[str] = ()) -> None:
    """Whether a file of that name can be created; letters that differ in case only are the same to Windows and macOS.

    Args:
        file: The new file's name in paths: "scenes/grove".
        taken: The files that there are.
        on_disk: Files that lie on disk under this very name, so that nothing can stand against them.

    Raises:
        CommandError: It can't.
    """
    if file in on_disk:
        return
    if scene_of_tile(file) is not None:
        if tile_place(file) is None:
            raise CommandError("this is no place of a tile", f"{file}.toml", f"X_Z of -{LAST_TILE} to {LAST_TILE}")
        if file in taken:
            raise CommandError(f"there is {file}.toml already", f"{file}.toml", "a file that can be read; look at it")
        return
    short = file.rpartition("/")[2]
    if not _NAME.match(short):
        raise CommandError(f'"{short}" is no name for a file', file_place(file), "letters, digits, _ and -")
    if kind_of(file) is None:
        raise CommandError("a project keeps no file there", file_place(file), f"a name in one of {', '.join(FOLDERS)}")
    if _DEVICES.match(short):
        raise CommandError(f'"{short}" is the name of a device on Windows', file_place(file), "another name")
    folded = file.casefold()
    other = next((each for each in taken if each.casefold() == folded), None)
    if other is not None:
        raise CommandError(f"there is {file_place(other)} already", file_place(file), "another name")
