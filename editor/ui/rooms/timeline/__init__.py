"""The timeline: what happened in the run so far, with a way to every tick of it."""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="timeline",
    title="Timeline",
    question="What happened in this run, and how do I get back to it?",
    icon="film-strip",
    model="model:TimelineModel",
    view="view:TimelineView",
    dock="centre",
    workspaces=("Author", "Play"),
    order=60,
    help=(
        "The upper row names the parts of the run; below stand the party, the enemies, weaving with its Echo, and the "
        "goals. Rest the mouse on a mark to read what it stands for, click it to go to the tick after it.\n\n"
        "Drag anywhere over the rows to move through the run. The wheel shows more or fewer seconds, with Shift it "
        "moves along; a double click shows the whole run again.\n\n"
        "The lowest row is the chance to win: how many of 64 futures of each tick are won when the autopilot plays on, "
        "with its 95 % interval as a shade. They are played beside the window. The largest turns are marked with what "
        "happened there; a click on one goes to the tick before it, and Branch here plays on from there as another "
        "run.\n\n"
        "Left and Right go one tick, with Shift one second, with Ctrl to the next mark; Home and End to the first and "
        "the last tick; Space holds the clock or lets it go on. Playing on from the past keeps the future as it was "
        "until something else is said than then."
    ),
)
