"""What a question to a language model is, what an answer is, how either can fail, and a model that is only played."""
