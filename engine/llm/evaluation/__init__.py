"""The evaluation harness: small worlds, tasks in words, and how well a model's plans do in the simulator."""
