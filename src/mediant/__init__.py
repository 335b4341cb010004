"""mediant: an open workbench for mediated negotiation.

The public names are loaded when they are first used, so that `import mediant` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediant.analysis.dealspace import analyze
    from mediant.analysis.results import Analysis
    from mediant.errors import MediantError
    from mediant.evidence.reading.files import read
    from mediant.model.case import Case
    from mediant.model.files import load_case, save_case
    from mediant.reports.brief import report_html as report
    from mediant.talks.played import talk

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "Case",
    "MediantError",
    "__version__",
    "analyze",
    "load_case",
    "read",
    "report",
    "save_case",
    "talk",
]

_HOMES = {
    "Analysis": "mediant.analysis.results:Analysis",
    "Case": "mediant.model.case:Case",
    "MediantError": "mediant.errors:MediantError",
    "analyze": "mediant.analysis.dealspace:analyze",
    "load_case": "mediant.model.files:load_case",
    "read": "mediant.evidence.reading.files:read",
    "report": "mediant.reports.brief:report_html",
    "save_case": "mediant.model.files:save_case",
    "talk": "mediant.talks.played:talk",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'mediant' has no attribute {name!r}")
    module, attribute = _HOMES[name].split(":")
    return globals().setdefault(name, getattr(import_module(module), attribute))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
