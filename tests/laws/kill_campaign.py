"""Kills an editor at random moments and looks at what comes back: `python -m tests.laws.kill_campaign --kills 200`.

Each round a child process with the real services edits and saves a copy of a project as a seed tells, and says over a
pipe when a step is finished. The parent sends SIGKILL: at a random time, in a gesture, in a save, exactly between two
renames of one, or when a step is finished but not yet told. Then the project must load, and after recovery every byte
must be as after the last finished step, or as after the next one. In some rounds the recovery is killed, too, before it
is tried again.
"""

import argparse
import contextlib
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.laws.seeded_editing import SeededEditing, digest, plant_crowd

MOMENTS = ("editing", "in a gesture", "saving", "between renames", "before the answer")
SOUGHT = {"in a gesture": "gesture", "saving": "saving", "between renames": "rename", "before the answer": "answer"}
WAITED = ("gesture", "rename", "answer")
"""What a child says and then waits for a word, so that it can be killed exactly there."""
STEPS = 60
SEEDS = 5
SECOND_KILLS = 0.25
LONGEST_ROUND_S = 30.0


@dataclass
class Plan:
    """What a seed does to a project when nobody interferes: the digest after each step, and how long it took."""

    project: Path
    seed: int
    digests: list[str]
    seconds: float


@dataclass
class Death:
    """How a child ended: the number of finished steps, and what it was doing."""

    finished: int
    moment: str


@dataclass
class Tally:
    """The figures of a campaign."""

    kills: int = 0
    loaded: int = 0
    exact: int = 0
    one_step_later: int = 0
    lost_more: int = 0
    second_kills: int = 0
    undone_to_the_start: int = 0
    recovered: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest_recovery_s: float = 0.0

    def as_json(self) -> dict[str, object]:
        """The figures as plain data."""
        return {**self.__dict__, "moments": dict(self.moments)}


def main(arguments: list[str] | None = None) -> int:
    """Run a campaign and print its table; 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.laws.kill_campaign", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    wish = parser.parse_args(arguments)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="kills-") as place:
        tally = Campaign(Path(place), wish.seed).run(wish.kills)
    seconds = time.perf_counter() - began
    if wish.json:
        print(json.dumps({**tally.as_json(), "seed": wish.seed, "seconds": round(seconds, 1)}))  # noqa: T201
    else:
        print(table(tally, seconds))  # noqa: T201
    return 0 if tally.exact + tally.one_step_later == tally.loaded == tally.kills else 1


def table(tally: Tally, seconds: float) -> str:
    """The figures for people."""
    rows = [
        ("kills", tally.kills),
        *((f"  {moment}", tally.moments[moment]) for moment in MOMENTS),
        ("  and again during recovery", tally.second_kills),
        ("projects that load", tally.loaded),
        ("every byte as after the last finished step", tally.exact),
        ("as after the next step", tally.one_step_later),
        ("lost more", tally.lost_more),
        ("had to be recovered", tally.recovered),
        ("of these, undo leads back to the first byte", tally.undone_to_the_start),
    ]
    lines = [f"{name:<46}{value:>6}" for name, value in rows]
    lines.append(f"{'slowest recovery':<46}{tally.slowest_recovery_s * 1000:>6.0f} ms")
    return "\n".join([*lines, f"{'took':<46}{seconds:>6.0f} s", *tally.faults])


class Campaign:
    """Rounds of kills in a folder of its own."""

    def __init__(self, place: Path, seed: int) -> None:
        from engine.resources import samples_folder

        self._place = place
        self._chance = random.Random(seed)
        self._tally = Tally()
        for variable in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{variable}_HOME"] = str(place / variable.lower())
        small, crowd = place / "small", place / "crowd"
        for folder in (small, crowd):
            shutil.copytree(samples_folder() / "starter", folder)
        plant_crowd(crowd)
        self._plans = [self._plan(folder, seed * 100 + n) for n in range(SEEDS) for folder in (small, crowd)]

    def run(self, kills: int) -> Tally:
        """Kill that many editors."""
        for number in range(kills):
            wish = MOMENTS[number % len(MOMENTS)]
            plan = self._plans[(number // len(MOMENTS)) % len(self._plans)]
            self._round(number, plan, wish)
        return self._tally

    def _plan(self, project: Path, seed: int) -> Plan:
        """Do it all without a kill, to know every state that may come back."""
        copy = self._place / "plan"
        shutil.copytree(project, copy)
        editor, digests = _opened(copy), []
        assert editor.document is not None
        digests.append(digest(editor.document))
        editing = SeededEditing(editor, seed)
        began = time.perf_counter()
        for _ in range(STEPS):
            editing.step()
            digests.append(digest(editor.document))
        seconds = time.perf_counter() - began
        editor.shut_down()
        shutil.rmtree(copy)
        return Plan(project, seed, digests, seconds)

    def _round(self, number: int, plan: Plan, wish: str) -> None:
        folder = self._place / f"round_{number}"
        shutil.copytree(plan.project, folder)
        death = self._kill(lambda say, hear: _edit(folder, plan.seed, say, hear, wish), self._when(plan, wish), wish)
        tally = self._tally
        tally.kills += 1
        tally.moments[death.moment] += 1
        if self._chance.random() < SECOND_KILLS:
            moment = self._chance.uniform(0.0, 0.15)
            self._kill(lambda say, _hear: _recover_in_child(folder, say), lambda _line: moment, "")
            tally.second_kills += 1
        place = f"round {number} ({plan.project.name}, seed {plan.seed}, {death.moment}, {death.finished} steps)"
        try:
            self._judge(folder, plan, death, place)
        except Exception as error:
            tally.faults.append(f"{place}: {type(error).__name__}: {error}")
        shutil.rmtree(folder)

    def _judge(self, folder: Path, plan: Plan, death: Death, place: str) -> None:
        tally = self._tally
        editor = _opened(folder)
        assert editor.document is not None
        if not any(finding.rule == "broken-file" for finding in editor.document.load_findings):
            tally.loaded += 1
        lost = editor.recovery.pending(folder)
        if lost:
            began = time.perf_counter()
            editor.recovery.recover(lost[0])
            tally.slowest_recovery_s = max(tally.slowest_recovery_s, time.perf_counter() - began)
            tally.recovered += 1
        found = digest(editor.document)
        if found == plan.digests[death.finished]:
            tally.exact += 1
        elif death.finished < STEPS and found == plan.digests[death.finished + 1]:
            tally.one_step_later += 1
        else:
            tally.lost_more += 1
            known = [n for n, each in enumerate(plan.digests) if each == found]
            tally.faults.append(f"{place}: the state is that of step {known or 'no step at all'}; {len(lost)} offered")
        if lost:
            editor.undo.jump(0)
            if digest(editor.document) == plan.digests[0]:
                tally.undone_to_the_start += 1
            else:
                tally.faults.append(f"{place}: undo does not lead back to the first byte")
            editor.recovery.recorder.saved(0)
        editor.shut_down()

    def _when(self, plan: Plan, wish: str) -> Callable[[str], float | None]:
        """When to kill: seconds after a line of the child, or None to go on listening."""
        chance = self._chance
        if wish == "editing":
            moment = chance.uniform(0.0, plan.seconds)
            return lambda line: moment if line == "ready" else None
        sought = SOUGHT[wish]
        skipped = chance.randrange(0, 4 if wish == "saving" else 8)
        # Everywhere else the child waits to be killed or let go on.
        delay = chance.uniform(0.0, 0.03) if wish == "saving" else 0.0
        heard = 0

        def when(line: str) -> float | None:
            nonlocal heard
            if line != sought:
                return None
            heard += 1
            return delay if heard > skipped else None

        return when

    def _kill(self, work: Callable[..., None], when: Callable[[str], float | None], wish: str) -> Death:
        """Let a child work, listen to it, and kill it when it is time."""
        told, say = os.pipe()
        hear, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(told)
            os.close(tell)
            _run_child(work, say, hear)
        os.close(say)
        os.close(hear)
        try:
            return self._listen(told, tell, child, when, wish)
        finally:
            os.close(told)
            os.close(tell)

    def _listen(self, told: int, tell: int, child: int, when: Callable[[str], float | None], wish: str) -> Death:
        death = Death(0, "editing")
        limit = time.monotonic() + LONGEST_ROUND_S
        deadline: float | None = None
        rest = b""
        is_dead = False
        while True:
            until = limit if deadline is None else deadline
            wait = max(0.0, until - time.monotonic())
            ready, _, _ = select.select([told], [], [], None if is_dead else wait)
            if not ready and not is_dead:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                is_dead = True
                continue
            news = os.read(told, 65536)
            if not news:
                break
            *lines, rest = (rest + news).split(b"\n")
            for line in map(bytes.decode, lines):
                _follow(death, line)
                if deadline is None and not is_dead:
                    delay = 0.0 if line == "done" else when(line)
                    deadline = None if delay is None else time.monotonic() + delay
                if line in WAITED and deadline is None and not is_dead:
                    os.write(tell, b"g")
        if not is_dead:
            os.waitpid(child, 0)
        return death


def _follow(death: Death, line: str) -> None:
    if line == "step":
        death.finished += 1
        death.moment = "editing"
    for moment, sought in SOUGHT.items():
        if line == sought:
            death.moment = moment


def _opened(folder: Path):
    from editor.core.editor import Editor

    editor = Editor()
    editor.open_project(folder)
    return editor


def _run_child(work: Callable[..., None], say: int, hear: int) -> None:
    """Work in a forked child and end without the parent's clean-up."""
    try:
        work(lambda line: os.write(say, f"{line}\n".encode()), lambda: os.read(hear, 1))
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(2, f"child: {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(0)


def _edit(folder: Path, seed: int, say: Callable[[str], None], hear: Callable[[], bytes], wish: str) -> None:
    """Edit as the seed tells, and say what is finished and what begins."""

    def stop(line: str) -> None:
        if line == SOUGHT.get(wish) or line not in WAITED:
            say(line)
        if line == SOUGHT.get(wish) and line in WAITED:
            hear()

    if wish == "between renames":
        _stop_at_renames(stop)
    editor = _opened(folder)
    editing = SeededEditing(editor, seed, stop)
    say("ready")
    for _ in range(STEPS):
        editing.step()
        stop("answer")
        say("step")
        editor.pump()
    say("done")
    hear()


def _stop_at_renames(stop: Callable[[str], None]) -> None:
    """Make the child wait after every rename of a project's file, so that the parent can kill it right there."""
    replace = os.replace

    def slow(source: str | Path, target: str | Path) -> None:
        replace(source, target)
        if str(target).endswith(".toml"):
            stop("rename")

    os.replace = slow


def _recover_in_child(folder: Path, say: Callable[[str], None]) -> None:
    say("ready")
    editor = _opened(folder)
    for lost in editor.recovery.pending(folder):
        editor.recovery.recover(lost)
    say("recovered")
    time.sleep(LONGEST_ROUND_S)


if __name__ == "__main__":
    sys.exit(main())
