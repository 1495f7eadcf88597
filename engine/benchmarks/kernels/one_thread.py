"""Keeps libraries that let numba spread their loops to one thread, so that they are compared by what they do."""

# pyright: basic

import numba


def keep_to_one_thread() -> None:
    """From here on, loops that numba spreads run on the calling thread alone when it is this one that calls."""
    numba.set_num_threads(1)
