"""The outliner: every entity of the scene and its encounter, by parent."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="outliner",
    title="Outliner",
    question="What is in this scene?",
    icon="tree-structure",
    model="model:OutlinerModel",
    view="view:OutlinerView",
    dock="left",
    workspaces=("Author",),
    order=10,
    help="Filter by name, c:component, tag:word, p:prefab, in:group or is:broken; a minus turns a term round. "
    "F2 renames; drag puts an entity under another.",
)
