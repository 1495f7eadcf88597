"""Make it fair, without a window: the target, the numbers that may move, and the proposal in words."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.api import SECONDS, CommandError, Editor, EditRefusedError
from panels.balance.words import SHORT, percent, points

if TYPE_CHECKING:
    from engine.balance.properties import Property

MOST_MOVED = 12


@dataclass(frozen=True)
class Movable:
    """A number that may move, as the panel offers it."""

    number: "Property" = field(compare=False)
    path: str
    label: str
    is_ticked: bool


class Fairness:
    """Keeps what was asked for while the panel stands."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.question = editor.balance.fair
        self.wanted = editor.balance.wanted
        self._ticks: dict[str, bool] = {}

    @property
    def movable(self) -> tuple[Movable, ...]:
        """The numbers that matter most; those that surely matter are ticked until somebody says otherwise."""
        matters = self.editor.balance.matters
        if matters.answer is None or matters.is_stale:
            return ()
        bars = matters.answer.bars[:MOST_MOVED]
        return tuple(
            Movable(bar.number, bar.number.path, bar.number.label, self._ticks.get(bar.number.path, bar.is_sure))
            for bar in bars
        )

    def tick(self, path: str, is_ticked: bool) -> None:
        """Say whether a number may move."""
        self._ticks[path] = is_ticked

    def why_not(self) -> str:
        """Why it can't be asked now; "" when it can."""
        if not any(each.is_asked for name, each in self.wanted.items() if name != SECONDS):
            return "Tick the win rate of a skill first."
        for name, each in self.wanted.items():
            if each.is_asked and each.low >= each.high:
                who = SHORT.get(name, "The fight")
                return f"{who}: {each.low} to {each.high} holds nothing; expected the greater number last."
        if not self.movable:
            return "Ask what matters first: its numbers are those that may move."
        if not any(each.is_ticked for each in self.movable):
            return "Tick a number that may move first."
        return self.question.why_not()

    def ask(self) -> None:
        """Begin to look for values."""
        if self.why_not():
            return
        from engine.balance.fair import Band, Target

        rates = {
            name: Band(each.low / 100.0, each.high / 100.0)
            for name, each in self.wanted.items()
            if each.is_asked and name != SECONDS
        }
        lasts = self.wanted[SECONDS]
        seconds = Band(float(lasts.low), float(lasts.high)) if lasts.is_asked else None
        self.question.ask(Target(rates, seconds), [each.number for each in self.movable if each.is_ticked])

    # --- the proposal --------------------------------------------------------------------------------------------

    @property
    def told(self) -> str:
        """Whether values were found, what they rest on, and whether that is so still; or why there are none."""
        question = self.question
        told = self._found
        return f"Out of date since an edit. {told}" if told and question.is_stale else told

    @property
    def _found(self) -> str:
        question = self.question
        if question.error:
            return f"It could not be worked out: {question.error}"
        proposal = question.answer
        if proposal is None:
            return ""
        fair = proposal.fair
        measured = [f"{SHORT[name]} {percent(fair.measured.value(name))}" for name in fair.measured.wins]
        if fair.measured.runs:
            measured.append(f"{fair.measured.seconds:.0f} s a run")
        rests = f"{', '.join(measured)}, in {fair.measured.runs:,} seeds a skill from {fair.seeds.start:,} on"
        if fair.is_found and not fair.moves:
            return f"It is fair as it is: {rests}."
        if fair.is_found:
            return f"Found, and fresh seeds say so: {rests}."
        missed = ", ".join(_missed(miss.name, miss.value) for miss in fair.misses) or "too near to an end to be sure"
        spent = " All runs that a search may take were used." if fair.is_spent else ""
        return f"Nothing inside was found. The nearest: {rests}; missed: {missed}.{spent} Let more numbers move."

    @property
    def moves(self) -> tuple[tuple[str, str, str], ...]:
        """The proposed values: path, label, and "120 → 96 hp"."""
        proposal = self.question.answer
        if proposal is None:
            return ()
        return tuple(
            (
                move.number.path,
                move.number.label,
                f"{move.number.value:.4g} \N{RIGHTWARDS ARROW} {move.value:.4g} {move.number.unit}".rstrip(),
            )
            for move in proposal.fair.moves
        )

    @property
    def effects(self) -> tuple[str, ...]:
        """What the values change for each skill, on the same seeds."""
        proposal = self.question.answer
        if proposal is None:
            return ()
        found: list[str] = []
        for each in proposal.effects:
            runs = each.difference.runs
            low, high = map(points, each.difference.interval())
            change = f"{percent(each.before / runs)} \N{RIGHTWARDS ARROW} {percent(each.after / runs)}"
            found.append(f"{SHORT[each.skill]}: {change}, by {low} to {high} points on the same {runs:,} seeds")
        return tuple(found)

    def why_not_apply(self) -> str:
        """Why the values can't be set now; "" when they can."""
        return self.question.why_not_apply()

    def apply(self) -> str:
        """Set the values as one undo entry; gives why not."""
        why = self.why_not_apply()
        if why:
            return why
        try:
            self.question.apply()
        except (CommandError, EditRefusedError) as refusal:
            return str(refusal)
        return ""


def _missed(name: str, value: float) -> str:
    return f"{value:.0f} s" if name == SECONDS else f"{SHORT[name]} {percent(value)}"
