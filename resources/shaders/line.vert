#version 330
#include frame.glsl
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec4 a_colour;
layout(location = 2) in vec2 a_shape;
out vec4 v_colour;
out vec2 v_shape;
void main() {
    vec3 to_eye = eye.xyz - a_position;
    gl_Position = view_projection * vec4(a_position + to_eye / length(to_eye) * 0.06, 1.0);
    v_colour = a_colour;
    v_shape = a_shape;
}
