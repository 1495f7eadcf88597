"""The first encounter in ten minutes: steps as data, watched in the document, the selection and the running copy."""
