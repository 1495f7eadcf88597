"""What is done in a chunk: the functions that the crowd's systems call for a whole lane, called for a part of it."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.crowd.gather import copy_slots, gather_slots
from engine.physics.crowd.integrate import integrate_slots
from engine.physics.crowd.layers import part_layers
from engine.physics.crowd.neighbours import list_neighbours
from engine.physics.crowd.predict import bound_rows, predict_rows
from engine.physics.crowd.sort import count_lines, scatter_lines, sort_lines
from engine.physics.crowd.stages import broad_phase, integration, narrow_phase
from engine.physics.crowd.things import leave_things, list_things
from engine.physics.threads import desk as at
from engine.physics.threads.kernels.arrays import BOXES, names_of, reader_of
from engine.physics.threads.kernels.words import add_word, load_word
from engine.world.kernel import helper

# Columns of each function, after the parameters that are none.
predict_columns = reader_of(names_of(predict_rows, 4), broad_phase.writes)
bound_columns = reader_of(names_of(bound_rows, 2), broad_phase.writes)
box_columns = reader_of((BOXES,), frozenset({BOXES}))
count_columns = reader_of(names_of(count_lines, 6), broad_phase.writes)
scatter_columns = reader_of(names_of(scatter_lines, 5), broad_phase.writes)
sort_columns = reader_of(names_of(sort_lines, 5), broad_phase.writes)
neighbour_columns = reader_of(names_of(list_neighbours, 5), broad_phase.writes)
layer_columns = reader_of(names_of(part_layers, 4), broad_phase.writes)
thing_columns = reader_of(names_of(list_things, 4), broad_phase.writes)
gather_columns = reader_of(names_of(gather_slots, 4), narrow_phase.writes)
leave_columns = reader_of(names_of(leave_things, 4, -2), narrow_phase.writes)
place_columns = reader_of(("crowd_place", "crowd_next"), narrow_phase.writes)
integrate_columns = reader_of(names_of(integrate_slots, 4), integration.writes)


@helper
def do_row_part(desk, phase, part, begin, end):
    """One chunk of rows: predicted, counted by line, or scattered into lines."""
    table = load_word(desk, at.TABLE)
    base = load_word(desk, at.BASE)
    parts = load_word(desk, at.PARTS)
    if phase == at.PREDICT:
        predict_rows(begin, end, load_word(desk, at.WALLS), load_word(desk, at.STOP_ROW), *predict_columns(table))
        box = bound_rows(begin, end, *bound_columns(table))
        (boxes,) = box_columns(table)
        for k in range(5):
            boxes[part, k] = box[k]
    elif phase == at.COUNT:
        count_lines(0, begin, end, part, parts, base, *count_columns(table))
    else:
        scatter_lines(begin, end, part, parts, base, *scatter_columns(table))


@helper
def do_slot_part(desk, phase, begin, end):
    """One chunk of lines (SORT) or of slots: sorted, given their neighbours, moved apart, or put in place."""
    table = load_word(desk, at.TABLE)
    base = load_word(desk, at.BASE)
    walls = load_word(desk, at.WALLS)
    stop = load_word(desk, at.STOP_ROW)
    if phase == at.SORT:
        sort_lines(0, begin, end, load_word(desk, at.ROW_PARTS), base, *sort_columns(table))
    elif phase == at.LIST:
        list_neighbours(0, begin, end, base, load_word(desk, at.NOBODY), *neighbour_columns(table))
        part_layers(0, begin, end, load_word(desk, at.NOBODY), *layer_columns(table))
        list_things(begin, end, walls, stop, *thing_columns(table))
    elif phase == at.INTEGRATE:
        integrate_slots(begin, end, walls, stop, *integrate_columns(table))
    else:
        place, other = place_columns(table)
        if load_word(desk, at.FLIP) != 0:
            place, other = other, place
        if phase == at.COPY:
            copy_slots(begin, end, place, other)
        else:
            overlaps, moved = gather_slots(begin, end, place, other, *gather_columns(table))
            moved += leave_things(begin, end, walls, stop, *(leave_columns(table) + (place, other)))  # noqa: RUF005 - numba unpacks no starred tuple
            add_word(desk, at.PAIRS, overlaps)
            add_word(desk, at.MOVED, moved)


@helper
def try_part(desk, phase, part, begin, end):
    """One chunk; what it raises is only counted, since the others would wait for ever for a thread that left."""
    try:
        if phase <= at.SCATTER:
            do_row_part(desk, phase, part, begin, end)
        else:
            do_slot_part(desk, phase, begin, end)
    except Exception:
        add_word(desk, at.FAILED, 1)
