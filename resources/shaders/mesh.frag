#version 330
#include frame.glsl
#include grade.glsl
in vec3 v_light;
out vec4 pixel;
void main() { pixel = vec4(grade(v_light), 1.0); }
