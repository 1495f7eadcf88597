"""The three stages of one large lane, done by whoever claims the next chunk; one native call a tick."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.checksum import sum_rows, sum_slots
from engine.physics.crowd.limits import BLOCK, FARTHEST, MOST_CHUNKS, ZERO
from engine.physics.crowd.predict import list_walls
from engine.physics.crowd.refusal import note_odd
from engine.physics.crowd.sort import add_lines, close_lane, first_slot, frame_lane
from engine.physics.crowd.stages import broad_phase, integration, narrow_phase
from engine.physics.threads import desk as at
from engine.physics.threads.kernels.arrays import MOST_BOXES, names_of, reader_of
from engine.physics.threads.kernels.claims import now_ns, run_phase, take_parts, wait_while
from engine.physics.threads.kernels.parts import box_columns
from engine.physics.threads.kernels.words import add_word, call_native, load_word, store_word
from engine.world.ids import GROUP
from engine.world.kernel import helper

# Columns of each function, after the parameters that are none.
wall_columns = reader_of(names_of(list_walls, 2), broad_phase.writes)
frame_columns = reader_of(names_of(frame_lane, 7), broad_phase.writes)
odd_columns = reader_of(names_of(note_odd, 3), broad_phase.writes)
add_columns = reader_of(names_of(add_lines, 3), broad_phase.writes)
close_columns = reader_of(names_of(close_lane, 2), broad_phase.writes)
order_columns = reader_of(names_of(sum_slots, 2), broad_phase.writes)
moved_columns = reader_of(names_of(sum_rows, 0), integration.writes)
lane_columns = reader_of(("first", "crowd_count", "crowd_walls"), broad_phase.writes)
solver_columns = reader_of(("solver_iterations", "crowd_pairs"), narrow_phase.writes)


@helper
def broad(desk, table, rows):
    """Predict, sort and list: the same functions in the same order as the system `broad_phase`; returns the movers."""
    base = load_word(desk, at.BASE)
    parts = run_phase(desk, at.PREDICT, 0, rows, GROUP, MOST_BOXES)
    note_odd(0, rows, 0, *odd_columns(table))
    low_x, low_z, high_x, high_z, widest = FARTHEST, FARTHEST, -FARTHEST, -FARTHEST, ZERO
    (boxes,) = box_columns(table)
    for part in range(parts):
        low_x = min(low_x, boxes[part, 0])
        low_z = min(low_z, boxes[part, 1])
        high_x = max(high_x, boxes[part, 2])
        high_z = max(high_z, boxes[part, 3])
        widest = max(widest, boxes[part, 4])
    (crowd_frame,) = frame_columns(table)
    frame_lane(0, rows, low_x, low_z, high_x, high_z, widest, crowd_frame)
    parts = run_phase(desk, at.COUNT, 0, rows, GROUP, MOST_CHUNKS)
    store_word(desk, at.ROW_PARTS, parts)
    count = add_lines(0, parts, base, *add_columns(table))
    if count == 0:
        return 0
    run_phase(desk, at.SCATTER, 0, rows, GROUP, MOST_CHUNKS)
    lines = int(crowd_frame[0, 5])
    run_phase(desk, at.SORT, 0, lines, 1, lines)
    store_word(desk, at.NOBODY, close_lane(base, count, *close_columns(table)))
    run_phase(desk, at.LIST, base, base + count, BLOCK, count)
    return count


@helper
def narrow(desk, count, iterations):
    """K gathers that change places of their buffers; ends early once nobody moves. The answer lies in crowd_place."""
    base = load_word(desk, at.BASE)
    pairs = 0
    done = 0
    store_word(desk, at.FLIP, 0)
    for iteration in range(iterations):
        store_word(desk, at.PAIRS, 0)
        store_word(desk, at.MOVED, 0)
        run_phase(desk, at.GATHER, base, base + count, BLOCK, count)
        if iteration == 0:
            pairs = load_word(desk, at.PAIRS) // 2
        done += 1
        if load_word(desk, at.MOVED) == 0:
            store_word(desk, at.FLIP, 0)  # both buffers hold the same
            break
        store_word(desk, at.FLIP, 1 - load_word(desk, at.FLIP))
    store_word(desk, at.ITERATIONS, done)
    if load_word(desk, at.FLIP) != 0:
        run_phase(desk, at.COPY, base, base + count, BLOCK, count)
    return pairs


@helper
def bind(desk, thread, core):
    """Let a worker run on one core only."""
    own = at.FIRST_THREAD + thread * at.THREAD_LINES * at.LINE
    store_word(desk, own + at.CORE, core)
    store_word(desk, at.MASK + core // 64, 1 << (core % 64))
    who = load_word(desk, own + at.THREAD_ID)
    call_native(load_word(desk, at.SCHED_SETAFFINITY), who, at.MASK_WORDS * 8, desk + at.MASK * 8)
    store_word(desk, at.MASK + core // 64, 0)


@helper
def make_way(desk, core):
    """The caller, who moves as the system likes, is on this core now: a worker that has it takes the spare one."""
    store_word(desk, at.CALLER_CORE, core)
    for thread in range(1, load_word(desk, at.THREADS)):
        if load_word(desk, at.FIRST_THREAD + thread * at.THREAD_LINES * at.LINE + at.CORE) == core:
            bind(desk, thread, load_word(desk, at.SPARE_CORE))
            store_word(desk, at.SPARE_CORE, core)


@helper
def wake(desk):
    """Wake as many workers as are wanted, none on the core that the caller is on now, where it would wait."""
    if load_word(desk, at.SCHED_SETAFFINITY) != 0:
        core = int(call_native(load_word(desk, at.SCHED_GETCPU), 0, 0, 0))
        if core != load_word(desk, at.CALLER_CORE):
            make_way(desk, core)
    for thread in range(1, load_word(desk, at.WAKE)):
        own = at.FIRST_THREAD + thread * at.THREAD_LINES * at.LINE
        call_native(load_word(desk, at.SEM_POST), load_word(desk, own + at.SEMAPHORE), 0, 0)


@helper
def step_lane(desk):
    """One tick of the world's only lane, by the caller and whoever wakes up in time. Returns how many chunks failed."""
    store_word(desk, at.STAMP, now_ns(desk, 0))
    store_word(desk, at.FAILED, 0)
    for thread in range(load_word(desk, at.THREADS)):
        own = at.FIRST_THREAD + thread * at.THREAD_LINES * at.LINE
        store_word(desk, own + at.CHUNKS_DONE, 0)
        store_word(desk, own + at.BUSY_NS, 0)
    # Opened before anybody is woken: a worker that found the desk at rest would sleep through the tick.
    store_word(desk, at.PHASE, (load_word(desk, at.PHASE) // at.PHASES + 1) * at.PHASES + at.STARTING)
    wake(desk)
    table = load_word(desk, at.TABLE)
    first, crowd_count, crowd_walls = lane_columns(table)
    solver_iterations, crowd_pairs = solver_columns(table)
    rows = int(first[1])
    walls = list_walls(0, rows, *wall_columns(table))
    crowd_walls[0] = walls
    store_word(desk, at.WALLS, rows - walls)
    store_word(desk, at.STOP_ROW, rows)
    base = first_slot(first, 0)
    store_word(desk, at.BASE, base)
    count = broad(desk, table, rows)
    crowd_count[0] = count
    check = load_word(desk, at.CHECK)
    if check != 0:
        store_word(desk, at.SUM, np.int64(sum_slots(first, crowd_count, *order_columns(table))))
    store_word(desk, at.STAMP + 1, now_ns(desk, 0))
    crowd_pairs[0] = narrow(desk, count, int(solver_iterations[0]))
    if check != 0:
        store_word(desk, at.SUM + 1, np.int64(sum_slots(first, crowd_count, *order_columns(table))))
    store_word(desk, at.STAMP + 2, now_ns(desk, 0))
    run_phase(desk, at.INTEGRATE, base, base + count, BLOCK, count)
    if check != 0:
        store_word(desk, at.SUM + 2, np.int64(sum_rows(*moved_columns(table))))
    store_word(desk, at.STAMP + 3, now_ns(desk, 0))
    store_word(desk, at.PHASE, (load_word(desk, at.PHASE) // at.PHASES + 1) * at.PHASES + at.RESTING)
    return load_word(desk, at.FAILED)


@helper
def serve(desk, thread):
    """What a worker does for as long as it lives: sleep until it is woken, then claim chunks until the tick is over.

    Without a native semaphore it returns after a tick, and Python wakes it for the next.
    """
    own = at.FIRST_THREAD + thread * at.THREAD_LINES * at.LINE
    while True:
        if load_word(desk, at.SEM_WAIT) != 0:
            call_native(load_word(desk, at.SEM_WAIT), load_word(desk, own + at.SEMAPHORE), 0, 0)
        if load_word(desk, at.QUIT) != 0:
            return 0
        add_word(desk, own + at.WAKES, 1)
        word = load_word(desk, at.PHASE)
        while word % at.PHASES != at.RESTING:
            take_parts(desk, thread, word)
            wait_while(desk, at.PHASE, word)
            word = load_word(desk, at.PHASE)
        if load_word(desk, at.SEM_WAIT) == 0:
            return 0


def run(desk: int, thread: int) -> int:
    """Native entry: the caller's tick as thread 0, any other number is that worker's life."""
    if thread == 0:
        return step_lane(desk)
    return serve(desk, thread)
