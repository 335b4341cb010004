"""The tables of docs/explanation/security.md, from the names of the tests and from the report of the last run.

    python tests/security_page.py

brings the page up to date. Tests of the list are called `test_NN_...`; one may show several, as `test_12_28_...`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from mediant.web.assurance.files import report

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "security.md"
NAMED = re.compile(r"^\s*(?:async )?def (test_((?:\d\d_)+)[a-z]\w*)", re.MULTILINE)

GROUPS = {
    "Who may what": (1, 15), "What others notice": (16, 35), "Ballots": (36, 50), "What comes in": (51, 67),
    "Sessions and browsers": (68, 78), "Load, failures, disks": (79, 84),
}  # fmt: skip
WHAT = """every route, role, method and owner
what is another's is the same nothing
nobody writes a role, a side or an audience into a form
the mediator of one case in another
a seat that is taken away, with a page open
what advisers may, and only principals do
observers change nothing
an automated negotiator is bound to its seat
a teacher's own class, a student's own group
headers that would change the method
a stream that is resumed with another's number
records and exports are those of their viewer
filters find what their viewer sees
what was uploaded is at no address
administrators and what parties told
what is said and wanted
how much is said
how often something is done
who is there
who has voted
how somebody voted, where one refuses
parties and observers who put together what they see
in which order things are done
how much is uploaded
connections that break
languages
how much there is to compute
exports, byte for byte
mail
pages of errors
figures and logs
the size of files
chains, one for each viewer
times of notifications
how long a vote takes
votes at one instant
a vote just before and after the close
the same vote twice
a vote in another round
a text that is changed under a ballot
the last vote before the close
clocks that are wrong
a restart during a close
a server that is killed while it counts
who votes, while a ballot is open
a party whose people are gone
who votes for nothing
votes of a ballot that failed, on the disk
a ballot that is held
ballots against a model of them
scripts in what people write
attributes that htmx would act on
links that run something
what covers a page
names that turn the line around, or look alike
XML that explodes, or reads other files
YAML that explodes, or builds objects
JSON that is none, or too deep
archives that explode
names that lead to other files
addresses on the inside
pictures that explode, or tell a place
formulas in tables
what a PDF fetches
texts that take for ever
cases too large to enumerate
code that comes in
a session that somebody planted
an invitation that is only looked at
invitations that are guessed or revoked
posts from other sites
streams from other sites
frames, scripts, headers
hosts that are not ours
redirects that lead elsewhere
cookies, and leaving
two cases in one browser
passkeys: replayed, of another site, copied
floods, and readers that are slow
floods of passwords
a full disk
a server that is killed under load
a backup while people work
files of earlier versions""".splitlines()
REASONS = {
    29: "The server sends no mail, so there is none to compare.",
    34: "The server sends no notifications outside open pages, so none comes at a time of its own.",
}
"""Why there is no test. Left out as soon as there is one."""


def named_tests() -> dict[int, list[str]]:
    """Names of tests, by number."""
    found: dict[int, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, numbers in NAMED.findall(path.read_text(encoding="utf-8")):
            for number in numbers.rstrip("_").split("_"):
                found[int(number)].add(name)
    return {number: sorted(names) for number, names in found.items()}


def listed() -> str:
    """All 84, each with its tests or the reason why there is none."""
    named, lines = named_tests(), []
    for title, (first, last) in GROUPS.items():
        lines += [f"### {title}", "", "| | what is tried | tests |", "|---|---|---|"]
        for number in range(first, last + 1):
            shown = "<br>".join(f"`{name}`" for name in named.get(number, ())) or REASONS[number]
            lines.append(f"| {number} | {WHAT[number - 1]} | {shown} |")
        lines.append("")
    return "\n".join(lines)


def figures() -> str:
    """What the last run compared."""
    known = report()
    if known is None:
        return "No report came with this checkout: run `make confidentiality`.\n"
    lines = [
        f"On {known.day.isoformat()}, version {known.version}:", "",
        "| compared | pairs without a difference | leaks planted | leaks found |", "|---|---|---|---|",
    ]  # fmt: skip
    names = {
        "seen": "all that each person is shown",
        "asked": "all answers of the application",
        "sent": "all bytes on sockets",
    }
    lines += [
        f"| {names[level.name]} | {level.pairs:,} | {len(level.planted)} | {len(level.found)} |"
        for level in known.levels
    ]
    return "\n".join([*lines, ""])


def page(text: str) -> str:
    """The page with its tables anew."""
    for name, made in (("figures", figures), ("list", listed)):
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        head, rest = text.split(begin)
        text = f"{head}{begin}\n\n{made()}\n{end}{rest.split(end)[1]}"
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
