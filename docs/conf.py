"""Settings of the documentation; `make docs` builds it."""

import mediant

project = "mediant"
author = "The mediant developers"
copyright = author
version = release = mediant.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "mediant"

myst_enable_extensions = ["deflist", "dollarmath"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_member_order = "bysource"
# Types of other projects and fields of values have no page of their own here.
nitpick_ignore_regex = [("py:.*", ".*")]
