#version 330
flat in float v_number;
out vec4 pixel;
void main() { pixel = vec4(1.0); }
