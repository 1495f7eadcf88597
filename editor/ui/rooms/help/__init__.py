"""Help: a page for every panel, component, field, action, rule and overlay, made from what the program knows."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="help",
    title="Help",
    question="What is this, and how is it used?",
    icon="question",
    model="model:HelpModel",
    view="view:HelpView",
    dock="right",
    workspaces=(),
    order=95,
    help="F1 opens the page of what has the keyboard: a field, a panel, a button. Search finds a page by any word of "
    "it; Alt+Left goes back.",
)
