#version 330
layout(location = 0) in vec2 a_corner;
out vec2 v_place;
void main() { v_place = a_corner * 0.5 + 0.5; gl_Position = vec4(a_corner, 0.0, 1.0); }
