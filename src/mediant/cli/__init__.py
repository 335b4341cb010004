"""The command line: one verb per step of the flow, each in its own module."""
