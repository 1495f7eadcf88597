"""Makes fixes of a tree: each file whole or not at all, each crate checked, and what does not compile taken back."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from engine.audit.fixes.applying.bench import Bench
from engine.audit.fixes.applying.draft import Trial, carried
from engine.audit.fixes.applying.records import Record, Records
from engine.audit.fixes.applying.settling import Reach, reach_of, settle
from engine.audit.fixes.applying.undoing import Recovered, recover, undo
from engine.audit.fixes.applying.wish import Outcome, Wish, attempts, why_not
from engine.audit.fixes.checking.compiler import compile_crate
from engine.audit.fixes.checking.verdict import Check
from engine.audit.fixes.crate import Crate, crate_of
from engine.audit.fixes.offer import offers_of
from engine.audit.fixes.syntax.call import call_at

Progress = Callable[[int, int], bool]
"""(wishes that are settled, all of them) -> whether to go on."""


class Fixer:
    """Fixes of one audited tree, and their undoing. Slow: a compiler runs in it, so it belongs into a job."""

    def __init__(self, root: Path, check: Check = compile_crate) -> None:
        self.records = Records(root)
        self.recovered: list[Recovered] = []
        """What an earlier process left half made, as the last call found it."""
        self._check = check

    def fix(self, wishes: Sequence[Wish], progress: Progress = lambda _done, _all: True) -> list[Outcome]:
        """Fix what is asked for, crate by crate; one outcome for each wish, in their order.

        Fixes of a crate that compile together are one record, undone at once. FixError when the tree is being fixed by
        another process, or a file lies outside of it.
        """
        outcomes: dict[int, Outcome] = {}
        with self.records.held():
            self.recovered = recover(self.records)
            for crate, numbers in self._groups(wishes).items():
                if not progress(len(outcomes), len(wishes)):
                    break
                outcomes |= self._fix_crate(crate[0], {number: wishes[number] for number in numbers})
        cancelled = "It was cancelled before."
        return [outcomes.get(number, Outcome(wish, False, told=cancelled)) for number, wish in enumerate(wishes)]

    def undo(self, number: int = 0) -> Record:
        """Undo a record, by default the last that stands; see `undoing.undo`."""
        return undo(self.records, number)

    def _groups(self, wishes: Sequence[Wish]) -> dict[tuple[Crate, str], list[int]]:
        """Numbers of wishes by what is compiled at once: a crate, or a file that belongs to none."""
        groups: dict[tuple[Crate, str], list[int]] = defaultdict(list)
        for number, wish in enumerate(wishes):
            crate = crate_of(self.records.place(wish.file))
            groups[crate, "" if crate.folder is not None else wish.file].append(number)
        return groups

    def _fix_crate(self, crate: Crate, wishes: dict[int, Wish]) -> dict[int, Outcome]:
        """Outcomes by number. What clashes with what was made begins anew, in the file as it is then."""
        outcomes: dict[int, Outcome] = {}
        reach: dict[int, Reach] = {}
        waiting = dict(wishes)
        while waiting:
            trials: dict[int, Trial] = {}
            for number, wish in waiting.items():
                trial = self._trial(crate, wish)
                if isinstance(trial, Trial):
                    trials[number] = trial
                else:
                    outcomes[number] = replace(trial, wish=wishes[number])
            if not trials:
                break
            numbers = {id(trial): number for number, trial in trials.items()}
            by_wish = {id(trial.wish): number for number, trial in trials.items()}
            files = list(dict.fromkeys(trial.wish.file for trial in trials.values()))
            with Bench(crate, self.records, self._check, files) as bench:
                unknown = [number for number in trials if number not in reach]
                if unknown:
                    found = reach_of(bench, [trials[number] for number in unknown])
                    reach |= dict(zip(unknown, found, strict=True))
                first = reach[next(iter(trials))]
                settled = settle(bench, [trial for n, trial in trials.items() if reach[n] == first], first)
            for outcome in settled.outcomes:
                number = by_wish[id(outcome.wish)]
                outcomes[number] = replace(outcome, wish=wishes[number])
            later = [*settled.later, *(trial for number, trial in trials.items() if reach[number] != first)]
            waiting = {numbers[id(trial)]: carried(trial, settled.done) for trial in later}
        return outcomes

    def _trial(self, crate: Crate, wish: Wish) -> Trial | Outcome:
        path = self.records.place(wish.file)
        if not path.is_file():
            return Outcome(wish, False, told=f"{wish.file} is not there any more; scan again.")
        text = path.read_bytes()
        call = call_at(text, wish.start, wish.end)
        offers = [] if call is None else offers_of(call, crate, wish.reason)
        left = list(attempts(wish, offers))
        if call is None or not left:
            return Outcome(wish, False, told=why_not(wish, offers, text))
        return Trial(wish, call, left)
