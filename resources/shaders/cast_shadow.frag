#version 330
in float v_strength;
out vec4 pixel;
void main() { pixel = vec4(0.035, 0.05, 0.11, v_strength); }
