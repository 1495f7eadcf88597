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
    help="Click a row to see its entity, a quick fix to repair it; the menu of a row repairs all of its kind at once.",
)
