"""Keeps the registry of meshes at what the open project holds: imported, taken back, changed on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psygnal import Signal

from engine.document import ChangeSet
from engine.schema.file_bytes import is_mesh

if TYPE_CHECKING:
    from editor.core.workbench import Workbench


class ProjectMeshes:
    """Follows the document; made before all who show meshes, so that it is told first.

    `asked` carries files that somebody wants to import, with the place [m] where they were dropped (None: nowhere),
    `replacing` the name of a mesh for which another file is wanted, and `imported` that of one that has entered.
    """

    asked = Signal(list, object)
    replacing = Signal(str)
    imported = Signal(str)

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        bench.opened.connect(self._show)
        bench.document_changed.connect(self._follow)

    def _follow(self, change: ChangeSet) -> None:
        if any(map(is_mesh, change.files)):
            self._show()

    def _show(self) -> None:
        # Building the engine's own meshes takes a while, which a window without a project need not wait for.
        from engine.present.meshes.project import show_meshes

        if self._bench.document is not None:
            show_meshes(self._bench.document.snapshot())
