"""What the operating system offers for waiting: its C functions by address, and semaphores that live on the desk."""

import ctypes
import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Natives:
    """Addresses of C functions, 0 where there is none. Without the first two no thread can take part in a tick."""

    sched_yield: int = 0
    clock_gettime: int = 0
    sem_init: int = 0
    sem_wait: int = 0
    sem_post: int = 0
    sched_getcpu: int = 0
    sched_setaffinity: int = 0

    @property
    def has_clock(self) -> bool:
        """Whether compiled code can read the clock and give its processor away: needed for threads at all."""
        return bool(self.sched_yield and self.clock_gettime)

    @property
    def has_semaphores(self) -> bool:
        """Whether workers can be parked and woken without Python."""
        return bool(self.sem_init and self.sem_wait and self.sem_post)

    @property
    def has_cores(self) -> bool:
        """Whether threads can be kept off a core."""
        return bool(self.sched_getcpu and self.sched_setaffinity)


def find_natives() -> Natives:
    """Look the functions up in this process. Other systems than Linux have no unnamed semaphores, or none that work."""
    if os.name != "posix":
        return Natives()
    library = ctypes.CDLL(None)
    names = ["sched_yield", "clock_gettime"]
    if sys.platform == "linux":
        names += ["sem_init", "sem_wait", "sem_post", "sched_getcpu", "sched_setaffinity"]
    return Natives(**{name: _address(library, name) for name in names})


def _address(library: ctypes.CDLL, name: str) -> int:
    try:
        return ctypes.cast(getattr(library, name), ctypes.c_void_p).value or 0
    except AttributeError:
        return 0


def start_semaphore(natives: Natives, address: int) -> None:
    """Make the bytes at `address` a semaphore of this process that stands at 0. OSError when the system refuses."""
    start = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_uint)(natives.sem_init)
    if start(address, 0, 0):
        raise OSError("the system gives no semaphore")


def post_semaphore(natives: Natives, address: int) -> None:
    """Wake one who waits, or let the next one pass."""
    ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(natives.sem_post)(address)
