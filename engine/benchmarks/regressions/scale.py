"""How far two values are apart: by their ratio, where there is one."""

import numpy as np

from engine.benchmarks.regressions.rank_test import Floats


class Logarithmic:
    """Values as logarithms: steps of the same share are equally long."""

    def __init__(self, values: Floats) -> None:
        self.values = values
        self.scaled: Floats = np.log(values)

    def least(self, share: float, _middle: Floats) -> Floats | float:
        """How long a step of a share is."""
        return float(np.log1p(share))


class Linear:
    """Values as they are; a step of a share is as long as that share of the level before it."""

    def __init__(self, values: Floats) -> None:
        self.values = self.scaled = values

    def least(self, share: float, middle: Floats) -> Floats | float:
        """How long a step of a share is from each level; from 0 any step is."""
        return share * np.abs(middle)


def scale_of(values: Floats) -> Logarithmic | Linear:
    """By ratios, unless a value is 0 or less, as counts may be."""
    return Logarithmic(values) if (values > 0.0).all() else Linear(values)
