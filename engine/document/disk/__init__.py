"""A project's files on disk: read, written, watched for others' changes, and named."""
