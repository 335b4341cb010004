"""Small case files of other formats, written for these tests."""

from dataclasses import replace
from itertools import product

from mediant.model.formats.settled import settle, utility

DOMAIN = """<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="root" type="objective" etype="objective" description="">
 <issue index="1" name="Truce" type="discrete" etype="discrete" vtype="discrete">
  <item index="1" value="none"/><item index="2" value="40 days"/><item index="3" value="permanent"/></issue>
 <issue index="2" name="Fee" type="integer" etype="integer" vtype="integer" lowerbound="0" upperbound="10"/>
</objective></utility_space></negotiation_template>"""


def profile(evaluations=(1, 2, 4), weights=(3, 1), slope="0.1", offset="0", tail="", cost="0"):
    items = "".join(
        f'<item index="{k}" value="{value}" evaluation="{e}" cost="{cost}"/>'
        for k, (value, e) in enumerate(zip(("none", "40 days", "permanent"), evaluations, strict=True), 1)
    )
    return f"""<utility_space><objective index="0" name="root" type="objective">
 <issue index="1" name="Truce" type="discrete" etype="discrete" vtype="discrete">{items}</issue>
 <issue index="2" name="Fee" type="integer" vtype="integer" lowerbound="0" upperbound="10">
  <evaluator ftype="linear" slope="{slope}" offset="{offset}"/></issue>
 <weight index="1" value="{weights[0]}"/><weight index="2" value="{weights[1]}"/></objective>{tail}</utility_space>"""


def genius_files(**changes):
    files = {"harbour_domain.xml": DOMAIN, "North.xml": profile(), "South.xml": profile((8, 4, 0), (1, 1), "-0.1", "1")}
    return {name: text.encode() for name, text in (files | changes).items()}


BOX_DOMAIN = """<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="root" type="objective">
 <issue index="7" name="a" type="integer" vtype="integer" lowerbound="0" upperbound="9"/>
 <issue index="3" name="b" type="integer" vtype="integer" lowerbound="0" upperbound="9"/>
</objective></utility_space></negotiation_template>"""


def box_profile(boxes, maxutility="10", ufun='weight="1" aggregation="sum"'):
    return f"""<utility_space type="nonlinear"><objective index="0" name="root" type="objective">
 <issue index="7" name="a" type="integer" vtype="integer" lowerbound="0" upperbound="9"/>
 <issue index="3" name="b" type="integer" vtype="integer" lowerbound="0" upperbound="9"/>
 <utility maxutility="{maxutility}"><ufun type="PlainUfun" {ufun}>{boxes}</ufun></utility>
</objective></utility_space>"""


def box_files(boxes, **options):
    files = {"d.xml": BOX_DOMAIN, "p1.xml": box_profile(boxes, **options), "p2.xml": box_profile("")}
    return {name: text.encode() for name, text in files.items()}


def table(case, party):
    """The utilities of all outcomes, in file order."""
    settled = settle(case, party)
    ids = [issue.id for issue in case.issues]
    spaces = product(*(issue.options for issue in case.issues))
    return [utility(settled, case, dict(zip(ids, options, strict=True))) for options in spaces]


def bare(case):
    """The case without what no other format has a place for."""
    kept = {party: replace(known, because={}, never=()) for party, known in case.preferences.items()}
    return replace(case, mediators=(), as_of=None, claims=None, preferences=kept)


def levels(case, party):
    """The utilities of all outcomes moved and stretched to run from 0 to 1; None where they are all but equal."""
    found = table(case, party)
    low, high = min(found), max(found)
    return [(u - low) / (high - low) for u in found] if high - low > 1e-6 * max(map(abs, found)) else None
