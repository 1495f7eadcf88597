#version 330
#include frame.glsl
#include instance.glsl
out vec2 v_shape;
out vec3 v_tint;
void main() {
    vec3 point = world_place();
    gl_Position = view_projection * vec4(point, 1.0);
    v_shape = vec2(1.0 - abs(dot(turned(posed_normal()), normalize(eye.xyz - point))), a_position.y * i_place.w);
    v_tint = i_tint.rgb;
}
