"""The one compiled tick of the process, loaded when it is wanted and only if that takes no compiler."""

from engine.physics.threads.kernels.tick import run
from engine.world.kernel import NativeFunction, is_plain

LOOK_EVERY = 120
"""Steps between two looks into the cache, where another process may have put the code meanwhile."""

_native: list[NativeFunction] = []
_looks = [0]


def native_tick() -> NativeFunction:
    """The function `run(desk, thread)`; `prepare()` it before it is called."""
    if not _native:
        _native.append(NativeFunction(run, 2))
    return _native[0]


def is_loaded() -> bool:
    """Whether it can be called now. Loads it if its code is kept, looking for that now and then; never compiles."""
    native = native_tick()
    if native.is_ready:
        return True
    if is_plain():
        return False
    _looks[0] += 1
    if _looks[0] % LOOK_EVERY == 1 and native.is_kept():
        native.prepare()
    return native.is_ready
