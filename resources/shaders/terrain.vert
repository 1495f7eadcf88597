#version 330
#include frame.glsl
#include light.glsl
#include terrain.glsl
#include terrain_albedo.glsl
uniform sampler2D weights;
uniform sampler2D grain;
out vec3 v_point;
out vec4 v_air;
out vec3 v_light;                         // what reaches the ground but for the sun
#ifdef COARSE
out vec4 v_albedo;                        // a = share of the sun that reaches it
#else
out vec3 v_normal;
out vec4 v_material;                      // shares of sand, forest floor, rock, path
#endif
#ifdef LEVELS
out vec4 v_chunk;                         // place in the chunk 0..1, level, blend
#endif

vec4 weight_of(ivec2 texel) { return texelFetch(weights, ivec2(i_slot.xy) * int(lattice.w) + clamp(texel, 0, int(lattice.w) - 1), 0); }

vec2 slope(ivec2 texel, int step) {
    return vec2(height_of(texel + ivec2(step, 0)) - height_of(texel - ivec2(step, 0)),
                height_of(texel + ivec2(0, step)) - height_of(texel - ivec2(0, step))) / float(step);
}

void main() {
    float blend;
    ivec2 odd;
    ivec2 texel = own_texel(blend, odd);
    v_point = chunk_point(texel, odd, blend);
    gl_Position = view_projection * vec4(v_point, 1.0);
    vec2 gradient = mix(slope(texel, 2), slope(texel, 1), blend) / (2.0 * i_slot.z * lattice.x);
    vec3 normal = normalize(vec3(-gradient.x, 1.0, -gradient.y));
    vec4 material = weight_of(texel);
    if (odd.x + odd.y > 0) {
        ivec2 side = odd * int(lattice.y);
        material = mix((weight_of(texel - side) + weight_of(texel + side)) * 0.5, material, blend);
    }
    v_air = fog(v_point);
    v_light = lamps(v_point, normal);
#ifdef COARSE
    vec4 wide = textureLod(grain, v_point.xz * (1.0 / 512.0), 0.0);
    float fineness = log2(max(i_slot.z * lattice.x * lattice.y * 8.0, 1.0));
    vec4 near = textureLod(grain, v_point.xz * (1.0 / 32.0), fineness);
    v_light += ambient(normal, 1.0);
    v_albedo = vec4(ground_albedo(v_point, normal, material, wide, near), max(dot(normal, sun_light.xyz) * 0.92 + 0.08, 0.0));
#else
    v_normal = normal;
    v_material = material;
#endif
#ifdef LEVELS
    v_chunk = vec4(a_grid.xy / lattice.z, i_corner.w, i_slot.w);
#endif
}
