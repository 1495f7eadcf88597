#version 330
// Endless ground alone, through any projection.
#include terrain.glsl
uniform mat4 projection;
flat out float v_number;
void main() {
    float blend;
    ivec2 odd;
    ivec2 texel = own_texel(blend, odd);
    gl_Position = projection * vec4(chunk_point(texel, odd, blend), 1.0);
    v_number = 0.0;
}
