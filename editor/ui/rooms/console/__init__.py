"""The console: what the editor and the running game say."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="console",
    title="Console",
    question="What did the editor and the game say?",
    icon="terminal-window",
    model="model:ConsoleModel",
    view="view:ConsoleView",
    dock="bottom",
    workspaces=("Author", "Play"),
    order=40,
    help="The buttons show and hide severities; details, on how the program itself fares, are shown when asked for. "
    "Double click a line to select the entity that it is about.",
)
