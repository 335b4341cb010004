"""Settings of the documentation; `make docs` builds it."""

import re

from sphinx.application import Sphinx

import mediant

FIELD = re.compile(r"([a-z_]+(?:, [a-z_]+)*) : (.*)")

project = "mediant"
author = "The mediant developers"
copyright = author
version = release = mediant.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "mediant"

myst_enable_extensions = ["deflist", "dollarmath"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_member_order = "bysource"
# Types of other projects and fields of values have no page of their own here.
nitpick_ignore_regex = [("py:.*", ".*")]


def as_list(_app: Sphinx, _what: str, _name: str, _thing: object, _options: object, lines: list[str]) -> None:
    """Our docstrings as lists: a line `name : what it holds` begins an item, an indented line goes on with it."""
    shaped: list[str] = []
    for line in lines:
        field = FIELD.fullmatch(line)
        if field:
            shaped += ["", f"* **{field[1]}**: {field[2]}"]
        elif line.startswith(" ") and shaped and shaped[-1].strip() and not shaped[-1].startswith(" "):
            shaped[-1] += f" {line.strip()}"
        elif line and not line.startswith(" ") and shaped and shaped[-1].startswith("* "):
            # a paragraph that goes on below the list
            shaped += ["", line]
        else:
            shaped.append(line)
    lines[:] = shaped


def setup(app: Sphinx) -> None:
    """Sphinx calls this."""
    app.connect("autodoc-process-docstring", as_list)
