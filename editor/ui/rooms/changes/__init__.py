"""Changes: what differs from the last save or from how the project was opened, and the way back from any part of it."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="changes",
    title="Changes",
    question="What differs from the last save, and how do I take a part of it back?",
    icon="git-diff",
    model="model:ChangesModel",
    view="view:ChangesView",
    dock="left",
    workspaces=("Review",),
    leads=("Review",),
    order=40,
    help="Each row is a difference, by file and entity. Click one to select its entity, Revert takes the selected rows "
    "back as one step of the history. The overlay Changes shows in the scene where things stood before.",
)
