// The editor's lines on the ground, drawn after the tone map, or they go pale and thick.
vec3 with_grid(vec3 colour, vec3 point) {
    vec2 width = fwidth(point.xz);
    vec2 minor = abs(fract(point.xz - 0.5) - 0.5);
    vec2 minor_line = clamp(1.0 - minor / (width * 0.75), 0.0, 1.0);
    vec2 major = abs(fract((point.xz + anchor.zw) * 0.2 - 0.5) - 0.5) * 5.0;
    vec2 major_line = clamp(1.2 - major / (width * 0.9), 0.0, 1.0);
    float reach = length(point - eye.xyz) / mood.w;
    float strength = max(minor_line.x, minor_line.y) * 0.27 * clamp(1.25 - reach / 42.0, 0.0, 1.0)
                     * clamp(1.4 - max(width.x, width.y) * 6.0, 0.0, 1.0);
    strength = max(strength, max(major_line.x, major_line.y) * 0.40 * clamp(1.3 - reach / 70.0, 0.0, 1.0));
    colour = mix(colour, vec3(0.70, 0.86, 0.93), strength);
    vec2 axis = clamp(1.4 - abs(point.xz + anchor.xy) / (width * 0.9), 0.0, 1.0);
    colour = mix(colour, vec3(0.32, 0.56, 1.0), axis.x * 0.85);
    return mix(colour, vec3(1.0, 0.30, 0.36), axis.y * 0.85);
}
