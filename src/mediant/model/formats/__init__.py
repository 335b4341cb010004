"""Formats of case files: each module turns bytes into a case and back, and opens nothing itself."""
