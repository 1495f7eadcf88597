#version 330
// Straight lines and arrows, draped over the ground.
#include frame.glsl
uniform sampler2D heights;
layout(location = 0) in vec2 a_shape;     // share of the way 0..1, side -1..1 (arrow head: 2 base, 3 point)
layout(location = 3) in vec4 i_line;      // x, z of the start and of the end [m]
layout(location = 4) in vec4 i_colour;    // sRGB, opacity
layout(location = 5) in vec4 i_style;     // half width, height above the ground, length of the head [m]; dashes (0 solid)
out vec4 v_colour;
out vec2 v_shape;                         // dash phase (negative: solid), across -1..1

void main() {
    vec2 way = i_line.zw - i_line.xy;
    float far = length(way);
    vec2 ahead = far > 1e-4 ? way / far : vec2(0.0, 1.0);
    vec2 across = vec2(ahead.y, -ahead.x);
    float head = min(i_style.z, far);
    vec2 spot;
    if (a_shape.x > 1.5) {
        spot = a_shape.x > 2.5 ? i_line.zw : i_line.zw - ahead * head + across * a_shape.y * head * 0.5;
        v_shape = vec2(-1.0, 0.0);
    } else {
        spot = i_line.xy + ahead * (far - head * 0.9) * a_shape.x + across * i_style.x * a_shape.y;
        v_shape = vec2(i_style.w > 0.5 ? a_shape.x * i_style.w : -1.0, a_shape.y);
    }
    vec3 point = vec3(spot.x, 0.0, spot.y);
    vec2 place = clamp(ground_place(point), 0.0, 1.0);
    point.y = texture(heights, place * ground_texel.xz + ground_texel.yw).r + i_style.y + 0.06;
    vec3 to_eye = eye.xyz - point;
    gl_Position = view_projection * vec4(point + to_eye / length(to_eye) * 0.06, 1.0);
    v_colour = i_colour;
}
