"""A round robin of negotiators in NegMAS' own mechanism: who gets most out of talks, seeing only its own preferences.

    python -m benchmarks.bench_round_robin -o FILE                       the rivals of `rivals.py`, all pairs
    python -m benchmarks.bench_round_robin -o FILE mediant:boulware      and ours beside them
    python -m benchmarks.bench_round_robin -o FILE mediant:X --focus     only the negotiations of what is named
    python -m benchmarks.bench_round_robin -o FILE --show                only the table of what FILE holds

Every ordered pair, a negotiator against itself too, plays every scenario once: 2 parties, alternating offers, 100
rounds. The scenarios are GENIUS' of at most 25,000 outcomes (from MEDIANT_SHARED or a folder `shared` beside the
checkout) and random ones of 1,000 outcomes, as many opposed as not, the smallest first. Nobody is given `private_info`.
FILE holds one line of JSON a negotiation, written at once; what it holds already is not played again, so an interrupted
run goes on, and `--beside` adds lines of other files to the table; `--without` leaves scenarios out. No agreement, by
time limit or fault too, is worth the reserve to both.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import warnings
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import rivals  # noqa: E402

ROUNDS = 100
LARGEST = 25_000


@dataclass(frozen=True, slots=True, order=True)
class Game:
    """One negotiation: who sits first and second, of which scenario."""

    scenario: str
    first: str
    second: str


class OutOfTime(BaseException):
    """Not an Exception, so that no agent's own handler takes it."""


def scenario_names(random: int) -> list[str]:
    """Of the scenarios, smallest first: GENIUS' where they are at hand, this many random, this many opposed ones."""
    folder = genius_folder()
    found = [f"genius/{path.name}" for path in sorted(folder.iterdir()) if path.is_dir()] if folder else []
    found += [f"{kind}/{seed}" for seed in range(random) for kind in ("random", "opposed")]
    sizes = {name: as_case(name).size for name in found}
    return sorted((name for name in found if sizes[name] <= LARGEST), key=sizes.__getitem__)


def genius_folder() -> Path | None:
    folder = Path(os.environ.get("MEDIANT_SHARED", ROOT.parent / "shared")) / "data" / "genius"
    return folder if folder.is_dir() else None


def as_case(name: str) -> Any:
    from benchmarks import problems
    from mediant.model.files import load_case

    kind, _, which = name.partition("/")
    if kind == "genius":
        folder = genius_folder()
        assert folder, "no GENIUS scenarios at hand"
        return load_case(folder / which)
    return problems.as_case(problems.Problem(2, 3, opposed=kind == "opposed"), int(which))


def as_negmas(name: str) -> tuple[Any, list[Any]]:
    """The outcome space and the utility functions of the first two parties, as `mediant` reads the scenario."""
    from mediant.bridges.negmas.translation import ufun_of
    from mediant.talks.standing import standings_of

    case = as_case(name)
    options = tuple(len(issue.options) for issue in case.issues)
    ufuns = [ufun_of(standing, options) for standing in list(standings_of(case).values())[:2]]
    return ufuns[0].outcome_space, ufuns


def played(game: Game, seed: int, limit: float) -> dict[str, Any]:
    """One negotiation and how it ended. Utilities are from 0, the party's worst outcome, to 1, its best."""
    from negmas.helpers.rand import apply_seed
    from negmas.sao import SAOMechanism

    space, ufuns = as_negmas(game.scenario)
    number = zlib.crc32(f"{seed} {game}".encode())
    for rival in (game.first, game.second):
        rivals.found(rival)  # some packages hook on to NegMAS' seed when they are imported
    apply_seed(number)
    mechanism = SAOMechanism(outcome_space=space, n_steps=ROUNDS)
    fault = None
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        for rival, ufun in zip((game.first, game.second), ufuns, strict=True):
            mechanism.add(rivals.made(rival, number), ufun=ufun)
        mechanism.run()
    except OutOfTime:
        fault = "out of time"
    except Exception as error:  # noqa: BLE001  (an agent's own fault is a result)
        fault = f"{type(error).__name__}: {error}"[:200]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    agreement = None if fault else mechanism.agreement
    reserves = [float(ufun.reserved_value) for ufun in ufuns]
    gained = reserves if agreement is None else [float(ufun(agreement)) for ufun in ufuns]
    return {
        **asdict(game), "seed": seed, "utilities": gained, "reserves": reserves, "agreed": agreement is not None,
        "steps": mechanism.state.step, "fault": fault,
    }  # fmt: skip


def _stop(*_: object) -> None:
    raise OutOfTime


def _quietly(work: tuple[Game, int, float]) -> dict[str, Any]:
    warnings.simplefilter("ignore")
    with Path(os.devnull).open("w") as nowhere:
        said, sys.stdout = sys.stdout, nowhere
        try:
            return played(*work)
        finally:
            sys.stdout = said


def stored(paths: Sequence[Path], seed: int) -> dict[Game, dict[str, Any]]:
    """What files hold of this seed; a line cut off by an interruption is passed over."""
    found = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            try:
                result = json.loads(line)
            except json.JSONDecodeError:
                continue
            if result["seed"] == seed:
                found[Game(result["scenario"], result["first"], result["second"])] = result
    return found


def mend(path: Path) -> None:
    """Take away a last line that an interruption has cut off."""
    if path.exists() and (whole := path.read_bytes()) and not whole.endswith(b"\n"):
        path.write_bytes(whole[: whole.rfind(b"\n") + 1])


def advantages(results: Mapping[Game, Mapping[str, Any]]) -> dict[str, dict[str, list[tuple[float, bool]]]]:
    """By negotiator and scenario: what it got above its reserve, and whether there was an agreement."""
    found: dict[str, dict[str, list[tuple[float, bool]]]] = defaultdict(lambda: defaultdict(list))
    for game, result in results.items():
        for seat, rival in enumerate((game.first, game.second)):
            gained = result["utilities"][seat] - result["reserves"][seat]
            found[rival][game.scenario].append((gained, result["agreed"]))
    return found


def table(results: Mapping[Game, Mapping[str, Any]]) -> str:
    """Ranked by mean advantage over scenarios; intervals are Student's, over scenarios too.

    "Behind" is how much less than the first it got, scenario by scenario: what a scenario gives to all cancels out.
    """
    rows = []
    for rival, by_scenario in advantages(results).items():
        means = {name: float(np.mean([gained for gained, _ in games])) for name, games in by_scenario.items()}
        games = [game for games in by_scenario.values() for game in games]
        rows.append((float(np.mean(list(means.values()))), rival, means, games))
    rows.sort(key=lambda row: -row[0])
    first = rows[0][2] if rows else {}
    head = f"{'rank':>4}  {'negotiator':<34}{'advantage':>9}  {'95 % interval':<17}{'behind':>7}  {'95 % interval':<17}"
    lines = [f"{head}{'agreed':>6}{'seats':>7}"]
    for rank, (mean, rival, means, games) in enumerate(rows, 1):
        behind = [first[name] - got for name, got in means.items() if name in first]
        agreed = np.mean([agreed for _, agreed in games])
        lines.append(
            f"{rank:>4}  {rivals.called(rival):<34}{mean:>9.3f}  {_interval(list(means.values())):<17}"
            f"{np.mean(behind):>7.3f}  {_interval(behind):<17}{agreed:>6.2f}{len(games):>7}"
        )
    faults = sorted(f"  {result['fault']}: {game}" for game, result in results.items() if result["fault"])
    scenarios = len({game.scenario for game in results})
    return "\n".join(
        [*lines, f"{len(results):,} negotiations, {scenarios} scenarios, {len(faults)} faults", *faults[:10]]
    )


def _interval(numbers: Sequence[float]) -> str:
    if len(numbers) < 2:
        return "–"
    half = _student(len(numbers) - 1) * np.std(numbers, ddof=1) / np.sqrt(len(numbers))
    return f"{np.mean(numbers) - half:.3f} to {np.mean(numbers) + half:.3f}"


def _student(freedom: int) -> float:
    from scipy.stats import t

    return float(t.ppf(0.975, freedom))


def games_of(asked: argparse.Namespace) -> Iterator[Game]:
    names = list(dict.fromkeys([*asked.negotiators, *asked.rivals]))
    for scenario in scenario_names(asked.random):
        if scenario in asked.without:
            continue
        for first, second in product(names, repeat=2):
            if not asked.focus or first in asked.negotiators or second in asked.negotiators:
                yield Game(scenario, first, second)


def run(games: Sequence[Game], asked: argparse.Namespace) -> None:
    """Play them, each line on disk before the next is asked for."""
    if not games:
        return
    mend(asked.output)
    work = [(game, asked.seed, asked.limit) for game in games]
    with asked.output.open("a", encoding="utf-8") as file, get_context("spawn").Pool(asked.jobs) as pool:
        for done, result in enumerate(pool.imap_unordered(_quietly, work, chunksize=4), 1):
            file.write(json.dumps(result) + "\n")
            file.flush()
            if done % 100 == 0 or done == len(work):
                print(f"{done:,} of {len(work):,}", file=sys.stderr, flush=True)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("negotiators", nargs="*", metavar="KIND:NAME", help="added to the rivals")
    parser.add_argument("-o", "--output", type=Path, required=True, help="one line of JSON a negotiation")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="files of other runs, for the table")
    parser.add_argument("--rivals", nargs="*", default=list(rivals.STRONGEST), metavar="KIND:NAME")
    parser.add_argument("--focus", action="store_true", help="only the negotiations of the negotiators named")
    parser.add_argument("--random", type=int, default=5, help="random scenarios, and as many opposed ones [5]")
    parser.add_argument("--without", nargs="*", default=[], metavar="SCENARIO", help="left out, of the table too")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for a negotiation [60]")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="play nothing")
    return parser.parse_args(given)


def main() -> None:
    asked = arguments()
    results = stored([*asked.beside, asked.output], asked.seed)
    if not asked.show:
        run([game for game in games_of(asked) if game not in results], asked)
        results = stored([*asked.beside, asked.output], asked.seed)
    print(table({game: result for game, result in results.items() if game.scenario not in asked.without}))


if __name__ == "__main__":
    main()
