#version 330
// Areas where a blow will land, draped over the ground.
#include frame.glsl
uniform sampler2D heights;
layout(location = 0) in vec2 a_shape;     // out 0..1, around -1..1
layout(location = 3) in vec4 i_place;     // x, z, reach [m], yaw [rad]
layout(location = 4) in vec4 i_shape;     // 0 circle, 1 cone, 2 line; half of its width [rad or m]; how far it is filled; base y
layout(location = 5) in vec4 i_colour;    // sRGB, opacity
out vec4 v_colour;
out vec3 v_place;                         // out 0..1, distance to the sides [m], filled
out float v_reach;
void main() {
    vec2 spot;
    float side = 100.0;
    if (i_shape.x > 1.5) {
        vec2 ahead = vec2(sin(i_place.w), cos(i_place.w));
        spot = ahead * a_shape.x * i_place.z + vec2(ahead.y, -ahead.x) * a_shape.y * i_shape.y;
        side = (1.0 - abs(a_shape.y)) * i_shape.y;
    } else {
        float half_width = i_shape.x > 0.5 ? i_shape.y : 3.14159265;
        float angle = i_place.w + a_shape.y * half_width;
        spot = vec2(sin(angle), cos(angle)) * a_shape.x * i_place.z;
        if (i_shape.x > 0.5) side = (1.0 - abs(a_shape.y)) * half_width * a_shape.x * i_place.z;
    }
    vec3 point = vec3(i_place.x + spot.x, 0.0, i_place.y + spot.y);
    vec2 place = clamp(ground_place(point), 0.0, 1.0);
    point.y = texture(heights, place * ground_texel.xz + ground_texel.yw).r + i_shape.w + 0.10;
    vec3 to_eye = eye.xyz - point;
    gl_Position = view_projection * vec4(point + to_eye / length(to_eye) * 0.18, 1.0);
    v_colour = i_colour;
    v_place = vec3(a_shape.x, side, i_shape.z);
    v_reach = i_place.z;
}
