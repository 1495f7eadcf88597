"""Make it fair: which values of some numbers bring a fight to where its designer wants it."""

from engine.balance.fair.search import BUDGET, make_it_fair
from engine.balance.fair.target import Band, Fair, Measured, Miss, Move, Target

__all__ = ["BUDGET", "Band", "Fair", "Measured", "Miss", "Move", "Target", "make_it_fair"]
