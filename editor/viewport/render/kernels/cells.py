"""Which groups of instances are in view and at which level of detail, as draw commands."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from editor.viewport.render.kernels.boxes import squared_gap, touches
from engine.world.kernel import kernel


@kernel
def cull_cells(planes, eye, low, high, first, count, mesh, reach, lods, starts, sizes, commands, drawn, owner):
    """Write the draw commands of the groups in view; gives how many there are.

    planes (6, 4) f4, eye (3,) f4 [m]; of g groups: low, high (g, 3) f4 boxes [m], first, count (g,) i4 rows, mesh (g,)
    i4 mesh numbers, reach (g,) f4 [m] from where on nothing is drawn; lods (m, 6) f4: three times the mesh
    for the distance and from where on [m], nearest first; starts, sizes (m,) i4 vertices.
    commands (g, 4) u4: vertices, instances, first vertex, first instance; drawn, owner (g,) i4: the mesh of each
    command and the group that it draws.
    """
    found = 0
    for group in range(len(first)):
        if count[group] == 0:
            continue
        if not touches(planes, low, high, group):
            continue
        away = np.sqrt(squared_gap(eye, low, high, group))
        if away > reach[group]:
            continue
        shown = mesh[group]
        if away > lods[shown, 5]:
            shown = int(lods[shown, 4])
        elif away > lods[shown, 3]:
            shown = int(lods[shown, 2])
        elif away > lods[shown, 1]:
            shown = int(lods[shown, 0])
        commands[found, 0] = sizes[shown]
        commands[found, 1] = count[group]
        commands[found, 2] = starts[shown]
        commands[found, 3] = first[group]
        drawn[found] = shown
        owner[found] = group
        found += 1
    return found
