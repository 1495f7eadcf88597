#version 330
#include frame.glsl
layout(location = 0) in vec2 a_corner;
out vec2 v_corner;
void main() {
    v_corner = a_corner;
    vec3 point = eye.xyz + sun_disc.xyz * 100.0 + (camera_right.xyz * a_corner.x + camera_up.xyz * a_corner.y) * 42.0;
    gl_Position = view_projection * vec4(point, 1.0);
}
