"""How much slower a benchmark may become before somebody is told, and why that matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

QUIET_PAIR = "6f5777e7b0f0"
"""The machine of docs/figures.md: AMD EPYC, 2 cores, 24 GiB."""


@dataclass(frozen=True)
class Baseline:
    """What one case took, and on which kind of machine alone that is a limit; parameters that are left out are any."""

    value: float
    case: Mapping[str, Any]
    hardware_id: str = QUIET_PAIR


@dataclass(frozen=True)
class Threshold:
    """The shares by which a result may be worse before it is told (`warn`), and before it fails.

    Worse than the base that was measured beside it and, on the machine that a baseline names, than the baseline. `why`
    says what users notice of it; what is `critical` is told first, and labelled so on the forge.
    """

    why: str
    warn: float = 0.10
    fail: float = 0.25
    critical: bool = False
    baselines: tuple[Baseline, ...] = ()

    def __post_init__(self) -> None:
        """ValueError for shares that make no sense."""
        if not 0.0 < self.warn <= self.fail or not self.why:
            raise ValueError(
                f"a threshold warns at {self.warn} and fails at {self.fail}; expected 0 < warn <= fail, and why"
            )

    def baseline_of(self, params: Mapping[str, Any], hardware_id: str) -> Baseline | None:
        """The one for a case on a kind of machine."""
        for each in self.baselines:
            if each.hardware_id == hardware_id and all(params.get(name) == value for name, value in each.case.items()):
                return each
        return None
