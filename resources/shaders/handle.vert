#version 330
#include frame.glsl
uniform vec4 place;                       // position, size of one unit [m]
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec4 a_colour;
out vec4 v_colour;
void main() {
    gl_Position = view_projection * vec4(place.xyz + a_position * place.w, 1.0);
    float light = 0.72 + 0.28 * max(dot(a_normal, normalize(vec3(0.3, 0.9, 0.4))), 0.0);
    v_colour = vec4(a_colour.rgb * light, a_colour.a);
}
