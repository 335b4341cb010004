"""From claims to a first case: nothing invented, what is not said left unknown, a person's corrections kept."""
