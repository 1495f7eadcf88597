"""Samples the cases of two trees by turns, in two processes that live side by side: what disturbs one disturbs both."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Progress = Callable[[str], None]
BLOCK_S = 0.05
"""How long one side samples before the other has its turn, where its iterations are shorter."""


class TurnError(Exception):
    """A tree's benchmarks could not be measured; the message says which, and what was told last."""


@dataclass(frozen=True)
class Pairs:
    """One case: what either side took in each turn, the smallest sample of a time and else the median."""

    benchmark: str
    params: Mapping[str, Any]
    unit: str
    base: Sequence[float]
    head: Sequence[float]


def take_turns(
    trees: Sequence[Path], patterns: Sequence[str], turns: int, *, progress: Progress
) -> tuple[list[Pairs], list[str]]:
    """The pairs of each case that both trees have, and what could not be measured, in words.

    Turns go A B, B A, A B ... TurnError when a tree can't be measured at all.
    """
    found: list[Pairs] = []
    left_out: list[str] = []
    with _side(trees[0]) as base, _side(trees[1]) as head:
        ours = {each["name"]: each for each in base.ask("cases", patterns=list(patterns))["benchmarks"]}
        theirs = {each["name"]: each for each in head.ask("cases", patterns=list(patterns))["benchmarks"]}
        for name, entry in theirs.items():
            for params in entry["cases"]:
                title = f"{name} ({', '.join(f'{key} {value}' for key, value in params.items())})"
                if name not in ours or params not in ours[name]["cases"] or ours[name]["unit"] != entry["unit"]:
                    left_out.append(f"{title}: the base has no such case")
                    continue
                told = [side.ask("open", name=name, params=params) for side in (base, head)]
                why = next((each["unavailable"] for each in told if "unavailable" in each), "")
                if why:
                    left_out.append(f"{title}: {why}")
                else:
                    took = max(each["seconds"] for each in told)
                    count = max(1, min(200, int(BLOCK_S / max(took, 1e-6))))
                    progress(title)
                    found.append(_pairs(name, params, entry["unit"], (base, head), turns, count))
                for side in (base, head):
                    side.ask("close")
    return found, left_out


class _Side:
    """A tree's process, asked line by line."""

    def __init__(self, tree: Path, errors: Any) -> None:
        self._tree, self._errors = tree, errors
        worker = Path(__file__).with_name("worker.py")
        environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(worker)], cwd=tree, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip

    def ask(self, do: str, **more: Any) -> dict[str, Any]:
        """Its answer. TurnError when it has ended instead."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:
            line = ""
        if not line:
            self._errors.seek(0)
            told = self._errors.read().strip()[-400:]
            raise TurnError(f"{self._tree.name} ended while it was asked to {do}: {told or 'it said nothing'}")
        return json.loads(line)


@contextmanager
def _side(tree: Path) -> Generator[_Side]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        side = _Side(tree, errors)
        try:
            yield side
        finally:
            assert side.process.stdin is not None
            side.process.stdin.close()
            try:
                side.process.wait(10)
            except subprocess.TimeoutExpired:
                side.process.kill()
                side.process.wait()
            assert side.process.stdout is not None
            side.process.stdout.close()


def _pairs(
    name: str, params: Mapping[str, Any], unit: str, sides: tuple[_Side, _Side], turns: int, count: int
) -> Pairs:
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns):
        for k in (0, 1) if turn % 2 == 0 else (1, 0):
            values = sorted(sides[k].ask("sample", count=count)["values"])
            taken[k].append(values[0] if unit in TIMES else values[len(values) // 2])
    return Pairs(name, params, unit, *taken)


TIMES = frozenset({"s", "ms", "us", "ns"})
"""Of these a turn's smallest sample counts, which other programs disturb least."""
