#version 330
#include frame.glsl
in vec2 v_shape;
in vec3 v_light;
out vec4 pixel;
void main() {
    float q = 1.0 - abs(v_shape.x);
    float core = smoothstep(0.72, 0.95, q);
    float pulse = 0.72 + 0.55 * pow(0.5 + 0.5 * sin(v_shape.y * 26.0 - eye.w * 3.0), 6.0);
    vec3 b = sqrt(v_light);
    vec3 colour = b * b * (q * q * q * 0.34) * pulse + mix(b * b, b, 0.55) * core * 0.62 * pulse;
    float sum = dot(v_light, vec3(1.0));
    pixel = vec4(colour * sum / (sum + 0.05), 1.0);
}
