#version 330
in vec4 v_colour;
in vec2 v_shape;
out vec4 pixel;
void main() {
    float strength = v_colour.a;
    float inside = 1.0 - abs(v_shape.y);
    strength *= smoothstep(0.0, 0.35, inside) * (0.45 + 0.55 * smoothstep(0.35, 0.7, inside));
    if (v_shape.x >= 0.0) strength *= abs(fract(v_shape.x) - 0.5) < 0.32 ? 1.0 : 0.0;
    pixel = vec4(v_colour.rgb, strength);
}
