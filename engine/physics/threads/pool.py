"""A pool of threads that lives in one compiled function: parked on native semaphores, woken by the tick itself."""

import os
import sys
import threading
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.threads import desk as at
from engine.physics.threads.kernels.arrays import BOX_VALUES, BOXES, COLUMNS, ENTRY_WORDS, MOST_BOXES, TABLE_NAMES
from engine.physics.threads.natives import Natives, post_semaphore, start_semaphore

Words = NDArray[np.int64]
Run = Callable[[int, int], int]


class _Workers:
    """What ends the threads; it knows the desk and never the pool, so that a forgotten pool can end."""

    def __init__(self, words: Words, natives: Natives) -> None:
        self.words, self.natives = words, natives
        self.threads: list[threading.Thread] = []
        self.bells: list[threading.Semaphore] = []
        self.errors: list[BaseException] = []

    def dismiss(self) -> None:
        """Wake everybody to find that it is over, and wait for them."""
        self.words[at.QUIT] = 1
        for number, bell in enumerate(self.bells, 1):
            if self.natives.has_semaphores:
                post_semaphore(self.natives, int(self.words[at.thread_words(number) + at.SEMAPHORE]))
            bell.release()
        for thread in self.threads:
            if thread is not threading.current_thread():
                thread.join()
        self.threads.clear()
        self.bells.clear()


def _serve(workers: _Workers, run: Run, bell: threading.Semaphore, address: int, number: int) -> None:
    """The life of a worker. With native semaphores `run` returns once, at the end; without, after every tick."""
    words = workers.words
    try:
        while not words[at.QUIT]:
            if not workers.natives.has_semaphores:
                bell.acquire()
            run(address, number)
    except BaseException as error:
        workers.errors.append(error)


def _give_cores(words: Words, natives: Natives) -> list[int]:
    """Plan a core for every thread, if there are enough; the first is spare, since the caller stays free to move.

    Left alone, a system wakes a worker on the core of whoever wakes it, where it then waits for the tick to end.
    """
    if sys.platform != "linux" or not natives.has_cores:
        return []
    cores = sorted(core for core in os.sched_getaffinity(0) if core < 64 * at.MASK_WORDS)
    if len(cores) < max(2, int(words[at.THREADS])):
        return []
    words[at.SPARE_CORE] = cores[0]
    words[at.SCHED_GETCPU], words[at.SCHED_SETAFFINITY] = natives.sched_getcpu, natives.sched_setaffinity
    return cores


def _aligned(words: int) -> Words:
    block = np.zeros(words + at.LINE, np.int64)
    skip = (-block.ctypes.data // 8) % at.LINE
    return block[skip : skip + words]


class Pool:
    """`threads` threads in all, the caller's among them, that step one lane together.

    The others start with the first step and end with `close`, or with the pool. They are woken natively by a step that
    keeps the GIL, so a busy Python thread does not come between; without native semaphores Python wakes them and the
    step lets go of the GIL.
    """

    def __init__(self, threads: int, natives: Natives, *, held: Run, free: Run) -> None:
        """`held` and `free` are the same native function, which keeps the GIL and which does not."""
        self.threads = threads
        self._held, self._free, self._natives = held, free, natives
        head = at.thread_words(threads)
        self._words = _aligned(head + threads * at.LINE + ENTRY_WORDS * len(TABLE_NAMES))
        self._address = self._words.ctypes.data
        words = self._words
        words[at.THREADS], words[at.SCHED_YIELD], words[at.CLOCK] = threads, natives.sched_yield, natives.clock_gettime
        words[at.TABLE] = self._address + 8 * (head + threads * at.LINE)
        self._table = words[head + threads * at.LINE :].reshape(-1, ENTRY_WORDS)
        self._boxes = np.zeros((MOST_BOXES, BOX_VALUES), np.float32)
        self._arrays: list[NDArray[Any]] = []
        self._bound: Any = None
        if natives.has_semaphores:
            words[at.SEM_WAIT], words[at.SEM_POST] = natives.sem_wait, natives.sem_post
            for thread in range(threads):
                place = self._address + 8 * (head + thread * at.LINE)
                words[at.thread_words(thread) + at.SEMAPHORE] = place
                start_semaphore(natives, place)
        self._cores = _give_cores(words, natives)
        self._workers = _Workers(words, natives)
        self._finalizer = weakref.finalize(self, self._workers.dismiss)

    def bind(self, view: Any) -> None:
        """Let the threads work on these columns from the next step on. TypeError when one is not as it was declared."""
        if view is self._bound:
            return
        arrays = [self._boxes if name == BOXES else view[name] for name in TABLE_NAMES]
        for name, array in zip(TABLE_NAMES, arrays, strict=True):
            column = COLUMNS[name]
            if array.dtype != column.numpy_dtype or array.ndim != column.axes or not array.flags.c_contiguous:
                raise TypeError(f"{name} is not the array that threads were compiled for")
        for entry, array in zip(self._table, arrays, strict=True):
            entry[0] = array.ctypes.data
            entry[1 : 1 + array.ndim] = array.shape
        self._arrays, self._bound = arrays, view

    def step(self, chunks: int, wake: int, *, check: bool = False) -> int:
        """One tick of the bound lane in `chunks` parts, with up to `wake` threads. Returns how many parts failed."""
        self._start()
        words = self._words
        words[at.CHUNKS], words[at.WAKE], words[at.CHECK] = chunks, wake, check
        if self._natives.has_semaphores:
            return self._held(self._address, 0)
        words[at.WAKE] = 0
        for bell in self._workers.bells[: wake - 1]:
            bell.release()
        return self._free(self._address, 0)

    @property
    def words(self) -> Words:
        """The desk, for what the last step said of itself."""
        return self._words

    @property
    def errors(self) -> tuple[BaseException, ...]:
        """What ended a worker; the pool goes on without it."""
        return tuple(self._workers.errors)

    def per_thread(self, word: int) -> tuple[int, ...]:
        """A word of each thread: CHUNKS_DONE, BUSY_NS or WAKES."""
        return tuple(int(self._words[at.thread_words(thread) + word]) for thread in range(self.threads))

    def close(self) -> None:
        """End the worker threads; the pool is of no more use."""
        self._workers.dismiss()

    def _start(self) -> None:
        workers = self._workers
        while len(workers.threads) < self.threads - 1:
            bell, number = threading.Semaphore(0), len(workers.threads) + 1
            thread = threading.Thread(
                target=_serve,
                args=(workers, self._free, bell, self._address, number),
                name=f"astraweave-crowd-{number}",
                daemon=True,
            )
            workers.threads.append(thread)
            workers.bells.append(bell)
            thread.start()
            own = at.thread_words(number)
            self._words[own + at.THREAD_ID] = thread.native_id or 0
            self._words[at.CALLER_CORE] = -1
            if self._cores and thread.native_id:
                self._words[own + at.CORE] = self._cores[number]
                os.sched_setaffinity(thread.native_id, {self._cores[number]})
