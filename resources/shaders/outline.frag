#version 330
#include frame.glsl
// Edges of the mask: r = selected, g = hovered.
uniform sampler2D mask;
uniform vec4 selected_colour;
uniform vec4 hovered_colour;
in vec2 v_place;
out vec4 pixel;
void main() {
    vec2 p = resolution.xy * 2.0;
    vec2 here = texture(mask, v_place).rg;
    vec2 edge = max(texture(mask, v_place + vec2(p.x, 0.0)).rg, texture(mask, v_place - vec2(p.x, 0.0)).rg);
    edge = max(edge, max(texture(mask, v_place + vec2(0.0, p.y)).rg, texture(mask, v_place - vec2(0.0, p.y)).rg));
    edge = max(edge, max(texture(mask, v_place + p * 0.7).rg, texture(mask, v_place - p * 0.7).rg));
    edge = max(edge, max(texture(mask, v_place + vec2(p.x, -p.y) * 0.7).rg, texture(mask, v_place + vec2(-p.x, p.y) * 0.7).rg));
    float selected = here.r > 0.5 ? 0.05 : edge.r;
    float hovered = here.g > 0.5 ? 0.04 : edge.g * 0.8;
    pixel = selected >= hovered ? vec4(selected_colour.rgb, selected) : vec4(hovered_colour.rgb, hovered);
}
