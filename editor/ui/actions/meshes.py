"""File: meshes that come from other programs."""

from editor.core.actions.registry import Action
from editor.ui.mesh_import.flow import MeshImport
from editor.ui.shell.shell import Shell


def actions(window: Shell) -> list[Action]:
    """The action that asks for a file; files that are dropped come by the same way."""
    flow = MeshImport(window)
    return [
        Action(
            "assets.import_mesh", "Import mesh…", flow.ask, "", "has_scene and not active", "download-simple", "File/3",
            description="Bring a glTF file into the project, where appearance and scenery can name it.",
        ),
    ]  # fmt: skip
