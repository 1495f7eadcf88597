#version 330
in vec2 v_corner;
in vec3 v_light;
out vec4 pixel;
void main() {
    float r = 1.0 - dot(v_corner, v_corner);
    if (r <= 0.0) discard;
    r *= r;
    pixel = vec4(v_light * r * (0.35 + 0.65 * r), 1.0);
}
