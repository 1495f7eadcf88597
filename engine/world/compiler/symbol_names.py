"""Gives compiled functions names that no other process has given, so that none is taken for another of its name."""

# pyright: basic
# numba's types do not know its counters.

import itertools
import os
from typing import Any

from numba.core.bytecode import FunctionIdentity

START_BYTES = 6


def install() -> None:
    """Begin numba's count of functions at a random number; runs when `engine.world.kernel` is imported.

    Numba numbers the functions that it compiles from 1 in each process and puts the number into the name of the code.
    A function that is loaded from the cache brings the name from the process that made it. When a function is edited
    and compiled again, it could get that very name, and the linker keeps the first of two equal names: the old code.
    """
    identity: Any = FunctionIdentity
    identity._unique_ids = itertools.count(int.from_bytes(os.urandom(START_BYTES), "little"))
