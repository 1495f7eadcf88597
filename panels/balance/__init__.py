"""Is it fair?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="balance",
    title="Is it fair?",
    question="How often is this encounter won, and by whom?",
    icon="scales",
    model="model:BalanceModel",
    view="view:BalanceView",
    dock="bottom",
    workspaces=("Author",),
    order=55,
    slots={"status": "chip:BalanceChip", "inspector_below": "curve_strip:CurveStrip"},
    help=(
        "After each edit the open encounter is played beside the window by the autopilot as novice, average and "
        "expert: with 16 seeds a skill at once, then with 64, 256 and 1,024 while nothing changes. Grey numbers are "
        "those from before the edit. An edit that is taken back shows its results at once: they are kept.\n\n"
        "A bar is the share of the runs that were won, its line the 95 % interval: the true win rate lies in it 95 "
        "times in 100, also for whoever looks on while the seeds grow. Beside it stands how long half of the won runs "
        "took at most.\n\n"
        "Below stands what is odd: a skill that wins less than a lesser one, a wave that never fights, an ability "
        "that nobody uses, runs that the timer ends. Click one to select what it is about; its button repairs it.\n\n"
        "Where and how: how long the wins of each skill take, who falls to whom with what, how often each ability is "
        "used, and the five oddest runs. Odd is what lies far from the median run of the same skill, counted in "
        "standard deviations over its end, length, falls, uses of abilities and Echo; its button opens the run in the "
        "timeline. The overlays Heat map of falls and Paths of losing runs show the same on the ground.\n\n"
        "What matters: each number of the encounter is tried a fifth less and a fifth more, on the same seeds, and "
        "what that changes in the win rate is ranked; outlines may be chance. Click a row to select what has the "
        "number, with its field in the inspector.\n\n"
        "Make it fair: say how often each skill is to win and how long the fight is to last, tick the numbers that may "
        "move, and values are looked for that fresh seeds confirm. Their effect on every skill stands beside them; "
        "Apply sets them as one entry of the history.\n\n"
        "Drag a number of the encounter in the inspector, and its win rate along the number's range appears below the "
        "field, with the wanted band and the present value; it stays until something else is selected.\n\n"
        "Versions: states of this encounter that were played since the project was opened, each compared with the open "
        "one on the same seeds, in words. Where the project lies in a git repository, one of its latest commits can "
        "be chosen there too and is played with the same seeds.\n\n"
        "The switch turns the win rates off. It waits while a copy plays, and plays at low priority.\n\n"
        "The autopilot is no person: beside its rates stands how people fare in the very same encounter, from runs "
        "that were ended by hand in this window and from recordings in the project's folder. A run with an autopilot, "
        "another number or something put in does not count."
    ),
)
