"""How well and how fast articles are read. Each command prints figures; none are kept in the script.

python -m benchmarks.bench_reading own [--part test|dev] [--weights DIR]   claims of the corpus, the annotators beside
python -m benchmarks.bench_reading drafts [--part dev|train]               first cases of each event, beside the marked
python -m benchmarks.bench_reading mistakes [--weights DIR] [-o FILE]      the ten commonest kinds of mistakes, on dev
python -m benchmarks.bench_reading polnear DIR [--weights DIR] [-o FILE] [--scorer FILE]     attributions for its scorer
python -m benchmarks.bench_reading speed [--articles N] [--memory N ...]      articles a second, CPU time, memory

From the checkout's root, with `src` on PYTHONPATH (or as `python benchmarks/bench_reading.py ...`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # as a script; the other modules are found from the checkout's root
    sys.path.insert(0, str(ROOT))


def own(asked: argparse.Namespace) -> str:
    """Figures and confidences on a part of the corpus."""
    from benchmarks import reading_confidence, reading_figures

    reader = reading_figures.reader_of(asked.weights)
    dev = reading_figures.read_part("dev", reader)
    read = dev if asked.part == "dev" else reading_figures.read_part(asked.part, reader)
    return f"{reading_figures.table(read)}\n\n{reading_confidence.shown(dev, read, asked.part)}\n"


def drafts(asked: argparse.Namespace) -> str:
    """First cases from what is read of each event, beside those from its marked claims; issues of claims."""
    from benchmarks import reading_drafts, reading_figures

    read = reading_figures.read_part(asked.part, reading_figures.reader_of(asked.weights))
    return f"{reading_drafts.table(read)}\n"


def mistakes(asked: argparse.Namespace) -> str:
    """The commonest mistakes as a page of the documentation."""
    from benchmarks import reading_figures, reading_mistakes

    page = reading_mistakes.page(reading_figures.read_part("dev", reading_figures.reader_of(asked.weights)))
    if asked.output is None:
        return page
    asked.output.write_text(page, encoding="utf-8")
    return f"Wrote {asked.output}\n"


def polnear(asked: argparse.Namespace) -> str:
    """Attributions of a PolNeAR folder, and what its scorer says of them."""
    from benchmarks import reading_polnear
    from mediant.evidence.reading.files import load_reader

    written = reading_polnear.lines(asked.folder / "text", load_reader(asked.weights))
    if asked.output is None:
        return written
    asked.output.write_text(written, encoding="utf-8")
    if asked.scorer is None:
        return f"Wrote {asked.output}\n"
    command = [sys.executable, str(asked.scorer), str(asked.folder), str(asked.output), "--boot", "1000"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def speed(asked: argparse.Namespace) -> str:
    """Throughput, memory and start."""
    from benchmarks import reading_speed

    return reading_speed.shown(asked.articles, asked.memory, asked.runs)


PARTS = {own: ("test", "dev"), drafts: ("dev", "train", "test")}


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line asks for; its `work` is one of the functions above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    for work in (own, drafts, mistakes, polnear, speed):
        verb = verbs.add_parser(work.__name__, help=work.__doc__)
        verb.set_defaults(work=work)
        if work is not speed:
            verb.add_argument("--weights", type=Path, help="a folder of weights; the shipped ones without it")
        if work in PARTS:
            verb.add_argument("--part", choices=PARTS[work], default=PARTS[work][0])
        if work in (mistakes, polnear):
            verb.add_argument("-o", "--output", type=Path)
        if work is polnear:
            verb.add_argument("folder", type=Path, help="a split of PolNeAR, with text/*.txt")
            verb.add_argument("--scorer", type=Path, help="score_attribution.py, run on what -o has written")
        if work is speed:
            verb.add_argument("--articles", type=int, default=100)
            verb.add_argument("--runs", type=int, default=3)
            verb.add_argument("--memory", type=int, nargs="*", default=[100, 1000], help="e.g. 100 1000 10000")
    asked = parser.parse_args(given)
    if getattr(asked, "scorer", None) is not None and asked.output is None:
        parser.error("--scorer needs -o FILE")
    return asked


if __name__ == "__main__":
    asked_for = arguments()
    sys.stdout.write(asked_for.work(asked_for))
