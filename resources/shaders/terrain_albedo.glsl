// Colours of endless ground, linear: materials by their shares, rock on slopes, snow on heights, broken up by grain.
const vec3 GRASS_DARK = vec3(0.0270, 0.0610, 0.0440), GRASS_DRY = vec3(0.1060, 0.1380, 0.0700);
const vec3 GRASS_PALE = vec3(0.1600, 0.1400, 0.0760);
const vec3 SAND = vec3(0.3900, 0.2820, 0.1650), SAND_DARK = vec3(0.2500, 0.1680, 0.0960);
const vec3 FLOOR = vec3(0.0250, 0.0400, 0.0250), NEEDLES = vec3(0.0620, 0.0530, 0.0300);
const vec3 ROCK = vec3(0.1046, 0.0908, 0.1170), ROCK_WARM = vec3(0.1650, 0.1300, 0.1150);
const vec3 ROCK_DARK = vec3(0.0420, 0.0440, 0.0600);
const vec3 PATH = vec3(0.1714, 0.1714, 0.1470);
const vec3 SNOW = vec3(0.6300, 0.7000, 0.8200);
const float SNOW_LINE = 210.0;

// wide, near: the grain (broad patches, blotches, tufts, specks) at two scales.
vec3 ground_albedo(vec3 point, vec3 normal, vec4 material, vec4 wide, vec4 near) {
    float slope = 1.0 - normal.y;
    float broad = wide.r * 0.65 + wide.g * 0.35;
    vec3 colour = mix(GRASS_DARK, GRASS_DRY, smoothstep(0.30, 0.72, broad));
    colour = mix(colour, GRASS_PALE, smoothstep(0.5, 0.85, near.r * 0.6 + wide.b * 0.4) * 0.5);
    // Layers that dip and thin out, clear only where the rock is steep.
    float layer = sin(point.y * 0.23 + wide.g * 11.0) * 0.5 + sin(point.y * 0.71 + wide.r * 9.0 + wide.b * 5.0) * 0.35;
    float strata = clamp(0.5 + layer * (0.25 + 0.75 * smoothstep(0.2, 0.6, slope)), 0.0, 1.0);
    vec3 rock = mix(mix(ROCK, ROCK_WARM, wide.g), ROCK_DARK, strata * 0.40 + near.b * 0.30);
    // Between materials the grain decides, so that they meet in tufts and stones, not in a blur.
    vec4 edge = (near.gbra - 0.5) * 0.55 * (1.0 - abs(material * 2.0 - 1.0));
    vec4 share = clamp((material - 0.5) * 1.6 + 0.5 + edge, 0.0, 1.0);
    colour = mix(colour, mix(FLOOR, NEEDLES, near.b * 0.6 + wide.b * 0.2), share.y);
    colour = mix(colour, mix(SAND_DARK, SAND, 0.35 + 0.65 * (wide.g * 0.6 + near.g * 0.4)), share.x);
    colour = mix(colour, rock, max(share.z, smoothstep(0.16, 0.34, slope + (near.g - 0.5) * 0.10)));
    float cold = point.y + (wide.g - 0.5) * 90.0 + (near.g - 0.5) * 24.0;
    float white = smoothstep(SNOW_LINE - 30.0, SNOW_LINE + 30.0, cold);
    colour = mix(colour, SNOW, white * (1.0 - smoothstep(0.20, 0.42, slope + (near.b - 0.5) * 0.12)));
    return mix(colour, PATH * (0.8 + 0.4 * near.b), share.w * 0.9);
}
