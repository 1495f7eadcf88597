"""The inspector: every value of what is selected, in a form that the vocabulary describes."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="inspector",
    title="Inspector",
    question="What is this made of?",
    icon="sliders-horizontal",
    model="model:InspectorModel",
    view="view:InspectorView",
    dock="right",
    workspaces=("Author", "Play", "Review"),
    order=20,
    help="Drag a number sideways to change it; type arithmetic, +10 or *1.2. The arrow reverts a value. In a list of "
    "actions or goals, Right tells more of a row, F2 edits its number, Delete takes it out and Insert adds another.",
)
