#version 330
#include frame.glsl
layout(location = 0) in vec3 a_position;
out vec3 v_point;
void main() {
    v_point = a_position;
    gl_Position = vec4(ground_place(a_position) * 2.0 - 1.0, 0.0, 1.0);
}
