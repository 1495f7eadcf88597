#version 330
uniform vec4 channel;
flat in float v_number;
out vec4 pixel;
void main() { pixel = channel; }
