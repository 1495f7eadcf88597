#version 330
#include frame.glsl
in vec4 v_colour;
in vec3 v_place;
in float v_reach;
out vec4 pixel;
void main() {
    float to_rim = min((1.0 - v_place.x) * v_reach, v_place.y);
    // From far away, too, the edge is two pixels wide.
    float broad = max(0.13, 2.0 * fwidth(to_rim));
    float edge = 1.0 - smoothstep(broad * 0.6, broad, to_rim);
    float glow = exp(-to_rim * 2.2) * 0.35;
    float front = (v_place.z - v_place.x) * v_reach;
    float filled = smoothstep(0.0, 0.04, front);
    float wave = filled * exp(-front * 1.6);
    float stripes = 0.75 + 0.25 * smoothstep(0.42, 0.5, abs(fract(v_place.x * v_reach * 0.9) - 0.5));
    float strength = max(edge * 0.98, glow + 0.16 + filled * 0.36 * stripes + wave * 0.40);
    vec3 colour = mix(v_colour.rgb, vec3(1.0, 0.93, 0.82), max(edge * 0.55, wave * 0.6));
    pixel = vec4(colour, clamp(strength * v_colour.a, 0.0, 1.0));
}
