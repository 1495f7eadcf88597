"""What does physics cost, tick by tick and stage by stage?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="physics_profiler",
    title="Physics",
    question="What does physics cost, and which stage is to blame?",
    icon="atom",
    model="model:PhysicsProfilerModel",
    view="view:PhysicsProfilerView",
    dock="bottom",
    workspaces=("Author", "Profile"),
    help=(
        "Live: each bar is one tick of the running copy, its stages stacked in the order of the table. Click "
        "a bar, or walk with the arrows and press Enter, and the run is put to that tick and held there. Only "
        "ticks that ran while the panel was open were measured; nothing is an estimate, and n/a was not "
        "measured.\n\n"
        "The light compares checksums: a tick that is played again, with the same seed and the same commands, "
        "has to give the same bits on any number of threads.\n\n"
        "Captures: a capture keeps the next seconds, or what is shown. Its flame lays the ticks end to end: "
        "wheel, plus and minus zoom, drag moves, Home shows everything. Save it beside the project, or export "
        "it for Perfetto or as CSV.\n\n"
        "Compare: a difference is named only where its 99 % interval leaves out 0 and it is 2 % or more. The "
        "interval knows the noise inside the two captures, not what changed between them for both, such as a "
        "busier machine. Both flames above are the mean tick on one scale of time; of B the stages that differ surely "
        "are hatched and say by how much.\n\n"
        "Try it live (the flask): put in a crowd, change the threads, draw over the picture what physics "
        "does."
    ),
)
