"""The parts of NegMAS that are used here. The only module that imports it: without it, one clear line."""

from __future__ import annotations

from mediant.errors import MissingExtra

try:
    from negmas.gb.common import ResponseType
    from negmas.gb.negotiators.base import GBNegotiator
    from negmas.helpers.rand import apply_seed
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction, MappingUtilityFunction
    from negmas.sao import SAOMechanism, SAONegotiator
    from negmas.sao.common import SAOResponse, SAOState
except ImportError:
    raise MissingExtra("the bridge to NegMAS", "negmas (0.16 or newer)", "negmas") from None

__all__ = [
    "GBNegotiator",
    "LinearAdditiveUtilityFunction",
    "MappingUtilityFunction",
    "ResponseType",
    "SAOMechanism",
    "SAONegotiator",
    "SAOResponse",
    "SAOState",
    "apply_seed",
    "make_issue",
    "make_os",
]
