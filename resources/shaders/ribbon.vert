#version 330
#include frame.glsl
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec3 a_along;
layout(location = 2) in vec3 a_shape;     // side -1..1, phase along the thread, half width [m]
layout(location = 3) in vec3 a_light;
out vec2 v_shape;
out vec3 v_light;
void main() {
    vec3 ray = a_position - eye.xyz;
    float reach = length(ray);
    vec3 side = normalize(cross(a_along, ray));
    vec3 point = a_position + side * a_shape.x * max(a_shape.z, reach * 0.0016);
    gl_Position = view_projection * vec4(point, 1.0);
    v_shape = a_shape.xy;
    v_light = a_light * exp(-reach * 0.014);
}
