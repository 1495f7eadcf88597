#version 330
#include frame.glsl
#include grade.glsl
uniform sampler2D light_map;
flat in vec3 v_shade;
flat in vec3 v_sun;
in vec3 v_point;
out vec4 pixel;

void main() {
#ifdef FAR
    float sun = 1.0;
#else
    float sun = texture(light_map, ground_place(v_point)).r;
#endif
    vec3 colour = grade(v_shade + v_sun * sun);
#ifdef GRID
    // drawn after the tone map, or its lines go pale and thick
    vec2 width = fwidth(v_point.xz);
    vec2 minor = abs(fract(v_point.xz - 0.5) - 0.5);
    vec2 minor_line = clamp(1.0 - minor / (width * 0.75), 0.0, 1.0);
    vec2 major = abs(fract(v_point.xz * 0.2 - 0.5) - 0.5) * 5.0;
    vec2 major_line = clamp(1.2 - major / (width * 0.9), 0.0, 1.0);
    float reach = length(v_point - eye.xyz) / mood.w;
    float strength = max(minor_line.x, minor_line.y) * 0.27 * clamp(1.25 - reach / 42.0, 0.0, 1.0)
                     * clamp(1.4 - max(width.x, width.y) * 6.0, 0.0, 1.0);
    strength = max(strength, max(major_line.x, major_line.y) * 0.40 * clamp(1.3 - reach / 70.0, 0.0, 1.0));
    colour = mix(colour, vec3(0.70, 0.86, 0.93), strength);
    vec2 axis = clamp(1.4 - abs(v_point.xz) / (width * 0.9), 0.0, 1.0);
    colour = mix(colour, vec3(0.32, 0.56, 1.0), axis.x * 0.85);
    colour = mix(colour, vec3(1.0, 0.30, 0.36), axis.y * 0.85);
#endif
    pixel = vec4(colour, 1.0);
}
