"""Conflicts: what changed here and elsewhere in different ways, side by side, until one side holds."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="conflicts",
    title="Conflicts",
    question="What did somebody else change that I changed too, and which of the two holds?",
    icon="git-merge",
    model="model:ConflictsModel",
    view="view:ConflictsView",
    dock="bottom",
    workspaces=("Author", "Review"),
    order=55,
    help="Click the version that shall hold, or press 1, 2 or 3. When every row is resolved, the merge can be applied: "
    "it becomes one step of the history.",
)
