#version 330
// The ground alone, through any projection.
uniform mat4 projection;
layout(location = 0) in vec3 a_position;
flat out float v_number;
void main() { gl_Position = projection * vec4(a_position, 1.0); v_number = 0.0; }
