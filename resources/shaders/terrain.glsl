// One vertex of a chunk of endless ground, from whole numbers, so that what chunks share has the same bits. What is done
// here, engine/terrain/levels/watertight.py does too, and counts cracks: change both.
layout(location = 0) in vec3 a_grid;      // column, row of the drawn grid; 1 = lower rim of the skirt
layout(location = 3) in vec4 i_slot;      // column, row of the slot; cells between the chunk's points; blend
layout(location = 4) in vec4 i_corner;    // lattice point of the corner, minus the anchor's (x, z); depth of the skirt [m]; level
layout(location = 5) in vec4 i_edges;     // blend at -x, +x, -z, +z; -1: the neighbour is coarser
uniform vec4 lattice;                     // cell [m], texels a quad, quads a side, points a side of a chunk
uniform sampler2D heights;

float height_of(ivec2 texel) {
    return texelFetch(heights, ivec2(i_slot.xy) * (int(lattice.w) + 4) + texel + 2, 0).r;
}

// The texel of this vertex: where the neighbour is coarser, odd points of the edge lie on the even one before them.
ivec2 own_texel(out float blend, out ivec2 odd) {
    int quads = int(lattice.z);
    ivec2 place = ivec2(a_grid.xy);
    blend = i_slot.w;
    vec2 edge = vec2(place.x == 0 ? i_edges.x : place.x == quads ? i_edges.y : 2.0,
                     place.y == 0 ? i_edges.z : place.y == quads ? i_edges.w : 2.0);
    if (edge.x < 0.0) { place.y &= ~1; blend = 0.0; } else if (edge.x < 1.5) blend = edge.x;
    if (edge.y < 0.0) { place.x &= ~1; blend = 0.0; } else if (edge.y < 1.5) blend = edge.y;
    odd = place & 1;
    return place * int(lattice.y);
}

vec3 chunk_point(ivec2 texel, ivec2 odd, float blend) {
    float height = height_of(texel);
    if (odd.x + odd.y > 0) {
        // Between the two even vertices of the parent's edge or cut; in this form 0 and 1 are exact.
        ivec2 side = odd * int(lattice.y);
        float between = (height_of(texel - side) + height_of(texel + side)) * 0.5;
        height = between * (1.0 - blend) + height * blend;
    }
    vec2 place = (i_corner.xy + vec2(texel) * i_slot.z) * lattice.x;
    return vec3(place.x, height - a_grid.z * i_corner.z, place.y);
}
