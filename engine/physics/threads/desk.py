"""The desk: one block of 64-bit words through which the threads of a pool share a tick, and where each word lies."""

LINE = 8
"""Words of a cache line. What different threads write at the same time lies on lines of its own."""

# Line 0: set before the first tick.
THREADS, SEM_WAIT, SEM_POST, SCHED_YIELD, CLOCK, TABLE, CHUNKS, CHECK = range(LINE)
# Line 1: what is being done: epoch * PHASES + phase. Workers watch it.
PHASE = 1 * LINE
# Line 2: chunks of the phase that are finished; the caller watches it.
DONE = 2 * LINE
# Line 3: the phase's part of the lane, written before it opens; chunks begin at multiples of STEP.
BEGIN, END, PARTS, STEP, WALLS, STOP_ROW, FLIP, WAKE = range(3 * LINE, 4 * LINE)
# Line 4: what came of it, summed over chunks; where the lane's slots begin and end, parts its rows were counted in.
PAIRS, MOVED, FAILED, ITERATIONS, BASE, NOBODY, ROW_PARTS = range(4 * LINE, 4 * LINE + 7)
# Line 5: set to 1 to end the workers.
QUIT = 5 * LINE
# Lines 6 and 7: times [ns] of the caller's clock at the stages' borders, and checksums of what each left.
STAMP, SUM = 6 * LINE, 7 * LINE
# Line 8: the core that the caller was on, one that nobody has, the functions that tell and set cores; room for a mask.
CALLER_CORE, SPARE_CORE, SCHED_GETCPU, SCHED_SETAFFINITY = range(8 * LINE, 8 * LINE + 4)
MASK, MASK_WORDS = 9 * LINE, 16
# Then for each thread: its tickets, and what it says of itself with its semaphore's address and a clock's answer.
FIRST_THREAD = 11 * LINE
THREAD_LINES = 2
CHUNKS_DONE, BUSY_NS, WAKES, SEMAPHORE, SECONDS, NANOSECONDS, THREAD_ID, CORE = range(LINE, 2 * LINE)

# Phases, in the low bits of PHASE. In RESTING no tick is under way; in STARTING one is, with nothing to do for workers.
PHASES = 16
RESTING, STARTING, PREDICT, COUNT, SCATTER, SORT, LIST, GATHER, COPY, INTEGRATE = range(10)
# A ticket word is epoch * TICKETS + the number of the next chunk of its thread's own.
TICKETS = 1 << 20


def thread_words(thread: int) -> int:
    """Index of a thread's first word: its tickets."""
    return FIRST_THREAD + thread * THREAD_LINES * LINE
