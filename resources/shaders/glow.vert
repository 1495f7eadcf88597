#version 330
#include frame.glsl
layout(location = 0) in vec2 a_corner;
layout(location = 3) in vec4 i_place;     // position, size [m]
layout(location = 4) in vec4 i_light;     // rgb, 1 = drifts
out vec2 v_corner;
out vec3 v_light;
void main() {
    vec3 point = i_place.xyz;
    if (i_light.w > 0.5)
        point += vec3(sin(eye.w * 0.7 + point.z * 3.0), sin(eye.w * 0.9 + point.x * 2.0) * 0.6, cos(eye.w * 0.6 + point.x)) * 0.3;
    vec3 ray = eye.xyz - point;
    float reach = length(ray);
    point += ray / reach * min(i_place.w * 0.35, 1.0);
    point += (camera_right.xyz * a_corner.x + camera_up.xyz * a_corner.y) * i_place.w * 0.5;
    gl_Position = view_projection * vec4(point, 1.0);
    v_corner = a_corner;
    v_light = sqrt(i_light.rgb) * exp(-reach * 0.012) * clamp(reach * 0.35 - 0.6, 0.0, 1.0);
}
