// What every shader of a frame knows. Layout: editor/viewport/render/frame_block.py.
layout(std140) uniform Frame {
    mat4 view_projection;
    mat4 shadow_matrix;      // world -> shadow map, 0..1
    vec4 eye;                // xyz [m], w = time [s]
    vec4 sun_light;          // direction to the sun that lights
    vec4 sun_disc;           // direction in which its disc is drawn
    vec4 sun_colour;
    vec4 sky_zenith;
    vec4 sky_middle;
    vec4 horizon_cool;
    vec4 horizon_warm;
    vec4 light_above;
    vec4 light_below;
    vec4 camera_right;
    vec4 camera_up;
    vec4 resolution;         // 1/width, 1/height, width, height
    vec4 mood;               // fog factor, vignette, exposure, how far the grid reaches
    vec4 ground_frame;       // x, z of the first sample; 1/size x, 1/size z
    vec4 ground_texel;       // scale and offset from 0..1 to texture coordinates of the heights (x, x, z, z)
    vec4 lamp_count;
    vec4 lamp_place[4];
    vec4 lamp_colour[4];
    vec4 far_air;            // how far the view reaches [m] (0: the near air of a patch), low ground [m], height of the haze [m]
    vec4 anchor;             // x, z of what everything here is relative to [m]; the same modulo 5
    vec4 cloud_colour;
    vec4 sky_amounts;        // clouds, stars, moon: 1 as usual
};

vec3 horizon(vec3 direction) {
    float s = max(dot(normalize(vec3(direction.x, 0.0, direction.z)), normalize(vec3(sun_disc.x, 0.0, sun_disc.z))), 0.0);
    float s2 = s * s;
    return mix(horizon_cool.rgb, sky_middle.rgb, 0.22) * 0.62 + horizon_warm.rgb * (s2 * s2 * s * 0.26 + pow(s, 28.0) * 0.62);
}

vec2 ground_place(vec3 point) { return (point.xz - ground_frame.xy) * ground_frame.zw; }
