"""The words that a draft is read by, in one place. English, as the claims are."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


LEADS = listed("that to for of from with as on whether if how and or")
"""Words that lead in a content and are no part of what it names."""

NEGATIONS = listed("no not never without none nor neither nobody nothing")

EMPTY = listed("""
    a an the of to in on at for from by with and or be is are was were will would should could may might must shall
    that this these those it its their his her our your my any some all both such as than then there been being has
    have had do does did he she they them him we us you i so too also very only more same yes what which who whom
    thing something anything everything idea if unless until before after
    """)
"""Words that do not tell one option from another."""

STANDING_IN = listed("i we you he she it they them us him her")
"""Pronouns that stand for what was said before."""

PRONOUNS = listed("it they he she")

SAYING = listed("""
    demands demanded wants wanted seeks sought offers offered rejects rejected refuses refused threatens threatened
    proposes proposed accepts accepted asks asked insists insisted calls called opposes opposed
    """)
"""How an article itself says that somebody took a stand."""

UNNAMED = listed("""
    official officials source sources diplomat diplomats insider insiders aide aides adviser advisers person people
    witness witnesses resident residents passer somebody someone
    """)
"""Words of an id that tell of somebody who is not named, and so is not the body they come from."""

ONLOOKERS = listed("""
    analyst analysts expert experts economist economists critic critics survey poll pollster pollsters public
    historian professor academic academics commentator commentators observer memorandum memo document draft minutes
    report study letter paper log register words statement reader
    """)
"""Words of an id that tell of somebody, or something, that only looks on."""

MEDIA = listed("""
    news press wire newswire radio television tv newspaper courier gazette herald chronicle times tribune reuters
    journalist journalists reporter reporters correspondent colleague broadcaster editor
    """)

SEVERAL = listed("both neither either all sides governments delegations capitals")
"""Words of an id that stands for several sides at once."""

MEDIATING = listed("""
    mediator mediators mediation facilitator facilitators arbitrator arbitrators conciliator go-between intermediary
    intermediaries guarantor guarantors convener
    """)
"""What somebody is called who mediates."""

MONTHS = listed("""
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec
    """)

NO_UNIT = listed("""
    a an the of to in on at for from by with and or if unless over per each out more less as than that it which is
    was were would will could
    """)
"""Words after a number that do not say what is counted."""

ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SPELT = {word: number for number, word in enumerate(ONES.split())} | {
    word: 10 * number for number, word in enumerate(TENS.split(), 2)
}
"""Numbers in words."""
