"""What is wrong with objectives in a row, signals and lines: the rule, the texts that are at fault, what is told."""

from tests.engine.document.orchard import HARVEST

REACH = '\n[entities.{0}]\nname = "{1}"\n[entities.{0}.objective]\nkind = "reach"\nafter = "{2}"\n'
LINE = '\n[entities.call]\nname = "Call"\n[entities.call.line]\nspeaker = "mira"\ntext = "Come and see!"\n'


def _with(*blocks: str) -> dict[str, str]:
    return {"encounters_harvest": HARVEST + "".join(blocks)}


QUEST_FAULTS: dict[str, tuple[str, dict[str, str], str]] = {
    "after itself": ("objective-never-opens", _with(REACH.format("gate", "Gate", "gate")), "Gate opens after itself."),
    "in a circle": (
        "objective-never-opens",
        _with(
            REACH.format("gate", "Gate", "well"),
            REACH.format("well", "Well", "tree"),
            REACH.format("tree", "Tree", "gate"),
            REACH.format("hill", "Hill", "tree"),
        ),
        "Gate opens after Well, which in the end waits for it.",
    ),
    "after who is protected": (
        "objective-never-opens",
        _with(
            REACH.format("gate", "Gate", "keep"),
            '\n[entities.keep.objective]\nkind = "protect"\ntarget = "mira"\n',
        ),
        "protecting is never done",
    ),
    "after a wall": (
        "objective-never-opens",
        _with(REACH.format("gate", "Gate", "wall")),
        "Gate opens after Wall, which is no objective.",
    ),
    "unknown signal": (
        "missing-reference",
        _with(LINE, 'when = "signal"\nsignal = "wrung"\n'),
        '"Signal" of its line names "wrung", but there is no such signal',
    ),
    "no signal": (
        "waits-for-nothing",
        _with('\n[entities.bell]\nname = "Bell"\n[entities.bell.objective]\nkind = "signal"\n'),
        "Bell: the objective waits for a signal but names none, so it never comes. Choose one of rung.",
    ),
    "trigger of nothing": (
        "waits-for-nothing",
        _with(
            '\n[entities.bell.trigger]\nevent = "objective"\n',
            '\n[entities.gate.objective]\nkind = "reach"\n',
            LINE + 'when = "trigger"\nof = "bell"\n',
        ),
        "Bell: the trigger waits for an objective but names none",
    ),
    "line of a wall": (
        "waits-for-nothing",
        _with(LINE, 'when = "trigger"\nof = "wall"\n', "\n[entities.bell.trigger]\nradius = 3.0\n"),
        "Call: the line waits for Wall, which is no trigger, so it never comes.",
    ),
    "said too fast": (
        "unreadable-line",
        _with(LINE.replace("Come and see!", "Come and see what hangs in the tree!"), "seconds = 1.5\n"),
        "Call: 36 characters are gone after 1.5 s; people read 17 a second. Show it for 2.5 s",
    ),
}
