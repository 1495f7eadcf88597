"""Tries fixes of one crate together: the guilty go on to their next way to write it, until the rest compiles."""

from dataclasses import dataclass, field

from engine.audit.fixes.applying.bench import Bench
from engine.audit.fixes.applying.draft import Trial, fitting, texts_with
from engine.audit.fixes.applying.wish import Outcome
from engine.audit.fixes.checking.reach import BUILDS, NO_BUILD, probe, seen
from engine.audit.fixes.checking.verdict import Complaint, Verdict
from engine.audit.fixes.edit import edited


@dataclass
class Settled:
    """What became of some trials: those that ended, those that stand in the files now, and those to begin anew."""

    outcomes: list[Outcome] = field(default_factory=list)
    done: list[Trial] = field(default_factory=list)
    later: list[Trial] = field(default_factory=list)


@dataclass(frozen=True)
class Reach:
    """A build that takes a place in; or none, and why."""

    options: tuple[str, ...] = ()
    why_not: str = ""


def reach_of(bench: Bench, trials: list[Trial]) -> list[Reach]:
    """Which build takes each call in, the plainest that does."""
    found = [Reach(why_not=NO_BUILD)] * len(trials)
    for options in BUILDS if bench.crate.folder is not None else BUILDS[:1]:
        missing = [number for number, each in enumerate(found) if each.why_not]
        if not missing:
            break
        # A crate's programs are built after its library, and not at all when that fails: asked once more, without it.
        for _ in range(2):
            texts = {
                file: edited(data, [probe(trials[n].call, n) for n in missing if trials[n].wish.file == file])
                for file, data in bench.files.items()
            }
            verdict = bench.check(texts, options)
            if verdict.state == "not compiled":
                if options == ():
                    return [Reach(why_not=verdict.how)] * len(trials)
                break
            named = seen([each.text for each in verdict.complaints], len(trials))
            for number in named:
                found[number] = Reach(options)
            missing = [number for number in missing if number not in named]
            if not named or not missing:
                break
    return found


def settle(bench: Bench, trials: list[Trial], reach: Reach) -> Settled:
    """Try trials of one reach until some of them stand, or none is left."""
    settled = Settled()
    held_back: list[Trial] = []
    is_sound = False
    while trials:
        ready, waiting = fitting(trials)
        verdict = bench.check(texts_with(ready, bench.files), reach.options)
        if verdict.state == "failed" and not is_sound:
            # Blame means something only where all is well without the fixes.
            untouched = bench.check(bench.files, reach.options)
            if untouched.state == "failed":
                words = f"The crate does not compile without the fix either, so nothing was changed.\n{untouched.words}"
                settled.outcomes += [Outcome(each.wish, False, told=words) for each in trials]
                return settled
            is_sound = True
        if verdict.state == "failed":
            guilty = bench.guilty(verdict, ready)
            if guilty:
                for number, complaint in guilty.items():
                    _advance(ready[number], trials, settled, verdict, complaint)
            elif len(ready) == 1:
                _advance(ready[0], trials, settled, verdict, None)
            else:
                # Nobody can be blamed: half of them are tried without the others, who begin anew behind them.
                aside = ready[len(ready) // 2 :]
                held_back += aside
                trials = [each for each in trials if not any(each is other for other in aside)]
            continue
        verdict = Verdict("not compiled", reach.why_not) if reach.why_not else verdict
        unsure = [each for each in ready if verdict.state == "not compiled" and not each.now.variant.is_certain]
        for each in unsure:
            _advance(each, trials, settled, verdict, None)
        if unsure:
            continue
        checked = verdict.how if verdict.state == "compiled" else f"not compiled: {verdict.how}"
        number = bench.keep(ready, checked)
        settled.outcomes += [
            Outcome(each.wish, True, each.now.offer.pattern.name, checked, each.now.variant.words, number)
            for each in ready
        ]
        settled.done, settled.later = ready, [*waiting, *held_back]
        return settled
    settled.later = held_back
    return settled


def _advance(
    trial: Trial, trials: list[Trial], settled: Settled, verdict: Verdict, complaint: Complaint | None
) -> None:
    """Go on to the next attempt; with none left the trial leaves `trials` with an outcome."""
    if complaint is not None or verdict.state == "failed":
        words = verdict.words if complaint is None else complaint.rendered.strip()
        trial.error = f"It does not compile and was taken back.\n{words}"
    else:
        trial.error = trial.error or f"Only a compiler can tell whether it fits, and none could: {verdict.how}."
    if len(trial.left) > 1:
        del trial.left[0]
        return
    settled.outcomes.append(Outcome(trial.wish, False, trial.now.offer.pattern.name, told=trial.error))
    trials[:] = [each for each in trials if each is not trial]
