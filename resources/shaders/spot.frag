#version 330
in float v_edge;
out vec4 pixel;
void main() { float r = 1.0 - v_edge * v_edge; pixel = vec4(0.02, 0.02, 0.06, 0.62 * r * r); }
