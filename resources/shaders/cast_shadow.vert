#version 330
// A figure laid on the ground along the light: its shadow.
#include frame.glsl
#include instance.glsl
uniform sampler2D heights;
uniform sampler2D light_map;
out float v_strength;

float ground_height(vec3 point) {
    vec2 place = clamp(ground_place(point), 0.0, 1.0);
    return texture(heights, place * ground_texel.xz + ground_texel.yw).r;
}

void main() {
    vec3 point = world_place();
    float t = max(point.y - i_place.y, 0.0) / sun_light.y;
    vec3 spot = point - sun_light.xyz * t;
    t += (spot.y - ground_height(spot)) / sun_light.y * 0.6;
    spot = point - sun_light.xyz * t;
    spot.y = ground_height(spot) + 0.07;
    vec3 to_eye = eye.xyz - spot;
    gl_Position = view_projection * vec4(spot + to_eye / length(to_eye) * 0.10, 1.0);
    v_strength = 0.62 * clamp(1.0 - t / 11.0, 0.0, 1.0) * texture(light_map, ground_place(i_place.xyz)).r;
}
