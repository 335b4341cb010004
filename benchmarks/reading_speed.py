"""How fast articles are read through the path of `mediant read`, and how much memory that takes."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from multiprocessing import active_children
from pathlib import Path
from statistics import median

from benchmarks.corpus_agreement import CORPUS
from benchmarks.reading_figures import reader_of
from mediant.cli.readings import readings
from mediant.evidence.article import Article, article_of
from mediant.evidence.claim import ArticleRef
from mediant.evidence.files import read_corpus

WORDS = 770
ROOT = Path(__file__).resolve().parents[1]
PEAK = "import sys; sys.path[:0] = {paths!r}; from benchmarks.reading_speed import {call}; {call}({argument})"
SINGLE = """\
import sys
from pathlib import Path
from mediant.cli.main import main
status = main(["read", sys.argv[1], "--json"])
sys.stderr.write(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
sys.exit(status)
"""


def made(count: int) -> Iterator[Article]:
    """Articles of about 770 words: whole paragraphs of the corpus' training part, round and round."""
    paragraphs = [line for marked in read_corpus(CORPUS, "train") for line in marked.text.split("\n") if line.strip()]
    endless = cycle(paragraphs)
    for number in range(count):
        taken: list[str] = []
        while sum(len(paragraph.split()) for paragraph in taken) < WORDS:
            taken.append(next(endless))
        yield article_of("\n\n".join(taken), ArticleRef(id=f"made-{number}", published="2031-05-14"))


def throughput(articles: Sequence[Article], jobs: int) -> tuple[float, float, int]:
    """Articles a second by the clock, CPU seconds an article of all processes, claims; the start is not counted.

    The first articles, one batch for each process, are read before the clock starts. The CPU time of further processes
    is known when they have ended, so it counts those articles as well, and their start.
    """
    before, first = _cpu(), jobs * 8
    outcomes = readings(iter([*articles[:first], *articles]), reader_of, jobs=jobs, known=lambda _: None)
    list(islice(outcomes, first))
    begun = time.perf_counter()
    claims = sum(len(outcome.reading.claims) for outcome in outcomes if outcome.reading is not None)
    took = time.perf_counter() - begun
    while active_children():  # ended ones are counted only when they have been waited for
        time.sleep(0.05)
    return len(articles) / took, (_cpu() - before) / (len(articles) + first), claims


def _cpu() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def memory(count: int) -> None:
    """Print the peak memory of this process in MB after reading made articles, and the CPU seconds of each."""
    outcomes = readings(made(count), reader_of, jobs=1, known=lambda _: None)
    begun = time.process_time()
    claims = sum(len(outcome.reading.claims) for outcome in outcomes if outcome.reading is not None)
    spent = (time.process_time() - begun) / count
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    sys.stdout.write(json.dumps({"articles": count, "claims": claims, "MB": peak, "CPU s": spent}))


def memory_of(count: int) -> dict[str, float]:
    """What `memory` prints, from a process of its own."""
    code = PEAK.format(paths=[str(ROOT), str(ROOT / "src")], call="memory", argument=count)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def single(runs: int) -> tuple[float, float, float]:
    """`mediant read` of one made article, from the start of its process: seconds, CPU seconds, MB (medians)."""
    rows = []
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(next(made(1)).text, encoding="utf-8")
        for _ in range(runs):
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            command = [sys.executable, "-c", SINGLE, str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603
            took, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            rows.append((took, spent, int(done.stderr.split()[-1]) / 1024))
    return tuple(median(column) for column in zip(*rows, strict=True))  # type: ignore[return-value]


def shown(count: int, counts: Sequence[int], runs: int) -> str:
    """All that is printed."""
    articles = list(made(count))
    words = sum(len(article.text.split()) for article in articles) / count
    written = [f"{count} articles of {words:.0f} words, median of {runs} runs; load {os.getloadavg()[0]:.1f}", ""]
    for jobs in (1, 2):
        rows = [throughput(articles, jobs) for _ in range(runs)]
        rate, spent = (median(row[k] for row in rows) for k in (0, 1))
        written.append(
            f"{jobs} process{'es' if jobs > 1 else ''}: {rate:.2f} articles a second by the clock, "
            f"{1000 * spent:.0f} ms of CPU an article ({jobs / spent:.1f} a second on {jobs} free cores)"
        )
    for number in counts:
        found = memory_of(number)
        written.append(
            f"{number:,} articles, one process: peak {found['MB']:.0f} MB, {1000 * found['CPU s']:.0f} ms each"
        )
    took, spent, peak = single(runs)
    written.append(f"mediant read, one article: {took:.2f} s by the clock, {spent:.2f} s of CPU, peak {peak:.0f} MB")
    return "\n".join(written) + "\n"
