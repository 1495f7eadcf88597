"""Many moving instances: which are in view, as which mesh, and their rows one mesh after the other."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import quick_kernel


@quick_kernel
def cull_crowd(planes, eye, rows, mesh, middle, reach, foliage_from, lods, lods_from, seen, drawn):
    """Write the indices of the instances in view and the mesh that each is drawn as; gives how many.

    planes (6, 4) f4, eye (3,) f4 [m]; rows (n, 12) f4 (see instance.glsl), mesh (n,) i4; of m meshes: middle of the
    height and radius `reach` (m,) f4 [m] of the bounding sphere, foliage_from (m,) f4 [m] from where on nothing is
    drawn, lods (m, 3) i4 and lods_from (m, 3) f4 [m]: what stands for it in the distance, nearest first.
    seen (n,) i8, drawn (n,) i4.
    """
    found = 0
    for i in range(len(rows)):
        kind = mesh[i]
        scale = rows[i, 3]
        x, y, z = rows[i, 0], rows[i, 1] + middle[kind] * scale, rows[i, 2]
        radius = reach[kind] * scale
        inside = True
        for plane in range(6):
            if planes[plane, 0] * x + planes[plane, 1] * y + planes[plane, 2] * z + planes[plane, 3] < -radius:
                inside = False
                break
        if not inside:
            continue
        dx, dz = x - eye[0], z - eye[2]
        away = np.sqrt(dx * dx + dz * dz)
        if away > foliage_from[kind]:
            continue
        shown = kind
        for level in range(3):
            if away > lods_from[kind, level]:
                shown = lods[kind, level]
        seen[found] = i
        drawn[found] = shown
        found += 1
    return found


@quick_kernel
def gather_by_mesh(rows, wanted, mesh, place, out):
    """Copy the wanted rows so that those of a mesh stand side by side, in their order.

    rows (n, w) f4, wanted (k,) i8 indices, mesh (k,) i4; place (m,) i8: where the rows of each mesh begin in out (k, w)
    f4; it is moved on to where they end.
    """
    for i in range(len(wanted)):
        at = place[mesh[i]]
        place[mesh[i]] = at + 1
        row = wanted[i]
        for part in range(rows.shape[1]):
            out[at, part] = rows[row, part]
