"""Runs mutants: first in forks of one program that has collected its tests, then as files on disk, then compiled."""

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
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from tests.mutation.changes import Mutant
from tests.mutation.plugin import TOGETHER
from tests.mutation.rooms import Room

OPTIONS = (
    *("-p", "tests.mutation.plugin", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"),
    *("-q", "--tb=no", "--no-header", "-o", "tmp_path_retention_policy=none", "--timeout=0"),
)
#: Where a pytest makes its temporary folders. It locks none where it keeps none, as here, and then any other pytest of
#: the same user that ends meanwhile may take them away under the tests.
TEMPORARY = "PYTEST_DEBUG_TEMPROOT"
#: CPU time that the import of everything may take beside the tests [s].
IMPORTS = 30.0
#: And all that is asked of a compiled mutant, some four times what the unchanged program takes [s].
COMPILING = 100.0
AT_MOST = 600.0


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: "killed", "timeout" or "survived"; by which test, of how many that reach it."""

    mutant: Mutant
    what: str
    by: str
    tests: int


@dataclass(frozen=True)
class Job:
    """A mutant to be read from disk: its number, the tests that are asked, the CPU time that they may take [s]."""

    number: int
    tests: list[str]
    budget: float
    is_compiled: bool = False


@dataclass(frozen=True)
class Running:
    """A job at work in a tree, and what was in the changed file before."""

    job: Job
    tree: Path
    before: str
    since: float
    process: subprocess.Popen[bytes]


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
    alive = [number for number in sorted(found) if found[number].what == "survived"]
    if room.then_compiled:
        found |= _compiled(trees, mutants, alive, room.compiled_test_files(root))
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
    place = {**os.environ, TEMPORARY: str(_empty(folder / "temporary"))}
    done = subprocess.run([*command, *tests], cwd=tree, env=place, check=False, capture_output=True, text=True)
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
    """Mutants as files that run as plain Python, on quick tests, at first those that reach the file or import it."""
    jobs: list[Job] = []
    texts = {test: (trees[0] / test).read_text(encoding="utf-8") for test in {each.partition("::")[0] for each in seen}}
    for number in numbers:
        file = mutants[number].file
        # What a test reads of a module, such as a bound or a default, shows in no line that it runs.
        package, _, name = file.removesuffix(".py").replace("/", ".").rpartition(".")
        words = f"{package}.{name} import", f"from {package} import {name}\n"
        case = f"[{Path(file).stem}]"  # of a test that goes through modules by their names
        near = {
            each
            for each in seen
            if file in seen[each][1]
            or any(word in texts[each.partition("::")[0]] for word in words)
            or each.endswith(case)
        }
        names = _quick(seen, near)
        jobs.append(Job(number, names, IMPORTS + 6 * sum(seen[each][0] for each in names)))
    return _from_disk(trees, mutants, jobs, "read from disk") if jobs else {}


def _compiled(trees: list[Path], mutants: list[Mutant], numbers: list[int], tests: list[str]) -> dict[int, Verdict]:
    """Mutants as files whose kernels are compiled, each in a cache of its own that was empty before."""
    sys.stderr.write(f"{len(numbers)} mutants are compiled for {', '.join(tests)}\n")
    jobs = [Job(number, tests, COMPILING, is_compiled=True) for number in numbers]
    return _from_disk(trees, mutants, jobs, "compiled") if jobs else {}


def _from_disk(trees: list[Path], mutants: list[Mutant], jobs: list[Job], by: str) -> dict[int, Verdict]:
    """Mutants as files, each in a Python of its own that imports the program from its own tree.

    RuntimeError when the tests fail there without any mutant.
    """
    every = list(dict.fromkeys(name for job in jobs for name in job.tests))
    said = trees[0].with_name(f"{trees[0].name}_said.txt")
    with said.open("wb") as out:
        code = _start(trees[0], replace(jobs[0], tests=every, budget=AT_MOST), out.fileno()).wait()
    if code != 0:
        told = said.read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"tests fail without any mutant when they are {by} (exit code {code}):\n{told[-4000:]}")
    found: dict[int, Verdict] = {}
    free, waiting = list(trees), list(jobs)
    running: list[Running] = []
    while waiting or running:
        while waiting and free:
            job, tree = waiting.pop(0), free.pop()
            mutant = mutants[job.number]
            before = (tree / mutant.file).read_text(encoding="utf-8")
            (tree / mutant.file).write_text(mutant.text, encoding="utf-8")
            running.append(Running(job, tree, before, time.monotonic(), _start(tree, job)))
        time.sleep(0.02)
        for each in list(running):
            if each.process.poll() is None:
                if time.monotonic() - each.since > AT_MOST:
                    os.killpg(each.process.pid, signal.SIGKILL)
                continue
            running.remove(each)
            mutant = mutants[each.job.number]
            (each.tree / mutant.file).write_text(each.before, encoding="utf-8")
            free.append(each.tree)
            found[each.job.number] = Verdict(mutant, _what(each.process.returncode), by, len(each.job.tests))
    return found


def _quick(seen: dict[str, Any], near: set[str]) -> list[str]:
    """The quickest tests, those that are near to what was changed before the others.

    As many as together take no longer than those of a mutant that needs no fresh import.
    """
    names = sorted(seen, key=lambda name: (name not in near, seen[name][0]))
    sums = accumulate(seen[name][0] for name in names)
    return [name for name, together in zip(names, sums, strict=True) if together <= TOGETHER]


def _empty(folder: Path) -> Path:
    """The folder, without what an earlier run left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _start(tree: Path, job: Job, out: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Ask the tests of a tree as it is now; what was compiled before of another state of it is gone."""
    surroundings = {**os.environ, TEMPORARY: str(_empty(tree.with_name(f"{tree.name}_temporary")))}
    if job.is_compiled:
        kernels = tree.with_name(f"{tree.name}_kernels")
        shutil.rmtree(kernels, ignore_errors=True)
        surroundings.pop("NUMBA_DISABLE_JIT", None)
        surroundings["ASTRAWEAVE_CACHE_DIR"] = str(kernels)
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *OPTIONS, "-x", *job.tests],
        cwd=tree,
        env=surroundings,
        stdout=out,
        stderr=out,
        start_new_session=True,
    )
    with suppress(ProcessLookupError):
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (int(job.budget) + 1, int(job.budget) + 2))
    return process


def _what(code: int) -> str:
    if code == 0:
        return "survived"
    return "timeout" if code in (-signal.SIGXCPU, -signal.SIGKILL) else "killed"
