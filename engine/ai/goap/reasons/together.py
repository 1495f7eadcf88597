"""Which facts can ever hold together: the pairs that actions may bring about, and no pair that none can."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.ai.goap.vocabulary import Action, Condition, Literal, literals


@dataclass(frozen=True)
class Step:
    """An action over numbered literals: what must hold, and what holds afterwards, each as numbers and as one word."""

    needs: tuple[int, ...]
    gives: tuple[int, ...]
    needs_word: int
    gives_word: int
    denied_word: int
    """The literals that cannot hold after it: the opposites of what it gives."""


class Numbering:
    """Numbers literals: `2 k` says that fact k is true, `2 k + 1` that it is false, so `number ^ 1` is the opposite."""

    def __init__(self, facts: Iterable[str]) -> None:
        self._numbers = {name: 2 * place for place, name in enumerate(facts)}

    def __len__(self) -> int:
        return 2 * len(self._numbers)

    def of(self, literal: Literal) -> int:
        """The number of a literal. KeyError for a fact that has none."""
        return self._numbers[literal.fact.name] + (0 if literal.value else 1)

    def all(self, conditions: Iterable[Condition]) -> tuple[int, ...]:
        """The numbers of some conditions."""
        return tuple(self.of(literal) for literal in literals(conditions))

    def step(self, action: Action) -> Step:
        """An action in numbers."""
        needs, gives = self.all(action.needs), self.all(action.gives)
        return Step(needs, gives, _word(needs), _word(gives), _word(number ^ 1 for number in gives))


class Together:
    """The pairs of literals that may hold at one moment, from any of some beginnings and by any order of the steps.

    A pair that is absent can never hold; one that is present may or may not (the relaxation h2 of Haslum and Geffner,
    "Admissible heuristics for optimal planning", 2000). `start` is a word of the literals that may hold at the
    beginning, in any combination without contradiction.
    """

    def __init__(self, size: int, start: int, steps: Sequence[Step]) -> None:
        self._rows = [start & ~(1 << (number ^ 1)) if start >> number & 1 else 0 for number in range(size)]
        grown = True
        while grown:
            grown = False
            for step in steps:
                if self.hold(step.needs, step.needs_word) and self._take(step):
                    grown = True

    def holds(self, number: int) -> bool:
        """Whether one literal can ever hold."""
        return bool(self._rows[number] >> number & 1)

    def hold(self, numbers: Sequence[int], word: int = 0) -> bool:
        """Whether some literals may hold together, as far as pairs tell."""
        whole = word or _word(numbers)
        return all(self._rows[number] & whole == whole for number in numbers)

    def parted(self, numbers: Sequence[int]) -> tuple[int, int] | None:
        """The first two of some literals that cannot hold together; None when each two can."""
        for place, one in enumerate(numbers):
            for other in numbers[:place]:
                if not self._rows[one] >> other & 1:
                    return other, one
        return None

    def _take(self, step: Step) -> bool:
        """Add the pairs that a possible step brings about; whether there was one."""
        kept = -1
        for number in step.needs:
            kept &= self._rows[number]
        if not step.needs:
            kept = _word(number for number in range(len(self._rows)) if self.holds(number))
        kept = kept & ~step.denied_word | step.gives_word
        grown = False
        for number in step.gives:
            new = kept & ~self._rows[number]
            if new:
                grown = True
                self._rows[number] |= new
                for other in _numbers(new):
                    self._rows[other] |= 1 << number
        return grown


def _word(numbers: Iterable[int]) -> int:
    word = 0
    for number in numbers:
        word |= 1 << number
    return word


def _numbers(word: int) -> Iterator[int]:
    while word:
        lowest = word & -word
        yield lowest.bit_length() - 1
        word ^= lowest
