"""A small valid case file, and what is said when one piece of it is replaced by something wrong."""

import tomllib

from mediant.model.checks import problems_in

GROUND = """
format = "mediant-case/1"
title = "Harbour"
as_of = 2024-05-04
claims = "claims.jsonl"

[[party]]
id = "north"
name = "North"

[[party]]
id = "south"
name = "South"

[[mediator]]
id = "host"
name = "Host"
may = ["carry"]

[[issue]]
id = "truce"
name = "Truce"
options = ["none", "short", "long"]

[[issue]]
id = "fee"
name = "Fee"
[issue.range]
from = 0
to = 100
step = 5

[preferences.north]
weights = { truce = 0.6, fee = [0.3, 0.4] }
walk_away = 0.35
[preferences.north.values]
truce = { none = 0, short = [0.2, 0.7], long = 1 }
fee = { at = [[0, 1.0], [50, [0.4, 0.6]], [100, 0.0]] }
[[preferences.north.together]]
when = { truce = ["short", "long"], fee = 0 }
add = 0.1
[[preferences.north.never]]
truce = "none"
fee = [95, 100]
[preferences.north.because]
"values.truce" = ["c3", "c7"]
"never.1" = ["c1"]

[preferences.south]
weights = ["fee", "truce"]
walk_away = { as_good_as = { truce = "none", fee = 0 } }
[preferences.south.values]
truce = ["none", ["short", "long"]]
fee = "more"
[[preferences.south.prefers]]
this = { truce = "short", fee = 80 }
to = { truce = "none", fee = 100 }
[[preferences.south.accepts]]
truce = "short"
fee = 90
[[preferences.south.rejects]]
truce = "long"
fee = 5
"""


def problems_in_toml(text):
    return problems_in(tomllib.loads(text))


def expect(old, new, place, gist):
    """Replacing `old` by `new` in the ground brings a problem at `place` whose text holds `gist`."""
    assert GROUND.count(old) == 1, f"{old!r} stands {GROUND.count(old)} times in the ground"
    found = problems_in_toml(GROUND.replace(old, new))
    assert any(problem.place == place and gist in str(problem) for problem in found), [*map(str, found)]
    for problem in found:
        assert problem.seen
        assert problem.expected
        assert problem.do
        assert len(str(problem)) < 600
