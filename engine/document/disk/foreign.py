"""Finds what other programs did to a project's files on disk since they were last read or written."""

import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.document.disk.files import DiskFile, Places, Reading, listed, read_file
from engine.document.disk.reading import UnusableError, read_text


@dataclass(frozen=True)
class Foreign:
    """A file whose bytes on disk are not those that were last read or written here."""

    file: str
    text: str | None
    """The text that the disk holds now; None when the file has vanished or can't be read as text."""
    problem: str = ""
    """What keeps the file from being used, as a sentence; empty where nothing does."""

    @property
    def has_vanished(self) -> bool:
        """Whether the disk no longer holds such a file."""
        return self.text is None and not self.problem


@dataclass(frozen=True)
class Seen:
    """A foreign version that was already looked at, so that asking again costs no reading."""

    foreign: Foreign
    reading: Reading | None


def find_foreign(
    folder: pathlib.Path, known: Mapping[str, DiskFile], seen: dict[str, Seen], files: Iterable[str] | None = None
) -> tuple[dict[str, Foreign], dict[str, Reading]]:
    """The files whose bytes on disk differ from the known ones, and fresh readings of those that don't.

    Args:
        folder: The project's folder.
        known: What was last read or written, by file.
        seen: What earlier calls found; brought up to date.
        files: The files to look at; all known ones and all that lie in the folder by default.
    """
    names = dict.fromkeys([*known, *listed(folder)]) if files is None else dict.fromkeys(files)
    places = Places(folder)
    found: dict[str, Foreign] = {}
    same: dict[str, Reading] = {}
    for name in names:
        mine = known.get(name)
        earlier = seen.get(name)
        latest = mine.reading if mine else None
        if earlier is not None and earlier.reading is not None:
            latest = earlier.reading
        try:
            reading = read_file(folder, name, latest, places)
        except FileNotFoundError:
            seen.pop(name, None)
            if mine is not None:
                found[name] = Foreign(name, None)
            continue
        except UnusableError as error:
            found[name] = Foreign(name, None, str(error.told(name)))
            seen[name] = Seen(found[name], None)
            continue
        if mine is not None and reading.text == mine.text:
            same[name] = reading
            seen.pop(name, None)
            continue
        if earlier is None or earlier.reading is None or earlier.reading.text != reading.text:
            foreign = Foreign(name, reading.text, _problem(name, reading.text))
        else:
            foreign = earlier.foreign
        seen[name] = Seen(foreign, reading)
        found[name] = foreign
    return found, same


def _problem(name: str, text: str) -> str:
    try:
        read_text(name, text)
    except UnusableError as error:
        return str(error.told(name))
    return ""
