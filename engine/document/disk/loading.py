"""Reads a project's folder: each file on its own, so that a broken one takes nothing else down."""

import pathlib
from dataclasses import dataclass, field

from engine.document.disk.files import DiskFile, Places, listed, overfull, read_file, tile_folders
from engine.document.disk.reading import UnusableError, read_text
from engine.document.errors import DocumentError, file_place
from engine.document.finding import Finding
from engine.document.heads import head_problems
from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.schema.files import FORMAT


@dataclass
class LoadedProject:
    """What reading a folder gave."""

    files: dict[str, FileNode] = field(default_factory=dict[str, FileNode])
    disk: dict[str, DiskFile] = field(default_factory=dict[str, DiskFile])
    findings: list[Finding] = field(default_factory=list[Finding])
    unreadable: set[str] = field(default_factory=set[str])
    """Files that lie in the folder but are broken."""


def load_project(folder: pathlib.Path) -> LoadedProject:
    """Read project.toml and every scene, prefab, encounter, mesh and tile of ground.

    Raises:
        DocumentError: project.toml is missing or broken.
    """
    loaded = LoadedProject()
    project = folder / "project.toml"
    if not project.is_file():
        raise DocumentError(f"{folder} is no project: it has no project.toml", expected="a folder with a project.toml")
    try:
        _load(loaded, folder, "project")
    except UnusableError as error:
        raise error.told("project") from error
    places = Places(folder)
    names = listed(folder)
    outside = {each for each in tile_folders(folder) if places.is_outside(each)}
    for each in sorted(outside):
        text = f"{each}/ is a link that leads out of the project, so the ground in it is not read."
        loaded.findings.append(Finding("broken-file", "error", text, None))
    for name in names:
        if outside and name.rpartition("/")[0] in outside:
            continue
        try:
            _load(loaded, folder, name, places)
        except UnusableError as error:
            text = f"{error.told(name)} The file was left as it is."
            loaded.findings.append(Finding("broken-file", "error", text, Path(name)))
            loaded.unreadable.add(name)
    for directory, (count, most) in overfull(folder).items():
        text = f"{directory}/ holds {count} files, at most {most} are read: the first by name. Move some elsewhere."
        loaded.findings.append(Finding("too-many-files", "error", text, None))
    return loaded


def _load(loaded: LoadedProject, folder: pathlib.Path, name: str, places: Places | None = None) -> None:
    try:
        reading = read_file(folder, name, places=places)
    except FileNotFoundError as error:
        raise UnusableError("the file is a link that leads nowhere", "a file inside the project") from error
    read = read_text(name, reading.text)
    if read.version < FORMAT:
        text = f"{file_place(name)}: the file has format {read.version}; saving writes it in format {FORMAT}."
        loaded.findings.append(Finding("older-format", "hint", text, Path(name)))
    loaded.files[name] = read.node
    loaded.disk[name] = DiskFile(reading, read.as_read)
    if not read.node.is_whole:
        loaded.findings += head_problems(read.node)
