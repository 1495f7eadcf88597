"""What became slower, since which commit, and why?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="benchmark_trends",
    title="Trends",
    question="Which benchmark became slower, since which commit, and what of it?",
    icon="chart-line-up",
    model="model:TrendsModel",
    view="view:TrendsView",
    dock="bottom",
    workspaces=("Profile",),
    help=(
        "Every series of the benchmark history: one benchmark, one set of parameters, one kind of machine, one branch. "
        "`astraweave bench run` adds rows to it, and they appear here as they arrive; the folder opens another history "
        "file.\n\n"
        "The sign before a name says whether somebody should look. A cross: the newest run is worse than its limit "
        "allows, or than the runs before by more than that. A triangle: it is worse by more than 10 % than before "
        "it became so, or near its limit. A tick: neither. A question mark: fewer than eight runs, and no limit for "
        "this machine. Limits hold on the machine that they name alone.\n\n"
        "In the plot each dot is a run; the line in the middle is the running median of eleven, the band holds it with "
        "95 %, and neither goes across a change. Changes are dashed upright lines, limits dashed level ones. Below "
        "three runs there is no line. Rings are runs that are not judged: of a tree with changes, or exported again. "
        "Arrows go from run to run, Page Up and Page Down from change to change; what is chosen is told below, with "
        "its single samples.\n\n"
        "Open capture shows the profile that was taken with the run in the Physics panel; Compare flames puts it "
        "beside that of another run of the series, the earlier one as A. Ticks of physics have one when they are "
        "measured here, or by `astraweave bench run --captures`.\n\n"
        "Measure now measures the benchmark, all its cases, in a process beside the window; what runs on the machine "
        "meanwhile counts too, so close other work. Its rows come by the history file, like all others.\n\n"
        "Alerts: what is worse by more than 10 % than before it became so, and newest runs that fail their limit. "
        "Verify checks out the commits on both sides of the change and measures them by turns on this machine; slower "
        "means by more than 3 %, with the whole 99.5 % interval above 1. The verdict is kept beside the history, and "
        "an alert that was not confirmed counts no more."
    ),
)
