"""Language models that designers can trust: who is asked, how, and what becomes of an answer.

Nothing here is needed to start the program: the SDKs of models are imported when the first question is asked.
"""
