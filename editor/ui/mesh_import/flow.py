"""From a file to a mesh of the project: it is read beside the frames, shown, and enters as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from editor.core.entities.drags import SPACING_M
from editor.core.jobs import Job
from editor.core.meshes.importing import SUFFIXES, Colour, read_mesh
from editor.core.meshes.placing import Choices, import_command, name_for, packed, why_not_named
from editor.core.workbench import EditRefusedError
from editor.tr import tr
from editor.ui.dialogs.question import error_dialog
from editor.ui.shell.shell import Shell
from engine.document import AddEntity, CommandError, Compound
from engine.document.disk.reading import UnusableError
from engine.document.edits.uses import uses_of_name
from engine.document.path import words
from engine.document.state.node import FileNode
from engine.schema.mesh import MeshFileError, Shape


class MeshImport:
    """Asks for a file, or takes those that were dropped, one after the other."""

    def __init__(self, window: Shell) -> None:
        self._window, self._editor = window, window.editor
        self._folder = ""
        self._last: dict[str, Choices] = {}
        """How each mesh was imported last, for the next time."""
        window.editor.meshes.asked.connect(self.take)
        window.editor.meshes.replacing.connect(self.ask)

    def ask(self, name: str = "") -> None:
        """Let the user choose a file; one for the mesh `name` where that is to be replaced."""
        kinds = " ".join(f"*{each}" for each in SUFFIXES)
        dialog = QFileDialog(self._window, tr("Import a mesh"), self._folder, tr("glTF ({kinds})", kinds=kinds))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Import"))
        try:
            chosen = dialog.selectedFiles() if dialog.exec() else []
        finally:
            dialog.deleteLater()
        self.take([Path(each) for each in chosen[:1]], None, name)

    def take(self, paths: Sequence[Path], spot: Any, name: str = "") -> None:
        """Import files; those that were dropped at a place are put into the scene there."""
        document = self._editor.document
        if document is None or not paths:
            return
        path, rest = paths[0], list(paths[1:])
        self._folder = str(path.parent)

        def work(_progress: object, _cancelled: object) -> Shape | Exception:
            try:
                return read_mesh(path, average_colour)
            except (MeshFileError, UnusableError, OSError) as error:
                # A job that fails is told of by itself; the dialog says this one, once.
                return error

        def done(job: Job) -> None:
            # A dialog must not open inside the round in which jobs are told of.
            # What was asked for one project is not asked about in the next.
            if self._editor.document is document:
                QTimer.singleShot(0, self._window, lambda: self._read(job, path, spot, rest, name))

        self._editor.jobs.submit(tr("Reading {name}", name=path.name), work, done)

    def _read(self, job: Job, path: Path, spot: Any, rest: list[Path], name: str) -> None:
        if self._editor.document is None:
            return
        found: Shape | Exception | None = job.result
        error = found if isinstance(found, Exception) else job.error
        if error is not None:
            self._refuse(path, _told(error))
        elif isinstance(found, Shape):
            self._show(found, path, spot, name)
        self.take(rest, (spot[0] + SPACING_M, *spot[1:]) if spot is not None else None)

    def _show(self, shape: Shape, path: Path, spot: Any, name: str) -> None:
        # What meshes look like is loaded after the first frame.
        from editor.ui.mesh_import.dialog import MeshDialog
        from engine.present.meshes import MESHES

        editor = self._editor
        document = editor.document
        assert document is not None
        usual = Choices(name or name_for(path, MESHES))
        first = replace(self._last.get(name, usual), placed=spot is not None)
        dialog = MeshDialog(self._window, shape, first, lambda name: why_not_named(document, name), self._replaced)
        try:
            asked = dialog.asked()
        finally:
            dialog.deleteLater()
        if asked is None:
            return
        choices, made = asked
        self._last[choices.name] = choices
        if spot is not None:
            editor.tools.spot = spot
        title = tr("Packing {name}", name=choices.name)

        def done(job: Job) -> None:
            if job.error is not None:
                text = _told(job.error)
                QTimer.singleShot(0, self._window, lambda: self._refuse(path, text))
            elif editor.document is document and job.state == "done":
                self._enter(job.result, choices, path)

        editor.jobs.submit(title, lambda _progress, _cancelled: packed(made, choices.name), done)

    def _enter(self, node: FileNode, choices: Choices, path: Path) -> None:
        editor, shape = self._editor, node.shape
        assert shape is not None
        command = import_command(editor, node, choices)
        try:
            editor.run(command)
        except (CommandError, EditRefusedError) as refusal:
            text = str(refusal)
            QTimer.singleShot(0, self._window, lambda: self._refuse(path, text))
            return
        editor.meshes.imported.emit(choices.name)
        if isinstance(command, Compound):
            editor.selection.set(part.id for part in command.commands if isinstance(part, AddEntity))
        text = tr("{count} triangles. Save writes meshes/{name}.glb.", count=f"{shape.triangles:,}", name=choices.name)
        self._window.ui.toast(tr("{name} is imported", name=words(choices.name)), text)

    def _refuse(self, path: Path, text: str) -> None:
        error_dialog(self._window, tr("{name} cannot be imported", name=path.name), text).ask()

    def _replaced(self, name: str) -> str:
        """What becomes of a mesh that has the name already; empty where none has."""
        document = self._editor.document
        if document is None or f"meshes/{name}" not in document.files:
            return ""
        count = len(uses_of_name(document, "mesh", name))
        if not count:
            return tr("Replaces the mesh of this name.")
        return tr("Replaces the mesh of this name; whatever uses it follows ({count}).", count=count)


def average_colour(data: bytes) -> Colour | None:
    """The average colour (linear) of a picture's bytes, what is transparent left out; None for what is none."""
    picture = QImage.fromData(data)
    if picture.isNull():
        return None
    small = picture.convertToFormat(QImage.Format.Format_RGBA8888).scaled(16, 16)
    rows = np.array([small.pixelColor(x, y).getRgbF() for x in range(16) for y in range(16)])
    if rows[:, 3].sum() <= 0.0:
        return None
    red, green, blue = np.average(rows[:, :3] ** 2.2, axis=0, weights=rows[:, 3]).tolist()
    return red, green, blue


def _told(error: BaseException) -> str:
    if isinstance(error, MeshFileError | UnusableError):
        return f"{error.what[:1].upper()}{error.what[1:]}; {tr('expected')} {error.expected}."
    if isinstance(error, OSError):
        return f"{error.strerror or error}."
    return f"{type(error).__name__}: {error}"
