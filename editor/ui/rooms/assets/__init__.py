"""The assets: the project's prefabs, to be looked at and put into the scene."""

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
    help="Click a prefab to edit it in the inspector; double click it, or drag it onto the outliner, to put one into "
    "the scene where the viewport looks. Drag an entity from the outliner here to make a prefab of it.",
)
