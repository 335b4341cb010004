"""The report of a tournament: as text, as JSON, and as a page."""
