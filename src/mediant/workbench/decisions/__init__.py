"""What follows from each command: events, or a refusal in words. One module for each part of the table."""
