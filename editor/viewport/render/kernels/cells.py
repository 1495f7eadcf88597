"""Which groups of instances are in view and at which level of detail, as draw commands."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import kernel

ZERO = np.float32(0)


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
        seen = True
        for plane in range(6):
            a, b, c, d = planes[plane, 0], planes[plane, 1], planes[plane, 2], planes[plane, 3]
            x = high[group, 0] if a > ZERO else low[group, 0]
            y = high[group, 1] if b > ZERO else low[group, 1]
            z = high[group, 2] if c > ZERO else low[group, 2]
            if a * x + b * y + c * z + d < ZERO:
                seen = False
                break
        if not seen:
            continue
        dx = max(low[group, 0] - eye[0], eye[0] - high[group, 0], ZERO)
        dy = max(low[group, 1] - eye[1], eye[1] - high[group, 1], ZERO)
        dz = max(low[group, 2] - eye[2], eye[2] - high[group, 2], ZERO)
        away = np.sqrt(dx * dx + dy * dy + dz * dz)
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
