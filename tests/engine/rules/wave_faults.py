"""What is wrong with waves and budgets: the rule, the texts that are at fault, what is told."""

from tests.engine.document.orchard import HARVEST

GROUP = '\n[entities.{0}]\nname = "{1}"\n[entities.{0}.spawn_group]\nprefab = "wasp"\ncount = 2\nradius = 0.0\n'
AFTER = 'when = "after"\nafter = "{}"\n'
PLACE = "[entities.{}.transform]\nposition = [-8.0, 0.0, {}]\n"

HORNET = """
[entities.hornet]
name = "Hornet"
[entities.hornet.transform]
position = [-8.0, 0.0, 8.0]
[entities.hornet.team]
side = "hostile"
[entities.hornet.body]
[entities.hornet.health]
current = 80.0
armour = 0.2
[entities.hornet.melee]
damage = 12.0
windup = 0.3
cooldown = 1.2
"""


def _with(*blocks: str) -> dict[str, str]:
    return {"encounters_harvest": HARVEST + "".join(blocks)}


def _group(identifier: str, name: str, after: str | None = None, more: str = "", z: float = 8.0) -> str:
    follows = AFTER.format(after) if after is not None else ""
    return GROUP.format(identifier, name) + follows + more + PLACE.format(identifier, z)


WAVE_FAULTS: dict[str, tuple[str, dict[str, str], str]] = {
    "wave after nothing": (
        "wave-never-comes",
        _with(_group("nest", "Nest"), _group("swarm", "Swarm", "")),
        "Swarm: the wave follows no wave, so it never comes.",
    ),
    "wave after a wall": (
        "wave-never-comes",
        _with(_group("swarm", "Swarm", "wall")),
        'follows "Wall", which is no wave',
    ),
    "wave after itself": ("wave-never-comes", _with(_group("swarm", "Swarm", "swarm")), "the wave follows itself"),
    "ring of waves": (
        "wave-never-comes",
        _with(_group("nest", "Nest", "swarm"), _group("swarm", "Swarm", "nest")),
        'Nest: the wave waits in a ring ("Swarm", "Nest")',
    ),
    "wave at once": (
        "unlikely-wave",
        _with(_group("nest", "Nest"), _group("swarm", "Swarm", "nest", "left = 2\n")),
        "2 of Nest may still stand, and no more than 2 come",
    ),
    "line of no wave": (
        "waits-for-nothing",
        _with(
            _group("nest", "Nest"),
            '\n[entities.call]\nname = "Call"\n[entities.call.line]\ntext = "There they are!"\nwhen = "wave"\n',
            'speaker = "mira"\n',
        ),
        "Call: the line waits for a wave but names none",
    ),
    "over budget": (
        "over-budget",
        {"encounters_harvest": HARVEST.replace('kind = "encounter"', 'kind = "encounter"\nbudget = 20.0') + HORNET},
        # sqrt(80 hp / (1 - 0.2) * 12 hp / (0.3 s + 1.2 s)) = 28.3
        "The enemies have a threat of 28 together; the budget is 20.",
    ),
}
