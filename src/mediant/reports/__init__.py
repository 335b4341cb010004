"""What people see of an analysis: the HTML report, the terminal's text, and the document for programs."""
