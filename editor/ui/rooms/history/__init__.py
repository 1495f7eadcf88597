"""The history: every change since the project was opened, with a way back to each."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="history",
    title="History",
    question="What was changed, by whom, and how do I go back?",
    icon="clock-counter-clockwise",
    model="model:HistoryModel",
    view="view:HistoryView",
    dock="bottom",
    workspaces=("Author", "Review"),
    leads=("Review",),
    order=50,
    help="Click a row to go to the moment after that change. What was undone is struck through until the next change.",
)
