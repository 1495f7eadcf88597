#version 330
#include frame.glsl
in vec2 v_corner;
out vec4 pixel;
void main() {
    float r = max(1.0 - dot(v_corner, v_corner), 0.0);
    r *= r;
    vec3 warm = mix(horizon_warm.rgb, sqrt(sun_colour.rgb * (1.0 / 2.7)), 0.68);
    pixel = vec4(warm * r * (0.08 + 0.22 * r * r * r), 1.0);
}
