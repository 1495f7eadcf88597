"""How functions become kernels: where compiled code is kept, and what the compiler is told and spared."""
