"""Who asks a language model when: slots, a queue, deadlines, budgets, retries, all of it in one event loop."""
