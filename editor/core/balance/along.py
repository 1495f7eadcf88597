"""The win rate along a number that is being dragged, played beside the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from editor.core.balance.measured import FIRST_SEED
from editor.core.balance.question import Host, Question, Tell
from editor.core.balance.wanted import Wanted, asked_skill
from engine.document import ChangeSet, Path

if TYPE_CHECKING:
    from editor.core.jobs import Progress
    from editor.core.workbench import Workbench
    from engine.balance.asking import Play
    from engine.balance.curve import Curve
    from engine.balance.properties import Property
    from engine.play.playtest.request import Stage


class Attentive(Host, Protocol):
    """A host that knows whether somebody wants to know, and what is wanted."""

    @property
    def wanted(self) -> Mapping[str, Wanted]:
        """What the encounter should be like."""
        ...

    @property
    def is_on(self) -> bool:
        """Whether the encounter is played while it is edited."""
        ...


@dataclass(frozen=True)
class Along:
    """The curve of a number as far as it is known, and the version of the encounter that it was played in."""

    curve: "Curve"
    content: str


class WinRateAlong(Question[Along]):
    """One number at a time. It may take any value of the curve meanwhile; other edits make the curve stale."""

    title = "Playing along a number"
    stages: tuple[tuple[int, int], ...] = ((3, 16), (7, 16), (7, 64))
    """How many values are played with how many seeds, coarse first."""

    def __init__(self, bench: "Workbench", balance: Attentive) -> None:
        super().__init__(bench, balance)
        self._host = balance
        self._paths: tuple[Path, ...] = ()
        self.number: Property | None = None
        """The number as it was when it was first dragged; None while none is followed."""
        self.skill = asked_skill(balance.wanted)

    def follow(self, paths: tuple[Path, ...]) -> bool:
        """Play along the number that stands at these paths; False where no run could end otherwise for it."""
        number = self._found(paths) if self._host.is_on and not self._bench.play.is_active else None
        skill = asked_skill(self._host.wanted)
        is_known = self.answer is not None or self.job is not None
        is_it = is_known and (set(self._paths), self.skill) == (set(paths), skill)
        if number is not None and is_it and not self.is_stale:
            return True
        self.close()
        self.number, self.skill, self._paths = number, skill, paths
        if number is not None:
            self._begin(number)
            self.changed.emit()
        return number is not None

    @property
    def value(self) -> float | None:
        """What the number is now; None while none is followed, or it is gone."""
        if self.number is None or self._bench.document is None or self._host.place is None:
            return None
        now = self._found(self._paths)
        return now.value if now is not None else None

    @property
    def takes_along(self) -> bool:
        """Whether the curve sets more than what is dragged: `current` too, of whoever begins whole."""
        return self.number is not None and not {self.number.path, *self.number.also} <= set(map(str, self._paths))

    def close(self) -> None:
        """Forget the number too."""
        super().close()
        self.number, self._paths = None, ()

    def _begin(self, number: "Property") -> None:
        skill, stages = self.skill, self.stages

        def work(
            play: "Play", stage: "Stage", progress: "Progress", cancelled: Callable[[], bool], tell: "Tell[Along]"
        ) -> None:
            from engine.balance.content import content_of
            from engine.balance.curve import curve

            try:
                content = content_of(stage.view, stage.game)
            except LookupError:
                content = ""
            seeds = range(FIRST_SEED, FIRST_SEED + stages[-1][1])
            for each in curve(play, number, skill, seeds, stages=stages, progress=progress, cancelled=cancelled):
                tell(Along(each, content))

        self._ask(work)

    def _found(self, paths: tuple[Path, ...]) -> "Property | None":
        from engine.balance.properties import property_at

        return property_at(self._bench.view, paths) if self._host.place is not None else None

    def _edited(self, change: object) -> None:
        if self.number is None or self.is_stale:
            return
        # Text that comes in from outside names its file only.
        own = set(self._paths)
        is_ours = isinstance(change, ChangeSet) and change.paths <= own and (change.paths or not change.files)
        if not is_ours:
            self.cancel()
            self.is_stale = True
        self.changed.emit()
