#version 330
#include frame.glsl
#include grade.glsl
#include ground_grid.glsl
#include terrain_albedo.glsl
uniform sampler2D grain;
uniform sampler2D light_map;
in vec3 v_point;
in vec4 v_air;
in vec3 v_light;
#ifdef COARSE
in vec4 v_albedo;
#else
in vec3 v_normal;
in vec4 v_material;
#endif
#ifdef LEVELS
in vec4 v_chunk;
const vec3 TINTS[6] = vec3[6](vec3(0.9, 0.25, 0.2), vec3(0.9, 0.6, 0.15), vec3(0.7, 0.8, 0.2),
                              vec3(0.2, 0.7, 0.35), vec3(0.2, 0.5, 0.9), vec3(0.55, 0.3, 0.85));
#endif
out vec4 pixel;

void main() {
    vec2 place = ground_place(v_point);
    vec2 rim = min(place, 1.0 - place);
    float sun = mix(1.0, texture(light_map, place).r, clamp(min(rim.x, rim.y) * 12.0, 0.0, 1.0));
    // Two turned tiles of different size: one alone would show that it repeats.
    const mat2 TURN = mat2(0.7961, 0.6052, -0.6052, 0.7961);
    float away = length(v_point - eye.xyz);
    vec4 near = texture(grain, v_point.xz * (1.0 / 32.0), -0.7);
    vec4 broad = texture(grain, TURN * (v_point.xz + anchor.xy) * (1.0 / 143.0), -0.7);
    near = mix(near, broad, clamp(away * 0.005, 0.35, 0.85));
    near = clamp((near - 0.5) * 1.35 + 0.5, 0.0, 1.0);
#ifdef COARSE
    vec3 albedo = v_albedo.rgb * mix(vec3(0.88, 0.96, 1.02), vec3(1.14, 1.05, 0.92), near.r);
    vec3 light = v_light + sun_colour.rgb * (v_albedo.a * sun);
    albedo *= 0.68 + 0.64 * near.b;
#else
    vec3 normal = normalize(v_normal);
    vec4 wide = texture(grain, v_point.xz * (1.0 / 512.0));
    vec2 tuft = v_point.xz * (1.0 / 4.0);
    vec2 across = dFdx(tuft) * 0.6156, along = dFdy(tuft) * 0.6156;  // sharper, as by a bias of -0.7
    // Tufts and stones tilt the ground a little, near by.
    float close = clamp(1.2 - away * 0.025, 0.0, 1.0);
    vec4 fine = vec4(0.5);
    if (close > 0.0) fine = textureGrad(grain, tuft, across, along);  // most of a picture lies beyond it
    normal = normalize(normal + vec3(near.b - 0.5, 0.0, fine.g - 0.5) * (0.35 * close) + vec3(fine.r - 0.5, 0.0, fine.b - 0.5) * (0.25 * close));
    vec3 albedo = ground_albedo(v_point, normalize(v_normal), v_material, wide, near);
    albedo *= (0.70 + 0.60 * near.b) * mix(1.0, 0.40 + 1.20 * fine.g, close);
    vec3 light = v_light + mix(light_below.rgb, light_above.rgb, normal.y * 0.5 + 0.5);
    light += sun_colour.rgb * (max(dot(normal, sun_light.xyz) * 0.92 + 0.08, 0.0) * sun);
#endif
    vec3 shown = mix(albedo * light, v_air.rgb, v_air.a);
#ifdef LEVELS
    vec3 tint = TINTS[clamp(int(v_chunk.z + 0.5), 0, 5)];
    shown = mix(shown, tint * dot(shown, vec3(0.3, 0.59, 0.11)) * 3.0, 0.6 * (0.4 + 0.6 * v_chunk.w));
#endif
    vec3 colour = grade(shown);
#ifdef LEVELS
    vec2 line = min(v_chunk.xy, 1.0 - v_chunk.xy) / max(fwidth(v_chunk.xy), 1e-6);
    colour = mix(colour, vec3(0.97, 0.97, 0.90), clamp(1.6 - min(line.x, line.y), 0.0, 1.0) * 0.7);
#endif
#ifdef GRID
    colour = with_grid(colour, v_point);
#endif
    pixel = vec4(colour, 1.0);
}
