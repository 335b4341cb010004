"""Negotiators: what a party says when it is its turn."""
