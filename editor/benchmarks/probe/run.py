"""Holds one measured window for all cases of the benchmarks of large scenes, and asks it for steps."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from editor.benchmarks.probe.serve import REPLY
from engine.benchmarks.benchmark import Unavailable
from engine.benchmarks.scenes.large_project import write_large_project
from engine.resources import program_command


class ProbeRun:
    """A window in a process of its own, with user folders of its own; it ends with its last user."""

    _shared: dict[int, "ProbeRun"] = {}

    def __init__(self, entities: int) -> None:
        self._entities, self._users = entities, 0
        self._taken: dict[str, list[dict[str, Any]]] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="astraweave-bench-"))
        projects = [write_large_project(self._folder / name, n) for name, n in (("small", 100), ("large", entities))]
        own = {f"XDG_{name}_HOME": str(self._folder / name.lower()) for name in ("CONFIG", "DATA", "STATE")}
        self._process = subprocess.Popen(
            [*program_command(), "probe", *map(str, projects)],
            env=os.environ | own | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            self._answer()
        except Unavailable:
            self._end()
            raise

    @classmethod
    def of(cls, entities: int) -> "ProbeRun":
        """The window with so many entities; `close` lets it go."""
        if entities not in cls._shared:
            run = cls(entities)
            run.step("open")
            cls._shared[entities] = run
        run = cls._shared[entities]
        run._users += 1
        return run

    def step(self, name: str) -> dict[str, Any]:
        """Let the window take a step, and give what it measured. Unavailable when it ended, with its last words."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{name}\n")
            self._process.stdin.flush()
        except OSError:
            pass
        return self._answer()

    def sample(self, name: str, number: int) -> dict[str, Any]:
        """What a step measured when it was taken for that time; cases that differ in the measure alone share it."""
        taken = self._taken.setdefault(name, [])
        while len(taken) <= number:
            taken.append(self.step(name))
        return taken[number]

    def close(self) -> None:
        """Let the window go; it ends with the last one who does."""
        self._users -= 1
        if self._users == 0:
            self._shared.pop(self._entities, None)
            self._end()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(REPLY):
                return json.loads(line.removeprefix(REPLY))
        assert self._process.stderr is not None
        said = self._process.stderr.read().strip().splitlines()
        raise Unavailable(said[-1] if said else "the measured window ended without a word")

    def _end(self) -> None:
        try:
            self._process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)
