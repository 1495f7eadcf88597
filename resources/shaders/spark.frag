#version 330
in vec2 v_corner;
in vec4 v_colour;
out vec4 pixel;
void main() {
    float r = 1.0 - dot(v_corner, v_corner);
    if (r <= 0.0) discard;
    vec3 light = sqrt(v_colour.rgb) * (r * r * (0.45 + 0.55 * r));
    pixel = vec4(v_colour.a > 0.0 ? light * v_colour.a : light, r * v_colour.a);
}
