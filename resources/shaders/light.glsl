// Light and air, reckoned per vertex.
uniform sampler2D shadow_map;

vec3 ambient(vec3 normal, float occlusion) {
    return mix(light_below.rgb, light_above.rgb, normal.y * 0.5 + 0.5) * occlusion;
}

vec3 lamps(vec3 point, vec3 normal) {
    vec3 sum = vec3(0.0);
    int count = int(lamp_count.x);
    for (int i = 0; i < count; i++) {
        vec3 to = lamp_place[i].xyz - point;
        float q = dot(to, to);
        sum += lamp_colour[i].rgb * (max(dot(normal, to) * inversesqrt(q), 0.0) * 0.7 + 0.3) / (1.0 + q * lamp_place[i].w);
    }
    return sum;
}

// The air of an endless scene: thin and far, thicker in the lowlands, and closed where the ground ends.
vec4 far_fog(vec3 ray, float reach, float height) {
    float d = reach / far_air.x;
    float low = exp(-max(0.5 * (height + eye.y) - far_air.y, 0.0) / far_air.z);
    float amount = 1.0 - exp(-(d * (0.9 + 1.6 * low) + d * d * 3.2) * (0.25 + 0.75 * mood.x));
    float s = max(dot(ray, sun_disc.xyz), 0.0);
    amount *= 0.90 + 0.10 * s * s * s;
    return vec4(horizon(ray), clamp(max(amount, smoothstep(0.72, 0.97, d)), 0.0, 1.0));
}

// rgb = colour of the air, a = how much of it lies between the eye and the point
vec4 fog(vec3 point) {
    vec3 ray = point - eye.xyz;
    float reach = length(ray);
    ray /= reach;
    if (far_air.x > 0.0) return far_fog(ray, reach, point.y);
    float height = 0.5 * (max(point.y, -2.0) + eye.y);
    float amount = 1.0 - exp(-reach * 0.0130 * exp(-max(height, -2.0) * 0.10) - max(reach - 30.0, 0.0) * 0.010);
    float s = max(dot(ray, sun_disc.xyz), 0.0);
    return vec4(horizon(ray) * 0.92, clamp(amount * (0.80 + 0.25 * s * s * s) * mood.x, 0.0, 1.0));
}

float sun_reaches(vec3 point) {
    vec4 place = shadow_matrix * vec4(point, 1.0);
    // The map covers a window of endless ground; nothing is known of shadows beyond it.
    if (far_air.x > 0.0 && max(abs(place.x - 0.5), abs(place.y - 0.5)) > 0.5) return 1.0;
    return step(place.z - 0.0022, texture(shadow_map, place.xy).r);
}
