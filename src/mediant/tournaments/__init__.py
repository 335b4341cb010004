"""Tournaments: a plan of many games, played on all cores, kept on the disk as they end, and ranked."""
