"""Draw deal-space.svg: the drawing that `mediant report` puts into its page, as a picture of its own.

    .venv/bin/python docs/pictures/draw.py

writes it beside this file; with --stdout it is printed instead. Colours follow the reader's light or dark setting.
"""

import re
import sys
from pathlib import Path

import mediant

HERE = Path(__file__).resolve().parent
CASE = HERE.parents[1] / "cases" / "constructed" / "ceasefire-two"
KEPT = re.compile(
    r":root|--|\}|@media screen|\.plot (?!\{)|\.zone|\.grid|\.frame|\.walk|\.cloud|\.leader|\.mark-circle,"
)
FONT = '"Segoe UI", "Noto Sans", "DejaVu Sans", system-ui, sans-serif'


def picture(page: str) -> str:
    """The first drawing of a report, with the style it needs and a ground of its own."""
    drawing = re.search(r'<svg class="plot".*?</svg>', page, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    if drawing is None or style is None:
        sys.exit("the report has no drawing")
    for_screens = style[1].split("@media (max-width")[0]  # then come the rules for phones and paper
    rules = [rule for line in for_screens.splitlines() if KEPT.match(rule := line.strip())]
    head, body = drawing[0].split("\n", 1)
    head = head.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="711" height="597" ')
    body = body.replace(" The same numbers stand in the tables below.", "")
    ground = '<rect width="100%" height="100%" rx="8" style="fill: var(--card); stroke: var(--hair)"/>'
    css = "\n".join([*rules, f".plot {{ font: 12px {FONT}; }}"])
    return f"{head}\n<style>\n{css}\n</style>\n{ground}\n{body}\n"


def main() -> None:
    """Write the picture, or print it."""
    case = mediant.load_case(CASE)
    drawn = picture(mediant.report(case, mediant.analyze(case)))
    if "--stdout" in sys.argv[1:]:
        sys.stdout.write(drawn)
    else:
        (HERE / "deal-space.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
