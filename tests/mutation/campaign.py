"""Runs mutants: first in forks of one program that has collected its tests, then what is left as files on disk."""

import compileall
import json
import os
import py_compile
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import hypothesis  # noqa: F401  what every run needs is there before it forks
import numpy as np  # noqa: F401
import pytest

from tests.mutation.changes import Mutant
from tests.mutation.plugin import TOGETHER
from tests.mutation.rooms import Room

OPTIONS = (
    *("-p", "tests.mutation.plugin", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"),
    *("-q", "--tb=no", "--no-header", "-o", "tmp_path_retention_policy=none", "--timeout=0"),
)
#: CPU time that the import of everything may take beside the tests [s].
IMPORTS = 30.0
AT_MOST = 600.0


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: "killed", "timeout" or "survived"; by which test, of how many that reach it."""

    mutant: Mutant
    what: str
    by: str
    tests: int


def environment(compiled: bool) -> dict[str, str]:
    """Kernels run as plain Python, so what was changed is what runs; no bytecode of a mutant is kept."""
    plain = {} if compiled else {"NUMBA_DISABLE_JIT": "1"}
    return {**os.environ, **plain, "PYTHONDONTWRITEBYTECODE": "1"}


def run(root: Path, folder: Path, mutants: list[Mutant], room: Room, workers: int) -> list[Verdict]:
    """The verdicts, in the order of the mutants. RuntimeError when the tests fail without any mutant."""
    tests = room.test_files(root)
    os.environ.update(environment(room.compiled))
    trees = _copies(root, folder, workers)
    sys.stderr.write(f"{len(mutants)} mutants, {len(tests)} files of tests\n")
    said = _hot(trees[0], folder, mutants, tests, workers)
    seen: dict[str, Any] = said.pop(-1)["seen"]
    found: dict[int, Verdict] = {}
    again: list[int] = []
    for number, answer in said.items():
        found[number] = Verdict(mutants[number], answer["verdict"], answer.get("by", ""), answer.get("tests", 0))
        if answer["verdict"] == "cold":
            again.append(number)
    found |= _cold(trees, mutants, again, seen)
    return [found[number] for number in range(len(mutants))]


def _copies(root: Path, folder: Path, workers: int) -> list[Path]:
    """The tree, once for each worker; its bytecode is believed by content, so that no changed file runs as it was."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=root, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    first = folder / "tree_0"
    for file in listed:
        if file and (root / file).is_file():
            (first / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / file, first / file)
    for top in ("engine", "editor"):
        compileall.compile_dir(
            first / top, quiet=2, stripdir=str(first), invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH
        )
    trees = [first, *(folder / f"tree_{number}" for number in range(1, workers))]
    for tree in trees[1:]:
        shutil.copytree(first, tree)
    return trees


def _hot(tree: Path, folder: Path, mutants: list[Mutant], tests: list[str], workers: int) -> dict[int, Any]:
    """Answers by number of the mutant; what the tests reach under -1."""
    work = folder / "work.json"
    sources = {each.file: (tree / each.file).read_text(encoding="utf-8") for each in mutants}
    work.write_text(
        json.dumps({"root": str(tree), "sources": sources, "mutants": [each.to_json() for each in mutants]}),
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", *OPTIONS, "--mutants", str(work), "--mutation-workers", str(workers)]
    done = subprocess.run([*command, *tests], cwd=tree, check=False, capture_output=True, text=True)
    said = Path(f"{work}.verdicts")
    if not said.exists():
        raise RuntimeError(f"the tests could not be collected:\n{done.stdout}{done.stderr}")
    answers = [json.loads(line) for line in said.read_text(encoding="utf-8").splitlines()]
    if answers[0]["red"]:
        raise RuntimeError(f"these tests fail without any mutant: {', '.join(answers[0]['red'])}")
    for name in answers[0]["slow"]:
        sys.stderr.write(f"not asked, since it takes too long: {name}\n")
    return {-1: answers[0], **{answer["mutant"]: answer for answer in answers[1:]}}


def _cold(trees: list[Path], mutants: list[Mutant], numbers: list[int], seen: dict[str, Any]) -> dict[int, Verdict]:
    """Mutants as files, each in a fork that imports the program from its own tree."""
    found: dict[int, Verdict] = {}
    free, running, waiting = list(trees), {}, list(numbers)
    while waiting or running:
        while waiting and free:
            number, tree = waiting.pop(0), free.pop()
            mutant = mutants[number]
            names = _quick(seen, [each for each in seen if mutant.file in seen[each][1]] or list(seen))
            before = (tree / mutant.file).read_text(encoding="utf-8")
            (tree / mutant.file).write_text(mutant.text, encoding="utf-8")
            budget = IMPORTS + 6 * sum(seen[each][0] for each in names)
            running[_fork(tree, names, budget)] = (number, tree, before, len(names), time.monotonic())
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            time.sleep(0.02)
            for late, (*_, since) in running.items():
                if time.monotonic() - since > AT_MOST:
                    os.killpg(late, signal.SIGKILL)
            continue
        if pid not in running:
            continue
        number, tree, before, tests, _ = running.pop(pid)
        (tree / mutants[number].file).write_text(before, encoding="utf-8")
        free.append(tree)
        what = "timeout" if os.WIFSIGNALED(status) else "survived" if os.WEXITSTATUS(status) == 0 else "killed"
        found[number] = Verdict(mutants[number], what, "read from disk", tests)
    return found


def _quick(seen: dict[str, Any], names: list[str]) -> list[str]:
    """The quickest tests, as many as together take no longer than those of a mutant that needs no fresh import."""
    names = sorted(names, key=lambda name: seen[name][0])
    sums = accumulate(seen[name][0] for name in names)
    return [name for name, together in zip(names, sums, strict=True) if together <= TOGETHER]


def _fork(tree: Path, names: list[str], budget: float) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (int(budget) + 1, int(budget) + 2))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.chdir(tree)
        sys.path[0] = str(tree)
        sys.dont_write_bytecode = True
        code = int(pytest.main([*OPTIONS, "-x", *names]))
    finally:
        os._exit(code)
