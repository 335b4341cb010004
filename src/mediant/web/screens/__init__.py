"""The screens, one module each: what a screen shows of a table, and what its forms ask for. Pure."""
