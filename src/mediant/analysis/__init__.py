"""The deal space: what could be agreed, who could live with it, what is efficient, fair and robust."""
