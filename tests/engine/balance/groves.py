"""`python -m tests.engine.balance.groves`: how often a detuned Echo Grove is made fair, and whether intervals cover.

Minutes on many cores, so no test: the figures stand in docs/figures.md.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

import numpy as np

from engine.balance.fair import Band, Target, make_it_fair
from engine.balance.fair.target import SECONDS, variant_of
from engine.balance.intervals import LOOKS, calibrated, growing
from engine.balance.players import Player
from engine.balance.properties import properties_of
from engine.benchmarks.demo import ENCOUNTER, SCENE, demo_folder
from engine.document import Document, Path, Set
from engine.play.playtest.backends import Backend, backend_of
from engine.play.playtest.request import AS_IT_IS, Stage, Variant
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game

SENTINEL, STALKER, TALREN = (f"prefabs/{name}/entities/{name}" for name in ("echo_sentinel", "rift_stalker", "talren"))
LEVERS = (
    *(f"{SENTINEL}/health/maximum", f"{SENTINEL}/health/armour", f"{SENTINEL}/area_attack/damage"),
    *(f"{SENTINEL}/melee/damage", f"{STALKER}/melee/damage", f"{TALREN}/health/maximum"),
)
"""The numbers that are put out of tune, and may move."""
TARGET = Target({"novice": Band(0.45, 0.60)}, Band(60.0, 90.0))
FAR = 0.7
"""A number that is out of tune is at most e ** FAR times too large or too small."""
CHECKED, CHECKED_FROM = 4_096, 5_000_000
EXPERIMENTS = 1_000


def grove() -> Document:
    """Echo Grove, to be put out of tune."""
    folder = demo_folder()
    return Document.open(folder, vocabulary=Vocabulary.builtin().extended(load_game(folder)), trusted=True)


def stage_of(document: Document) -> Stage:
    """The encounter as the document has it."""
    return Stage(document.snapshot(), SCENE, ENCOUNTER, load_game(demo_folder()), True)


def detuned(seed: int) -> tuple[Stage, dict[str, float]]:
    """Echo Grove with one to three numbers out of tune, and those numbers."""
    document, random = grove(), np.random.default_rng(seed)
    known = {each.path: each for each in properties_of(stage_of(document).view)}
    changed: dict[str, float] = {}
    for place in random.choice(len(LEVERS), int(random.integers(1, 4)), replace=False):
        number = known[LEVERS[place]]
        value = round(number.held(number.value * float(np.exp(random.uniform(-FAR, FAR)))), 3)
        for change in number.changes(value):
            path = Path.parse(change.path)
            document.apply(Set(path=path, old=document.value(path), new=value))
        changed[number.label] = value
    return stage_of(document), changed


def made_fair(count: int, backend: Backend) -> Iterator[dict[str, object]]:
    """Each detuned grove, what the search proposes for it, and what seeds say that nobody has seen."""
    for seed in range(count):
        stage, changed = detuned(seed)
        play, began = Player(stage, backend), perf_counter()
        numbers = [each for each in properties_of(stage.view) if each.path in LEVERS]
        before = play([Variant(AS_IT_IS)], "novice", range(256))[AS_IT_IS]
        fair = make_it_fair(play, TARGET, numbers)
        seconds = perf_counter() - began
        chosen = replace(variant_of(fair.moves), name="chosen")
        after = play([chosen], "novice", range(CHECKED_FROM, CHECKED_FROM + CHECKED))["chosen"]
        rate, length = float(after.won.mean()), float(after.seconds.mean())
        missed = [name for name, band in TARGET.bands() if band.miss({"novice": rate, SECONDS: length}[name])]
        yield {
            "detuned": changed,
            "before": round(float(before.won.mean()), 3),
            "seconds_before": round(float(before.seconds.mean()), 1),
            "moves": {move.number.label: round(move.value, 3) for move in fair.moves},
            "is_found": fair.is_found,
            "runs": fair.runs,
            "after": round(rate, 4),
            "seconds_after": round(length, 1),
            "is_inside": not missed,
            "took": round(seconds, 1),
        }


def covered(pool: int, backend: Backend) -> dict[str, object]:
    """How often intervals of experiments with drawn seeds hold what all seeds of a pool say, for each skill.

    An experiment's looks grow as the badge's do: those of one look are among those of the next.
    """
    play, random = Player(stage_of(grove()), backend), np.random.default_rng(1)
    found: dict[str, object] = {}
    for skill in ("novice", "average", "expert"):
        won = play([Variant(AS_IT_IS)], skill, range(pool))[AS_IT_IS].won
        truth = float(won.mean())
        alone, grown = np.zeros(len(LOOKS), int), np.zeros(len(LOOKS), int)
        for _ in range(EXPERIMENTS):
            drawn = won[random.choice(len(won), LOOKS[-1], replace=False)]
            counts = [(int(drawn[:runs].sum()), runs) for runs in LOOKS]
            alone += [is_inside(truth, calibrated(*count)) for count in counts]
            grown += [is_inside(truth, growing(counts[: place + 1])) for place in range(len(LOOKS))]
        found[skill] = {
            "truth": round(truth, 4),
            "runs": len(won),
            "covered_at": dict(zip(map(str, LOOKS), (alone / EXPERIMENTS).round(3).tolist(), strict=True)),
            "covered_while_growing": dict(zip(map(str, LOOKS), (grown / EXPERIMENTS).round(3).tolist(), strict=True)),
        }
    return found


def is_inside(value: float, interval: tuple[float, float]) -> bool:
    """Whether an interval holds a value."""
    return interval[0] <= value <= interval[1]


def told(answer: dict[str, object]) -> None:
    """Print an answer as one line."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Read the command line, play, and print one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m tests.engine.balance.groves", description=__doc__)
    parser.add_argument("--detuned", type=int, default=0, help="how many detuned groves are made fair (the page: 10)")
    parser.add_argument("--pool", type=int, default=0, help="how many seeds are the truth (the page: 100000)")
    parser.add_argument("--processes", type=int, default=0, help="0: one a core")
    given = parser.parse_args()
    backend = backend_of(given.processes)
    try:
        if given.pool:
            told(covered(given.pool, backend))
        answers = []
        for answer in made_fair(given.detuned, backend):
            answers.append(answer)
            told(answer)
        if answers:
            told({"inside": sum(bool(each["is_inside"]) for each in answers), "of": len(answers)})
    finally:
        backend.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
