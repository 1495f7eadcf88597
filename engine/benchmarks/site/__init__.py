"""The history as one page that needs no server and no network."""
