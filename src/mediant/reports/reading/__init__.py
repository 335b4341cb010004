"""Articles and their claims side by side: as a page to review them on, and as text."""
