#version 330
// Rings, their arrow tips and dark spots, draped over the ground.
#include frame.glsl
uniform sampler2D heights;
layout(location = 0) in vec2 a_shape;     // turn 0..1, side -1..1 (tip: turn > 1)
layout(location = 3) in vec4 i_place;     // x, base y, z, radius [m]
layout(location = 4) in vec4 i_colour;    // sRGB, opacity
layout(location = 5) in vec4 i_style;     // half width [m], dashes round the ring (0 solid), facing [rad], 1 = has a tip
out vec4 v_colour;
out vec2 v_shape;                         // dash phase (negative: solid), across -1..1

void main() {
    float radius = i_place.w;
    vec2 spot;
    if (a_shape.x > 1.5) {
        vec2 ahead = vec2(sin(i_style.z), cos(i_style.z)) * i_style.w;
        vec2 across = vec2(ahead.y, -ahead.x);
        float reach = a_shape.x > 2.5 ? 0.34 * sqrt(radius) : 0.02;
        spot = ahead * (radius + reach) + across * (0.20 * sqrt(radius)) * a_shape.y;
        v_shape = vec2(-1.0, 0.0);
    } else {
        float angle = a_shape.x * 6.2831853;
        spot = vec2(sin(angle), cos(angle)) * (radius + i_style.x * a_shape.y);
        v_shape = vec2(i_style.y > 0.5 ? a_shape.x * i_style.y : -1.0, a_shape.y);
    }
    vec3 point = vec3(i_place.x + spot.x, 0.0, i_place.z + spot.y);
    vec2 place = clamp(ground_place(point), 0.0, 1.0);
    point.y = texture(heights, place * ground_texel.xz + ground_texel.yw).r + i_place.y + 0.05;
    vec3 to_eye = eye.xyz - point;
    gl_Position = view_projection * vec4(point + to_eye / length(to_eye) * 0.06, 1.0);
    v_colour = i_colour;
}
