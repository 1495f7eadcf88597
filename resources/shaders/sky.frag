#version 330
#include frame.glsl
#include grade.glsl
uniform sampler2D panorama;               // r clouds, g far ridge, b near ridge, a stars
in vec3 v_direction;
in vec2 v_place;
out vec4 pixel;
const vec3 MOON = normalize(vec3(0.155, 0.232, -0.93));
const vec3 RIDGE_FAR = vec3(0.0430, 0.0892, 0.1905);
const vec3 RIDGE_NEAR = vec3(0.0143, 0.0303, 0.0759);

void main() {
    vec3 direction = normalize(v_direction);
    float height = max(direction.y, 0.0);
    float s = max(dot(direction, sun_disc.xyz), 0.0);
    vec3 low = horizon(direction);
    vec3 colour = mix(low, sky_middle.rgb * 0.85, smoothstep(0.0, 0.26, height));
    colour = mix(colour, sky_zenith.rgb * 1.1, smoothstep(0.16, 0.66, height));
    float s2 = s * s;
    float s8 = s2 * s2;
    s8 *= s8;
    float s64 = s8 * s8;
    s64 *= s64;
    s64 *= s64;
    colour += horizon_warm.rgb * (s8 * s2 * 0.15 * (1.0 - height) + s64 * 0.6);
    float moon = dot(direction, MOON);
    float shade = 0.50 + 0.5 * smoothstep(-0.02, 0.02, dot(direction - MOON, vec3(-0.8, -0.5, 0.1)));
    colour += vec3(0.40, 0.52, 0.60) * sky_amounts.z * (smoothstep(0.99905, 0.99925, moon) * shade
              + smoothstep(0.00018, 0.0, abs(moon - 0.9977)) * 0.30 + pow(max(moon, 0.0), 220.0) * 0.10);
    vec4 view = texture(panorama, v_place);
    // An endless scene has mountains of its own.
    if (far_air.x > 0.0) view.gb = vec2(0.0);
    // Stars need a dark sky.
    float day = smoothstep(0.02, 0.07, dot(sky_zenith.rgb, vec3(0.3, 0.6, 0.1)));
    view.a *= (1.0 - day) * sky_amounts.y;
    vec3 lit = mix(horizon_warm.rgb, vec3(1.0), 0.1);
    vec3 cloud = mix(mix(cloud_colour.rgb, horizon_cool.rgb * 1.5, day), lit, clamp(s8 * 1.4 + 0.12, 0.0, 1.0));
    // Above the usual amount the cover grows between the clouds, too, but leaves the shapes in it.
    view.r = clamp(view.r * min(sky_amounts.x, 1.0) + max(sky_amounts.x - 1.0, 0.0) * (0.45 + 0.55 * view.r), 0.0, 1.4);
    colour = mix(colour, cloud * (0.55 + 1.2 * s8), view.r * 0.62);
    colour += view.a * vec3(0.75, 0.85, 1.0) * 0.8 * max(1.0 - view.r, 0.0) * smoothstep(0.2, 0.5, height);
    colour = mix(colour, mix(low, RIDGE_FAR, 0.38) * 0.90, view.g);
    colour = mix(colour, mix(low, RIDGE_NEAR, 0.55) * 0.72, view.b);
    colour += sqrt(sun_colour.rgb * (1.0 / 2.7)) * smoothstep(0.99915, 0.99935, s) * 3.2 * (1.0 - view.g) * (1.0 - view.b);
    pixel = vec4(grade(colour), 1.0);
}
