#version 330
in vec2 v_corner;
out vec4 pixel;
void main() {
    float r = max(1.0 - dot(v_corner, v_corner), 0.0);
    r *= r;
    pixel = vec4(vec3(1.0, 0.58, 0.30) * r * (0.08 + 0.22 * r * r * r), 1.0);
}
