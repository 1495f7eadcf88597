#version 330
#include frame.glsl
#include light.glsl
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec4 a_colour;    // a = ambient occlusion
flat out vec3 v_shade;
flat out vec3 v_sun;
out vec3 v_point;

void main() {
    gl_Position = view_projection * vec4(a_position, 1.0);
    vec3 albedo = a_colour.rgb;
    v_shade = albedo * (ambient(a_normal, a_colour.a) + lamps(a_position, a_normal) * mix(0.5, 1.0, a_colour.a));
    v_sun = albedo * sun_colour.rgb * max(dot(a_normal, sun_light.xyz) * 0.92 + 0.08, 0.0) * mix(0.6, 1.0, a_colour.a);
    vec4 air = fog(a_position);
    v_shade = mix(v_shade, air.rgb, air.a);
    v_sun *= 1.0 - air.a;
    v_point = a_position;
}
