#version 330
#include frame.glsl
uniform sampler2D shadow_map;
in vec3 v_point;
out vec4 pixel;
void main() {
    float sum = 0.0;
    vec4 place = shadow_matrix * vec4(v_point + vec3(0.0, 0.06, 0.0), 1.0);
    for (int i = -2; i <= 2; i++)
        for (int j = -2; j <= 2; j++)
            sum += step(place.z - 0.0016, texture(shadow_map, place.xy + vec2(i, j) * 0.8 / 1024.0).r);
    pixel = vec4(sum / 25.0);
}
