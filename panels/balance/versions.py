"""Versions of the open encounter that were played: a name for each, and two of them compared in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.api import Changed, Editor, Measured, compared
from panels.balance.words import SHORT, percent, points

if TYPE_CHECKING:
    from engine.document.merge.commits import Commit

SURE_BELOW = 0.05
NO_VERSION = "Nothing else was played yet. Change a number, and this version stays here to be compared with."
SAME = "Nothing that a run depends on has changed since {commit}: every seed ends as it did there."
PYTHON = "The revision was played with the Python of the working tree."


@dataclass(frozen=True)
class Version:
    """One state of the encounter that was played."""

    name: str
    measured: Measured
    commit: "Commit | None" = None
    """The commit that has it; None for a state of this session."""

    @property
    def key(self) -> str:
        """What it is chosen by."""
        return self.measured.content if self.commit is None else self.commit.name

    @property
    def short(self) -> str:
        """What it is called in a sentence."""
        return self.measured.content[:7] if self.commit is None else f"of commit {self.commit.short}"


class Versions:
    """Those of this session, the latest first; an earlier one comes back at once on undo."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.revisions = editor.balance.revisions
        self._chosen = ""

    @property
    def now(self) -> Measured | None:
        """The version that is open, once it was played."""
        balance = self.editor.balance
        return None if balance.is_stale else balance.shown

    @property
    def earlier(self) -> tuple[Version, ...]:
        """The others that were played of this encounter, the latest first; then its commits that were played."""
        now, place = self.now, self.editor.balance.place
        found: dict[str, Version] = {}
        for each in self.editor.balance.known:
            is_other = now is None or each.content != now.content
            if each.place == place and each.content and is_other and each.content not in found:
                found[each.content] = Version(f"{each.content[:7]}: {_rates(each)}", each)
        revised = self.revisions.played.values()
        commits = [
            Version(f"{each.commit.short} {each.commit.subject}: {_rates(each.measured)}", each.measured, each.commit)
            for each in revised
        ]
        return (*found.values(), *commits)

    @property
    def chosen(self) -> Version | None:
        """The earlier version that the open one is compared with: the one chosen, else the latest."""
        earlier = self.earlier
        latest = earlier[0] if earlier else None
        return next((each for each in earlier if each.key == self._chosen), latest)

    @property
    def commits(self) -> "tuple[Commit, ...]":
        """The project's latest commits."""
        return self.revisions.commits

    def look(self) -> None:
        """See to it that the commits are known."""
        if not self.revisions.is_looked_for:
            self.revisions.look()

    def play(self, commit: "Commit") -> None:
        """Play a commit's files, and compare the open version with them."""
        self._chosen = commit.name
        if commit.name not in self.revisions.played:
            self.revisions.ask(commit)

    def choose(self, key: str) -> None:
        """Compare with another version."""
        self._chosen = key

    @property
    def told(self) -> tuple[str, ...]:
        """What changed for each skill, from the greatest; one sentence where nothing can be compared."""
        now, chosen = self.now, self.chosen
        if now is None:
            return ("The open version is being played.",)
        if chosen is None:
            return (NO_VERSION,)
        if chosen.commit is not None and chosen.measured.content and chosen.measured.content == now.content:
            return (SAME.format(commit=chosen.commit.short),)
        return tuple(map(_sentence, reversed(compared(chosen.measured, now))))

    @property
    def rests_on(self) -> str:
        """What the sentences rest on."""
        now, chosen = self.now, self.chosen
        if now is None or chosen is None:
            return ""
        return (
            f"Version {chosen.short} against {now.content[:7]} on the same seeds: 95 % intervals of "
            "Tango; McNemar's exact test, adjusted for the number of skills (Holm)."
            + (f" {PYTHON}" if chosen.commit is not None and self.editor.game else "")
        )


def _rates(measured: Measured) -> str:
    rates = " / ".join(percent(rate.rate) for rate in reversed(measured.rates) if rate.rate is not None)
    return f"{rates}, {measured.seeds:,} seeds"


def _seeds(count: int) -> str:
    return "1 seed is" if count == 1 else f"{count:,} seeds are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _sentence(change: Changed) -> str:
    apart = change.difference
    low, high = map(points, apart.interval())
    rates = (
        f"{SHORT[change.skill]}: {percent(change.before / apart.runs)} \N{RIGHTWARDS ARROW} "
        f"{percent(change.after / apart.runs)} of {apart.runs:,} seeds, by {low} to {high} points"
    )
    won = f"{_seeds(apart.gained)} won now that {_was(apart.gained)} lost, {apart.lost:,} the other way round"
    if not apart.gained and not apart.lost:
        return f"{rates}; every seed ends as before."
    sure = "a sure change" if change.p_value < SURE_BELOW else "which may be chance"
    p = f"p {change.p_value:.2g}" if change.p_value >= 0.001 else "p under 0.001"
    return f"{rates}; {won}: {sure} ({p})."
