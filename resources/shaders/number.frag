#version 330
// The number of the instance as three bytes: what stands under a pixel.
flat in float v_number;
out vec4 pixel;
void main() {
    float n = v_number;
    pixel = vec4(mod(n, 256.0), mod(floor(n / 256.0), 256.0), floor(n / 65536.0), 255.0) / 255.0;
}
