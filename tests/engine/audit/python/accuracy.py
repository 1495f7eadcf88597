"""How surely the scanner of Python finds what people labelled: `python -m tests.engine.audit.python.accuracy`.

Each file of `labelled/` is a module in which `#! KIND` marks a line that is to be found and `#- KIND` one that looks
like it and is not; the marks are taken away before the scanner reads the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from engine.audit.python.kind import kinds
from engine.audit.python.scanner import SCANNER

FOLDER = Path(__file__).parent / "labelled"
MARK = re.compile(r"\s+#([!-]) ([\w-]+)$", re.MULTILINE)


@dataclass
class Score:
    """What was found of one kind, as places "file:line"."""

    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    """Found where a label says no, or where there is no label at all."""
    missed: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    """Left alone, as the label says."""

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def labels(text: str) -> Iterator[tuple[int, bool, str]]:
    """The labels of a module: line from 1, whether something is to be found there, and the kind."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := MARK.search(line):
            yield number, found[1] == "!", found[2]


def scores() -> dict[str, Score]:
    """The score of every kind."""
    told = {each.id: Score() for each in kinds()}
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        scan = SCANNER.scan(MARK.sub("", text).encode())
        assert not scan.unparsed, f"{path.name}: {scan.unparsed}"
        found = {(site.line, site.kind) for site in scan.sites}
        labelled = {(line, kind): wanted for line, wanted, kind in labels(text)}
        for line, kind in found | labelled.keys():
            score, place = told[kind], f"{path.name}:{line}"
            if labelled.get((line, kind), False):
                (score.right if (line, kind) in found else score.missed).add(place)
            else:
                (score.wrong if (line, kind) in found else score.passed).add(place)
    return told


def main() -> None:
    """Print a line for each kind, and what was judged otherwise than people did."""
    total = Score()
    print(f"{'kind':18}{'sites':>6}{'to find':>9}{'precision':>11}{'recall':>8}")
    for kind, score in scores().items():
        print(_line(kind, score))
        for name in ("right", "wrong", "missed", "passed"):
            getattr(total, name).update(getattr(score, name))
    print(_line("all", total))
    for place in sorted(total.wrong):
        print(f"found, and should not be: {place}")
    for place in sorted(total.missed):
        print(f"missed: {place}")


def _line(kind: str, score: Score) -> str:
    sites = sum(map(len, (score.right, score.wrong, score.missed, score.passed)))
    wanted = len(score.right) + len(score.missed)
    return f"{kind:18}{sites:6}{wanted:9}{score.precision:11.1%}{score.recall:8.1%}"


if __name__ == "__main__":
    main()
