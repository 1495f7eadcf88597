"""Where and how, as rows: who falls to whom, what each skill uses, how long wins take, and the oddest runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from editor.api import Editor, Fall, Happened, Measured, Odd, Signal, ended_words, open_seed, unlike_words
from engine.world.ids import SKILLS
from panels.balance.words import SHORT

NOBODY, UNKNOWN = "nobody", "n/a"


@dataclass(frozen=True)
class Rates:
    """How often something happened in a run of each skill, on average; None where no run of it ended."""

    by_skill: tuple[float | None, ...]

    @property
    def sum(self) -> float:
        """All skills together."""
        return sum(rate or 0.0 for rate in self.by_skill)

    @property
    def words(self) -> tuple[str, ...]:
        """The numbers as a table shows them."""
        return tuple(map(_number, self.by_skill))


@dataclass(frozen=True)
class Killed:
    """Who fell, by whom, with what: as names, and the id to select."""

    entity: str
    who: str
    by: str
    ability: str
    is_party: bool
    rates: Rates

    @property
    def sentence(self) -> str:
        """Everything about it, for tooltips and screen readers."""
        how = f" with {self.ability}" if self.ability not in ("", UNKNOWN) else ""
        return f"{self.who} falls to {self.by}{how}, times per run: {_listed(self.rates)}."


@dataclass(frozen=True)
class Used:
    """An ability of somebody, and how often each skill sees it used."""

    entity: str
    who: str
    ability: str
    rates: Rates

    @property
    def words(self) -> tuple[str, ...]:
        """The numbers as a table shows them; "never" for one that was not used at all."""
        told = zip(self.rates.by_skill, self.rates.words, strict=True)
        return tuple("never" if rate == 0.0 else words for rate, words in told)

    @property
    def sentence(self) -> str:
        """Everything about it, for tooltips and screen readers."""
        return f"{self.who}'s {self.ability}, uses per run: {_listed(self.rates)}."


@dataclass(frozen=True)
class OddRun:
    """One of the oddest runs: whose, how it ended, and in what it is unlike the others."""

    odd: Odd
    name: str
    ended: str
    why: str

    @property
    def apart(self) -> str:
        """How odd it is: standard deviations from the median run."""
        return f"{self.odd.oddness:.1f}"

    @property
    def sentence(self) -> str:
        """Everything about it, for tooltips and screen readers."""
        return f"{self.name}: {self.ended}. {self.why}. {self.apart} standard deviations from the median run."


class Where:
    """What happened in the runs that are shown; `opened` tells of a run whether it was: "", or why it could not be."""

    changed = Signal()
    opened = Signal(str)

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self._opening: Odd | None = None

    @property
    def measured(self) -> Measured | None:
        """The results that are shown; None without any."""
        return self.editor.balance.shown

    @property
    def happened(self) -> Happened:
        """What happened in them."""
        return Happened() if self.measured is None else self.measured.happened

    @property
    def killed(self) -> tuple[Killed, ...]:
        """Who falls to whom: the party first, and what happens most often; what has the same names counts together."""
        by_skill = [self.happened.falls.get(skill, {}) for skill in SKILLS]
        named: dict[tuple[bool, str, str, str], list[Fall]] = {}
        for fall in sorted({fall for falls in by_skill for fall in falls}):
            by = self._name(fall.by) if fall.by else NOBODY
            named.setdefault((fall.is_party, self._name(fall.who), by, fall.ability or UNKNOWN), []).append(fall)
        rows = [
            Killed(falls[0].who, who, by, ability, is_party, self._rates(_counted(by_skill, falls)))
            for (is_party, who, by, ability), falls in named.items()
        ]
        return tuple(sorted(rows, key=lambda row: (not row.is_party, -row.rates.sum, row.who, row.by, row.ability)))

    @property
    def used(self) -> tuple[Used, ...]:
        """The abilities, by their owners; what has the same name counts together."""
        by_skill = [self.happened.uses.get(skill, {}) for skill in SKILLS]
        named: dict[tuple[str, str], list[str]] = {}
        for name in sorted({name for uses in by_skill for name in uses}):
            owner, _, ability = name.rpartition(".")
            named.setdefault((self._name(owner), ability), []).append(name)
        return tuple(
            Used(
                names[0].rpartition(".")[0],
                who,
                ability,
                self._rates([sum(uses[name].uses for name in names if name in uses) for uses in by_skill]),
            )
            for (who, ability), names in named.items()
        )

    @property
    def odd(self) -> tuple[OddRun, ...]:
        """The oddest runs, the oddest first."""
        return tuple(map(_odd_run, self.happened.odd))

    @property
    def rests_on(self) -> str:
        """Seeds and version of the counts, and how odd runs are found."""
        measured = self.measured
        if measured is None:
            return ""
        version = f", version {measured.content[:7]}" if measured.content else ""
        stale = "Out of date since an edit. " if self.editor.balance.is_stale else ""
        return (
            f"{stale}Counts of the autopilot's runs, seeds 0 to {measured.seeds - 1:,} of each skill{version}. Odd: "
            "standard deviations from the median run of the same skill, the root of their mean square over end, "
            "length, falls, uses of abilities and Echo."
        )

    # --- what is done --------------------------------------------------------------------------------------------

    def why_not_open(self) -> str:
        """Why an odd run can't be opened now; "" when it can."""
        if self.editor.balance.is_stale:
            return "These runs are of the encounter before an edit; new ones come."
        if self._opening is not None:
            return "A run is being opened already."
        return "Wait until the copy is ready." if self.editor.play.state == "preparing" else ""

    def open(self, odd: Odd) -> None:
        """Play an odd run again beside the window, and hold it at its first tick in the timeline."""
        if self.why_not_open():
            return
        self._opening = odd
        open_seed(self.editor, odd.run, odd.skill, partial(self._opened, odd))
        self.changed.emit()

    def is_opening(self, odd: Odd) -> bool:
        """Whether a run is being opened."""
        return self._opening is odd

    def show(self, entity: str) -> None:
        """Select somebody."""
        if self.editor.has_scene and self.editor.view.get(entity) is not None:
            self.editor.selection.set([entity])

    # --- inside --------------------------------------------------------------------------------------------------

    def _opened(self, odd: Odd, why_not: str) -> None:
        if self._opening is odd:
            self._opening = None
        self.changed.emit()
        self.opened.emit(why_not)

    def _rates(self, counts: list[int]) -> Rates:
        """Counts of each skill as what one run has of them."""
        runs = [self.happened.runs.get(skill, 0) for skill in SKILLS]
        return Rates(tuple(count / number if number else None for count, number in zip(counts, runs, strict=True)))

    def _name(self, entity: str) -> str:
        found = self.editor.view.get(entity) if self.editor.has_scene else None
        return found.name if found is not None and found.name else entity


def _counted(by_skill: Sequence[Mapping[Fall, int]], falls: Sequence[Fall]) -> list[int]:
    return [sum(each.get(fall, 0) for fall in falls) for each in by_skill]


def _number(rate: float | None) -> str:
    if rate is None:
        return UNKNOWN
    return "0" if rate == 0.0 else f"{rate:.2f}" if rate < 9.995 else f"{rate:.1f}"


def _listed(rates: Rates) -> str:
    return ", ".join(f"{SHORT[skill]} {words}" for skill, words in zip(SKILLS, rates.words, strict=True))


def _odd_run(odd: Odd) -> OddRun:
    run = odd.run
    why = unlike_words(run.outcome, [(each.name, each.value, each.usual) for each in odd.traits])
    return OddRun(odd, f"{SHORT[odd.skill]}, seed {run.seed:,}", ended_words(run.outcome, run.ticks / 60), why)
