"""Who does which chunk: threads claim them by tickets, their own first, and a phase is over when all are done."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.threads import desk as at
from engine.physics.threads.kernels.parts import try_part
from engine.physics.threads.kernels.words import add_word, call_native, load_word, store_word, swap_word
from engine.world.kernel import helper

SPINS = 256  # looks at a word before the processor is given to somebody else
MONOTONIC = 1  # the clock that perf_counter_ns reads, on Linux
BILLION = 1_000_000_000


@helper
def now_ns(desk, thread):
    """The clock [ns]; each thread has its answer written to words of its own."""
    own = at.FIRST_THREAD + thread * at.THREAD_LINES * at.LINE
    call_native(load_word(desk, at.CLOCK), MONOTONIC, desk + (own + at.SECONDS) * 8, 0)
    return load_word(desk, own + at.SECONDS) * BILLION + load_word(desk, own + at.NANOSECONDS)


@helper
def claim(desk, owner, epoch, parts):
    """Number of the next chunk of a thread's own, or -1 when none is left or the phase is over."""
    threads = load_word(desk, at.THREADS)
    low = owner * parts // threads
    room = (owner + 1) * parts // threads - low
    own = at.FIRST_THREAD + owner * at.THREAD_LINES * at.LINE
    while True:
        ticket = load_word(desk, own)
        taken = ticket % at.TICKETS
        if ticket // at.TICKETS != epoch or taken >= room:
            return -1
        # Compared and swapped, so a thread that slept since it looked can't claim in a later phase.
        if swap_word(desk, own, ticket, ticket + 1):
            return low + taken


@helper
def take_parts(desk, thread, word):
    """Do chunks of the phase that `word` opened until none is left: a thread's own first, then those of others."""
    threads = load_word(desk, at.THREADS)
    parts = load_word(desk, at.PARTS)
    epoch = word // at.PHASES
    phase = word % at.PHASES
    own = at.FIRST_THREAD + thread * at.THREAD_LINES * at.LINE
    for turn in range(threads):
        owner = (thread + turn) % threads
        while True:
            part = claim(desk, owner, epoch, parts)
            if part < 0:
                break
            # From here to DONE the phase can't end, so what was written before it opened stands still.
            began = now_ns(desk, thread)
            step = load_word(desk, at.STEP)
            start = load_word(desk, at.BEGIN)
            stop = load_word(desk, at.END)
            steps = (stop - start + step - 1) // step
            begin = start + part * steps // parts * step
            end = min(start + (part + 1) * steps // parts * step, stop)
            try_part(desk, phase, part, begin, end)
            add_word(desk, own + at.CHUNKS_DONE, 1)
            add_word(desk, own + at.BUSY_NS, now_ns(desk, thread) - began)
            add_word(desk, at.DONE, 1)


@helper
def wait_while(desk, index, value):
    """Look at a word until it is another than `value`."""
    spins = 0
    while load_word(desk, index) == value:
        spins += 1
        if spins % SPINS == 0:
            call_native(load_word(desk, at.SCHED_YIELD), 0, 0, 0)


@helper
def run_phase(desk, phase, begin, end, step, most):
    """Open a phase over begin..end, help to do it, and wait for chunks that others have claimed.

    Chunks begin at multiples of `step` from `begin`; there are at most `most`. Returns how many there were.
    """
    threads = load_word(desk, at.THREADS)
    parts = min(load_word(desk, at.CHUNKS), most, (end - begin + step - 1) // step)
    word = (load_word(desk, at.PHASE) // at.PHASES + 1) * at.PHASES + phase
    # Tickets change first: whoever still looks at the last phase then can't claim by the numbers of this one.
    for thread in range(threads):
        store_word(desk, at.FIRST_THREAD + thread * at.THREAD_LINES * at.LINE, word // at.PHASES * at.TICKETS)
    store_word(desk, at.BEGIN, begin)
    store_word(desk, at.END, end)
    store_word(desk, at.STEP, step)
    store_word(desk, at.PARTS, parts)
    store_word(desk, at.DONE, 0)
    store_word(desk, at.PHASE, word)
    take_parts(desk, 0, word)
    spins = 0
    while load_word(desk, at.DONE) < parts:
        spins += 1
        if spins % SPINS == 0:
            call_native(load_word(desk, at.SCHED_YIELD), 0, 0, 0)
    return parts
