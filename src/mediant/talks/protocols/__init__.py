"""Protocols: who speaks next, in which room."""
