"""Changes the settings by hand: shown at once, one undo entry a drag, refused with the number that would do."""

from dataclasses import dataclass, replace
from math import ceil, inf

from editor.api import Editor, EditRefusedError, Signal
from engine.terrain.streaming.config import MIB, StreamingConfig
from engine.terrain.streaming.config_file import problems_of
from engine.terrain.streaming.memory import needed_memory
from panels.streaming_diagnostics.knobs import Knob, knobs

ROUND_UP_MIB = 8


@dataclass(frozen=True)
class Refusal:
    """A change that was not made: the number that was tried, why not, and what would do.

    `repair` is the whole configuration that would be taken, `offer` says what it changes; both empty without one.
    `over` is what was in force then.
    """

    knob: Knob
    value: float
    why: str
    offer: str = ""
    repair: StreamingConfig | None = None
    over: StreamingConfig | None = None


class Tuning:
    """The knobs of the open project's streaming. `changed` fires when a number or a refusal did."""

    changed = Signal()

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.knobs = knobs()
        self.refusal: Refusal | None = None
        self._is_turned = False

    @property
    def config(self) -> StreamingConfig:
        """The settings in force."""
        return self._editor.terrain.config

    @property
    def why_not(self) -> str:
        """Why nothing can be changed now; "" when it can."""
        if self._editor.document is None:
            return "Open a project first."
        try:
            self._editor.edit_refusal()
        except EditRefusedError as refusal:
            return str(refusal)
        return ""

    def knob(self, id_: str) -> Knob:
        """A knob by its id."""
        return {knob.id: knob for knob in self.knobs}[id_]

    def begin(self) -> None:
        """A drag begins: all until `end` is one entry of the history, whatever went before."""
        self.end()

    def slide(self, knob: Knob, value: float) -> None:
        """Give a knob the number of its slider, which stops short of where the levels beside it end."""
        self.turn(knob, between_levels(knob, value, self.config))

    def turn(self, knob: Knob, value: float) -> None:
        """Give a knob another number: in force at once, or refused with the reason and what would do."""
        if self.why_not:
            return
        wanted = knob.put(self.config, value)
        refused = refusal_of(knob, value, wanted)
        if refused is not None:
            refused = replace(refused, over=self.config)
        # First: what follows hears of the change at once and shows what is refused.
        self.refusal = refused
        if refused is None:
            self._put(wanted)
        self.changed.emit()

    def end(self) -> None:
        """The drag is over: what it changed is one entry of the history."""
        if self._is_turned:
            self._is_turned = False
            self._editor.gestures.finish()

    def revert(self, knob: Knob) -> None:
        """Give a knob the number back that it has without a file."""
        self.turn(knob, knob.default)
        self.end()

    def repair(self) -> None:
        """Take what the refusal offers."""
        refusal, self.refusal = self.refusal, None
        if refusal is not None and refusal.repair is not None and not self.why_not:
            self._put(refusal.repair)
            self.end()
        self.changed.emit()

    def forget_refusal(self) -> None:
        """The number that was refused is let go; the one in force shows again."""
        if self.refusal is not None:
            self.refusal = None
            self.changed.emit()

    def follow(self) -> None:
        """Other settings are in force, by an undo or another program: what was refused over the old ones is let go."""
        if self.refusal is not None and self.refusal.over != self.config:
            self.refusal = None
        self.changed.emit()

    def _put(self, config: StreamingConfig) -> None:
        self._is_turned = True
        self._editor.terrain.set_config(config)


def refusal_of(knob: Knob, value: float, wanted: StreamingConfig) -> Refusal | None:
    """Why a configuration can't be taken, with a repair where one is known; None when it can."""
    problems = dict(problems_of(wanted))
    if not problems:
        return None
    field, why = next(iter(problems.items()))
    if field == "memory_mib":
        least = least_memory_mib(wanted)
        offer = f"Use {least:,} MiB" if knob.field == "memory_mib" else f"Raise the memory to {least:,} MiB"
        return Refusal(knob, value, f"Needs at least {least:,} MiB", offer, _memory(wanted, least))
    if field == "view_distance_m":
        last = wanted.lod_distances_m[-1]
        repaired = wanted.model_copy(update={"view_distance_m": last})
        still = refusal_of(knob, value, repaired)
        repair = repaired if still is None else still.repair
        return Refusal(knob, value, why, f"Use a view of {last:,.0f} m", repair)
    if knob.field == "lod_distances_m" and knob.place is not None:
        low, high = _neighbours(knob, wanted)
        expected = f"Expected above {low:,.0f} m" if high == inf else f"Expected {low:,.0f} to {high:,.0f} m"
        nearest = between_levels(knob, value, wanted)
        repaired = knob.put(wanted, nearest)
        if not low < value < high and not problems_of(repaired):
            return Refusal(knob, value, expected, f"Use {nearest:,.0f} m", repaired)
    return Refusal(knob, value, why)


def between_levels(knob: Knob, value: float, config: StreamingConfig) -> float:
    """The nearest number at which a level still begins after the one before it and ends before the next."""
    if knob.field != "lod_distances_m" or knob.place is None:
        return value
    low, high = _neighbours(knob, config)
    if high - low <= 2.0 * knob.step:
        return (low + high) / 2.0
    return min(max(value, low + knob.step), high - knob.step)


def _neighbours(knob: Knob, config: StreamingConfig) -> tuple[float, float]:
    """Where the level before ends, and the next one [m]; 0 and infinity where there is none."""
    ends = (0.0, *config.lod_distances_m, inf)
    place = knob.place or 0
    return ends[place], ends[place + 2]


def least_memory_mib(config: StreamingConfig) -> int:
    """The least memory [MiB] that is enough for a configuration, rounded up to a whole step."""
    return ceil(needed_memory(config) / MIB / ROUND_UP_MIB) * ROUND_UP_MIB


def _memory(config: StreamingConfig, mib: float) -> StreamingConfig:
    return config.model_copy(update={"memory_mib": float(mib)})
