"""Where cases are kept: opaque lines, case by case, stored before they are acknowledged."""
