#version 330
#include frame.glsl
in vec2 v_shape;
in vec3 v_tint;
out vec4 pixel;
void main() {
    float band = 0.75 + 0.25 * sin(v_shape.y * 40.0 - eye.w * 4.0);
    pixel = vec4(v_tint * (0.24 + 0.70 * v_shape.x * v_shape.x) * band, 1.0);
}
