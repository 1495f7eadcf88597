"""Problems: everything that is wrong or could be better, with repairs."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="problems",
    title="Problems",
    question="What is wrong, and how is it repaired?",
    icon="warning-circle",
    model="model:ProblemsModel",
    view="view:ProblemsView",
    dock="bottom",
    workspaces=("Author", "Review"),
    order=30,
    help="Click a quick fix to repair one problem. Double click a row to see its entity.",
)
