"""`mediant train-reader`: weights for the reader from an annotated corpus."""

from __future__ import annotations

import sys
from math import isnan
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mediant.evidence.reading.weights import Manifest
    from mediant.training.files import Corpus
    from mediant.training.plan import Plan, Step

LINE_EVERY = 100  # steps


class Share(click.FloatRange):
    """From 0 to 0.9. click's own range lets what is not a number through."""

    def __init__(self) -> None:
        super().__init__(0, 0.9)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; click's error for any other."""
        share: float = super().convert(value, param, ctx)
        return self.fail(f"{value} is not a number.", param, ctx) if isnan(share) else share


@click.command("train-reader", short_help="Weights for the reader, from an annotated corpus.")
@click.argument("corpus", metavar="DIR")
@click.option("-o", "--output", required=True, metavar="DIR", help="New folder for the weights.")
@click.option("--epochs", type=click.IntRange(1, 100), default=6, show_default=True, help="Passes over the articles.")
@click.option("--batch", type=click.IntRange(1, 256), default=4, show_default=True, help="Windows a step.")
@click.option(
    "--dropout", type=Share(), default=0.1, show_default=True, help="Share of the encoder's values left out of a step."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed, the same weights.")
@click.option("--threads", type=click.IntRange(1, 256), default=2, show_default=True, help="Cores to use.")
def train_reader(corpus: str, output: str, **plan: Any) -> None:
    """Train a reader on the corpus in DIR: annotated articles in our markup, or a PolNeAR checkout.

    Our markup needs a topics.toml that says which topics are train and dev. A training that was interrupted goes on
    when the same command is given again. Needs the extra mediant[train].
    """
    from mediant.training.files import read_training, require_packages
    from mediant.training.plan import Plan

    require_packages()
    articles = read_training(corpus)
    click.echo(
        f"{articles.name}: {len(articles.train)} annotated articles to learn from, {len(articles.dev)} to check",
        err=True,
    )
    try:
        manifest = _with_a_bar(articles, output, Plan(**plan))
    except KeyboardInterrupt:
        click.echo("Interrupted; the same command goes on from the last state that was kept.", err=True)
        raise
    if not any(manifest.sure):
        click.echo("note: it found nothing in the dev part, so all its confidences are 0.5", err=True)
    click.echo(f"Wrote {output} ({manifest.taught_on}). Use it: mediant read ARTICLE --weights {output}")


def _with_a_bar(articles: Corpus, output: str, plan: Plan) -> Manifest:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from mediant.training.recipe import train

    console = Console(file=sys.stderr)
    if not console.is_terminal:
        return train(articles, output, plan, _in_lines)
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("left:"),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("learning", total=None)

        def told(step: Step) -> None:
            progress.update(bar, completed=step.done, total=step.of, description=f"loss {step.loss:.2f}")

        return train(articles, output, plan, told)


def _in_lines(step: Step) -> None:
    if step.done % LINE_EVERY == 0:
        click.echo(f"step {step.done} of about {step.of}, loss {step.loss:.2f}", err=True)
