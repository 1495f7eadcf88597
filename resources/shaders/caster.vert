#version 330
#include frame.glsl
#include instance.glsl
uniform mat4 projection;
flat out float v_number;
void main() { gl_Position = projection * vec4(world_place(), 1.0); v_number = i_tint.w; }
