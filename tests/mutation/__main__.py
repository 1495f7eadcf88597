"""`python -m tests.mutation ROOM`: change the program in small ways and see which changes no test notices."""

import argparse
import json
import math
import os
import sys
import tempfile
from pathlib import Path

from tests.mutation.campaign import Verdict, run
from tests.mutation.changes import sampled
from tests.mutation.explained import Explained
from tests.mutation.rooms import ROOMS

ROOT = Path(__file__).parents[2]


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.959964, part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return middle - half, middle + half


def report(room: str, verdicts: list[Verdict], places: int, root: Path) -> int:
    """Print what survived and the score; 1 when something survived that nobody explained."""
    explained = Explained.read()
    open_ones = 0
    for verdict in sorted(verdicts, key=lambda each: (each.mutant.file, each.mutant.lines)):
        if verdict.what == "survived":
            why = explained.why(verdict.mutant)
            open_ones += why is None
            print(f"\n{verdict.mutant.file}:{verdict.mutant.lines[0]} {verdict.mutant.operator}, {verdict.tests} tests")
            print(verdict.mutant.diff(root))
            print(f"# {why}" if why else "# not explained")
    counts = {what: sum(each.what == what for each in verdicts) for what in ("killed", "timeout", "survived")}
    dead = counts["killed"] + counts["timeout"]
    low, high = interval(dead, len(verdicts))
    print(
        f"\n{room}: {len(verdicts)} mutants at {places} places: {counts['killed']} killed, {counts['timeout']} ran too "
        f"long, {counts['survived']} survived ({open_ones} not explained): {dead / max(1, len(verdicts)):.1%} "
        f"[{low:.1%}, {high:.1%}]"
    )
    return 1 if open_ones else 0


def main() -> int:
    """Read the command line and run one room."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("room", choices=sorted(ROOMS))
    parser.add_argument("--sample", type=int, help="how many mutants, drawn at random; without it all of them")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="mutants at a time")
    parser.add_argument("--only", help="take only files whose path holds this")
    parser.add_argument("--output", type=Path, help="write the verdicts there as JSON lines")
    given = parser.parse_args()
    room = ROOMS[given.room]
    with tempfile.TemporaryDirectory(prefix="astraweave-mutants-") as folder:
        files = [file for file in room.files(ROOT) if not given.only or given.only in file]
        mutants, places = sampled(ROOT, files, given.sample, given.seed)
        verdicts = run(ROOT, Path(folder), mutants, room, given.workers)
        if given.output is not None:
            lines = [{**vars(each.mutant), "text": "", "verdict": each.what, "by": each.by} for each in verdicts]
            given.output.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return report(given.room, verdicts, places, ROOT)


if __name__ == "__main__":
    sys.exit(main())
