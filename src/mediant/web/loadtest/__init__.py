"""Load: people as browsers are, against a server that listens, and what becomes of what they send."""
