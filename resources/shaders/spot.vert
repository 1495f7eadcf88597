#version 330
// The dark spot under a figure, drawn out away from the sun.
#include frame.glsl
uniform sampler2D heights;
layout(location = 0) in vec2 a_shape;     // turn 0..1, 0 centre or 1 rim
layout(location = 3) in vec4 i_place;     // x, y above ground, z, radius [m]
out float v_edge;
void main() {
    float angle = a_shape.x * 6.2831853;
    float along = 1.65 * sin(angle);
    vec2 local = vec2(0.62 * cos(angle), along < 0.0 ? along : along * 0.45) * i_place.w * a_shape.y;
    vec2 away = normalize(sun_light.xz);
    vec3 point = vec3(i_place.x + away.x * local.y - away.y * local.x, 0.0, i_place.z + away.y * local.y + away.x * local.x);
    vec2 place = clamp(ground_place(point), 0.0, 1.0);
    point.y = texture(heights, place * ground_texel.xz + ground_texel.yw).r + 0.04;
    vec3 to_eye = eye.xyz - point;
    gl_Position = view_projection * vec4(point + to_eye / length(to_eye) * 0.06, 1.0);
    v_edge = a_shape.y;
}
