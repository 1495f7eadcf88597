#version 330
#include frame.glsl
#include light.glsl
#include instance.glsl
out vec3 v_light;

void main() {
    vec3 point = world_place();
    vec3 normal = turned(posed_normal());
    gl_Position = view_projection * vec4(point, 1.0);
    vec3 albedo = a_colour.rgb * mix(vec3(1.0), i_tint.rgb, tint_share());
    vec3 to_eye = normalize(eye.xyz - point);
#ifdef FOLIAGE
    float sun = sun_reaches(instance_place() + vec3(0.0, 0.25, 0.0));
    float facing = 0.30 + 0.55 * max(dot(to_eye, -sun_light.xyz), 0.0) * a_position.y * 2.0;
    float occlusion = 0.55 + a_position.y * 0.9;
#else
    float sun = sun_reaches(point + normal * 0.10 + sun_light.xyz * 0.06);
    float facing = max(dot(normal, sun_light.xyz), 0.0);
    float occlusion = 0.62 + 0.38 * clamp(a_position.y * 0.9, 0.0, 1.0);
#endif
    vec3 light = albedo * (ambient(normal, occlusion) + lamps(point, normal)) + albedo * a_colour.a * 1.6;
    vec3 sunlit = albedo * sun_colour.rgb * facing;
#ifndef FOLIAGE
    float grazing = 1.0 - max(dot(normal, to_eye), 0.0);
    float rim = grazing * grazing * grazing;
    float strength = abs(i_turn.w);
    sunlit += sun_colour.rgb * 0.63 * rim * (0.25 + 0.9 * max(dot(-to_eye, sun_disc.xyz), 0.0)) * (0.18 + strength);
    light += vec3(0.1188, 0.2627, 0.3792) * rim * strength * (0.35 + 0.65 * max(normal.y, 0.0));
#endif
    light += albedo * vec3(0.31, 0.32, 0.33) * (max(i_turn.w, 0.0) * 0.8 * max(dot(normal, to_eye), 0.0));
    vec4 air = fog(point);
    if (a_colour.a > 0.5) air.a *= 0.35;
    v_light = mix(light + sunlit * sun, air.rgb, air.a);
    v_light = mix(v_light, vec3(1.0, 0.86, 0.74) * 1.1, flash() * (0.02 + 0.10 * max(dot(normal, to_eye), 0.0)));
}
