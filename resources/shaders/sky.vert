#version 330
#include frame.glsl
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec2 a_place;
out vec3 v_direction;
out vec2 v_place;
void main() {
    v_direction = a_position;
    v_place = a_place;
    gl_Position = (view_projection * vec4(eye.xyz + a_position * 100.0, 1.0)).xyww;
}
