#version 330
#include frame.glsl
#include grade.glsl
#include ground_grid.glsl
uniform sampler2D grain;                  // broad patches, blotches, tufts, specks
uniform sampler2D light_map;
in vec3 v_point;
in vec3 v_normal;
in vec4 v_material;
in vec4 v_air;
in vec3 v_lamp;
#ifdef LEVELS
in vec4 v_chunk;
#endif
out vec4 pixel;

// Linear colours.
const vec3 GRASS_DARK = vec3(0.0242, 0.0630, 0.0612), GRASS_DRY = vec3(0.1095, 0.1500, 0.0844);
const vec3 GRASS_PALE = vec3(0.1529, 0.1441, 0.0685);
const vec3 SAND = vec3(0.3900, 0.2820, 0.1650), SAND_DARK = vec3(0.2500, 0.1680, 0.0960);
const vec3 FLOOR = vec3(0.0400, 0.0480, 0.0300), NEEDLES = vec3(0.0900, 0.0620, 0.0360);
const vec3 ROCK = vec3(0.1046, 0.0908, 0.1170), ROCK_WARM = vec3(0.1650, 0.1300, 0.1150), ROCK_DARK = vec3(0.0420, 0.0440, 0.0600);
const vec3 PATH = vec3(0.1714, 0.1714, 0.1470);
const vec3 SNOW = vec3(0.6300, 0.7000, 0.8200);
const float SNOW_LINE = 210.0;

vec3 ground_albedo(vec3 normal) {
    float slope = 1.0 - normal.y;
    vec4 wide = texture(grain, v_point.xz * (1.0 / 512.0));
    vec4 near = texture(grain, v_point.xz * (1.0 / 32.0));
    float broad = wide.r * 0.65 + wide.g * 0.35;
    vec3 colour = mix(GRASS_DARK, GRASS_DRY, smoothstep(0.30, 0.72, broad));
    colour = mix(colour, GRASS_PALE, smoothstep(0.5, 0.85, near.r * 0.6 + wide.b * 0.4) * 0.5);
    float strata = sin(v_point.y * 0.55 + wide.b * 7.0 + near.g * 2.0) * 0.5 + 0.5;
    vec3 rock = mix(mix(ROCK, ROCK_WARM, wide.g), ROCK_DARK, strata * 0.45 + near.b * 0.25);
    // Between materials the grain decides, so that they meet in tufts and stones, not in a blur.
    vec4 share = clamp((v_material - 0.5) * 1.6 + 0.5 + (near.gbra - 0.5) * 0.55 * (1.0 - abs(v_material * 2.0 - 1.0)), 0.0, 1.0);
    colour = mix(colour, mix(FLOOR, NEEDLES, near.b * 0.6 + wide.b * 0.2), share.y);
    colour = mix(colour, mix(SAND_DARK, SAND, 0.35 + 0.65 * (wide.g * 0.6 + near.g * 0.4)), share.x);
    colour = mix(colour, rock, max(share.z, smoothstep(0.16, 0.34, slope + (near.g - 0.5) * 0.10)));
    float white = smoothstep(SNOW_LINE - 30.0, SNOW_LINE + 30.0, v_point.y + (wide.g - 0.5) * 90.0 + (near.g - 0.5) * 24.0);
    colour = mix(colour, SNOW, white * (1.0 - smoothstep(0.20, 0.42, slope + (near.b - 0.5) * 0.12)));
    colour = mix(colour, PATH * (0.8 + 0.4 * near.b), share.w * 0.9);
    return colour * (0.72 + 0.36 * near.a * near.b + 0.30 * near.b);
}

void main() {
    vec3 normal = normalize(v_normal);
    vec3 albedo = ground_albedo(normal);
    vec2 place = ground_place(v_point);
    vec2 rim = min(place, 1.0 - place);
    float sun = mix(1.0, texture(light_map, place).r, clamp(min(rim.x, rim.y) * 12.0, 0.0, 1.0));
    vec3 light = mix(light_below.rgb, light_above.rgb, normal.y * 0.5 + 0.5) + v_lamp;
    light += sun_colour.rgb * (max(dot(normal, sun_light.xyz) * 0.92 + 0.08, 0.0) * sun);
    vec3 shown = mix(albedo * light, v_air.rgb, v_air.a);
#ifdef LEVELS
    const vec3 TINTS[6] = vec3[6](vec3(0.9, 0.25, 0.2), vec3(0.9, 0.6, 0.15), vec3(0.7, 0.8, 0.2), vec3(0.2, 0.7, 0.35), vec3(0.2, 0.5, 0.9), vec3(0.55, 0.3, 0.85));
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
