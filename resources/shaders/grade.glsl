// Exposure, vignette, tone map (ACES fit by Narkowicz, 2015) and colour grade, in each fragment: cheaper here than as a pass of its own.
vec3 grade(vec3 light) {
    light *= mood.z;
    vec2 offset = gl_FragCoord.xy * resolution.xy - 0.5;
    light *= 1.0 - dot(offset, offset) * 0.62 * mood.y;
    light = light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14);
    light = sqrt(clamp(light, 0.0, 1.0));
    float grey = dot(light, vec3(0.3, 0.59, 0.11));
    light = mix(vec3(grey), light, 1.10);
    return mix(light + vec3(-0.012, 0.010, 0.030) * (1.0 - grey), light * vec3(1.045, 1.0, 0.93), grey);
}
