#version 330
// Particles: round ones, and streaks along the way that they come from.
#include frame.glsl
layout(location = 0) in vec2 a_corner;
layout(location = 3) in vec4 i_place;     // position, size [m]
layout(location = 4) in vec4 i_trail;     // streak behind it [m]; unused
layout(location = 5) in vec4 i_colour;    // light, how far it hides what is behind it
out vec2 v_corner;
out vec4 v_colour;
void main() {
    vec3 ray = eye.xyz - i_place.xyz;
    float reach = length(ray);
    ray /= reach;
    vec3 along = i_trail.xyz - ray * dot(i_trail.xyz, ray);
    float streak = length(along);
    float half_size = max(i_place.w * 0.5, reach * 0.0011);
    vec3 ahead = streak > 1e-4 ? along / streak : camera_up.xyz;
    vec3 aside = streak > 1e-4 ? cross(ahead, ray) : camera_right.xyz;
    vec3 point = i_place.xyz - along * 0.5 + aside * a_corner.x * half_size + ahead * a_corner.y * (half_size + streak * 0.5);
    gl_Position = view_projection * vec4(point, 1.0);
    v_corner = a_corner;
    v_colour = i_colour * exp(-reach * 0.012) * clamp(reach * 0.5 - 0.4, 0.0, 1.0);
}
