"""What is wrong with what instances say of parts: the rule, the texts that are at fault, what is told."""

from tests.engine.document.orchard import HARVEST

ODD = '\n\n[entities.odd]\nprefab = "wasp"\n'
PART_FAULTS: dict[str, tuple[str, dict[str, str], str]] = {
    "part": (
        "part-of-nothing",
        {"encounters_harvest": HARVEST + ODD + "[entities.odd.parts.sting.health]\ncurrent = 3.0\n"},
        "Wasp says something of a part sting, but its prefab wasp has no such part",
    ),
    "lost part": (
        "part-of-nothing",
        {"encounters_harvest": HARVEST + ODD + 'removed = [".sting"]\n'},
        "Wasp does without sting, but its prefab has no such part",
    ),
}
