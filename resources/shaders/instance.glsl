// One vertex of a mesh and the instance that it belongs to.
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec4 a_normal;    // w = share of the tint + 2 x the joint that it hangs on (0: none)
layout(location = 2) in vec4 a_colour;    // a = light given off
layout(location = 3) in vec4 i_place;     // position, scale
layout(location = 4) in vec4 i_turn;      // cos yaw, sin yaw (both doubled: lies on the ground), flash x 0.75 + number of the pose (0: none), rim (negative: rim without fill light)
layout(location = 5) in vec4 i_tint;      // rgb, number of the instance; in cells how far away it is drawn [m], 0: everywhere
#ifdef CELLS
uniform vec4 shift;                       // from the origin of the cell to that of the picture [m]
uniform vec4 clear_to;                    // before this point no tree stands; w = 1: there is such a point
vec3 instance_place() { return i_place.xyz + shift.xyz; }
// 0 for a tree (its rim is marked) between the eye and that point, or so near that it fills the picture.
// What ends at a distance shrinks before it, so that nothing appears at once.
float size_left() {
    return i_tint.w > 0.0 ? clamp((i_tint.w - distance(instance_place(), eye.xyz)) / (0.18 * i_tint.w), 0.0, 1.0) : 1.0;
}
float standing() {
    if (clear_to.w < 0.5 || i_turn.w == 0.0) return 1.0;
    vec2 along = clear_to.xz - eye.xz, off = instance_place().xz - eye.xz;
    float share = clamp(dot(off, along) / max(dot(along, along), 1e-6), 0.0, 0.9);
    return length(off - along * share) < i_place.w * 1.5 * (1.9 - share) ? 0.0 : 1.0;
}
#else
vec3 instance_place() { return i_place.xyz; }
float standing() { return 1.0; }
float size_left() { return 1.0; }
#endif

float tint_share() { return mod(a_normal.w, 2.0); }
float flash() { return fract(i_turn.z) / 0.75; }

#if defined(CELLS) || defined(FOLIAGE)
vec3 posed_place() { return a_position; }
vec3 posed_normal() { return a_normal.xyz; }
#else
// Rows of poses: three texels a joint, the rows of its matrix (editor/viewport/render/pose_table.py).
uniform sampler2D joints;
bool is_posed() { return i_turn.z >= 1.0 && a_normal.w >= 2.0; }
mat3x4 joint_matrix() {
    ivec2 at = ivec2((int(a_normal.w * 0.5) - 1) * 3, int(i_turn.z) - 1);
    return mat3x4(texelFetch(joints, at, 0), texelFetch(joints, at + ivec2(1, 0), 0), texelFetch(joints, at + ivec2(2, 0), 0));
}
vec3 posed_place() { return is_posed() ? vec4(a_position, 1.0) * joint_matrix() : a_position; }
vec3 posed_normal() { return is_posed() ? vec4(a_normal.xyz, 0.0) * joint_matrix() : a_normal.xyz; }
#endif

const float LIES_HIGH = 0.25;
bool lies() { return dot(i_turn.xy, i_turn.xy) > 2.0; }
vec3 turned(vec3 v) {
    vec2 turn = i_turn.xy;
    if (lies()) { turn *= 0.5; v = vec3(v.x, -v.z, v.y); }
    return vec3(v.x * turn.x + v.z * turn.y, v.y, -v.x * turn.y + v.z * turn.x);
}
vec3 world_place() {
    vec3 place = turned(posed_place() * (i_place.w * standing() * size_left())) + instance_place();
    if (lies()) place.y += LIES_HIGH * i_place.w;
    return place;
}
