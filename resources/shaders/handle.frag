#version 330
in vec4 v_colour;
out vec4 pixel;
void main() { pixel = v_colour; }
