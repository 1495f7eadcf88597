"""What is wrong with a slice: the rule, the texts of the orchard that are at fault, and a part of what is told."""

from tests.engine.document.orchard import HARVEST, PROJECT

SLICE_FAULTS: dict[str, tuple[str, dict[str, str], str]] = {
    "no chapter": (
        "slice-chapter",
        {"project": PROJECT + 'slice = ["harvest", "winter"]\n'},
        'Chapter 2 of the slice, "winter", can\'t be played: there is no readable encounters/winter.toml.',
    ),
    "same chapter": (
        "slice-chapter",
        {"project": PROJECT + 'slice = ["harvest", "harvest"]\n'},
        "it stands in the slice before already",
    ),
    "chapter nowhere": (
        "slice-chapter",
        {
            "project": PROJECT + 'slice = ["fall", "harvest"]\n',
            "encounters/fall": HARVEST.replace('scene = "orchard"', 'scene = "moon"'),
        },
        'its scene "moon" isn\'t there',
    ),
    "chapter of nobody": (
        "slice-chapter",
        {
            "project": PROJECT + 'slice = ["harvest", "fall"]\n',
            "encounters/fall": HARVEST.replace('scene = "orchard"', 'scene = "moon"'),
            "scenes/moon": 'format = 1\nkind = "scene"\n',
        },
        "nobody in it is the player",
    ),
    "chapter for ever": (
        "slice-chapter",
        {
            "project": PROJECT + 'slice = ["harvest", "fall"]\n',
            "encounters/fall": HARVEST.replace('"hostiles_down"', '"objective"'),
        },
        "nothing in it counts as a victory that can come",
    ),
}
