#version 330
#include frame.glsl
#include grade.glsl
#include ground_grid.glsl
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
    colour = with_grid(colour, v_point);
#endif
    pixel = vec4(colour, 1.0);
}
