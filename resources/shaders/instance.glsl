// One vertex of a mesh and the instance that it belongs to.
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec4 a_normal;    // w = share of the tint
layout(location = 2) in vec4 a_colour;    // a = light given off
layout(location = 3) in vec4 i_place;     // position, scale
layout(location = 4) in vec4 i_turn;      // cos yaw, sin yaw, flash, rim (negative: rim without fill light)
layout(location = 5) in vec4 i_tint;      // rgb, number of the instance

vec3 turned(vec3 v) { return vec3(v.x * i_turn.x + v.z * i_turn.y, v.y, -v.x * i_turn.y + v.z * i_turn.x); }
vec3 world_place() { return turned(a_position * i_place.w) + i_place.xyz; }
