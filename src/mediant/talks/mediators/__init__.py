"""Mediators: what a third party says when it is its turn."""
