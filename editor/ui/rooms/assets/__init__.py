"""The assets: all that a project can place, show or open, who uses it, and what is missing."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="assets",
    title="Assets",
    question="What can I put into the scene?",
    icon="package",
    model="model:AssetsModel",
    view="view:AssetsView",
    dock="bottom",
    workspaces=("Author",),
    order=60,
    help="Prefabs, meshes, scenes, encounters and pinned decisions, each with who uses it: click one of those to go "
    "there. A double click opens a prefab for editing, a scene or an encounter, and puts a mesh into the scene; a drag "
    "puts a prefab or a mesh where you drop it, the context menu where the viewport looks. A click on a prefab shows "
    "it in the inspector. What something names and nothing bears stands first, with what can be used instead. Import "
    "mesh brings a glTF file in, as does dropping one here or into the picture. Drag an entity from the outliner here "
    "to make a prefab of it.",
)
