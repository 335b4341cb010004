"""`mediant train-reader`: what is missing is said at once, in one line."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from mediant.training.files import EXTRA


def test_packages_that_are_missing_are_named(run, here):
    missing = [name for name in EXTRA if find_spec(name) is None]
    if not missing:
        pytest.skip("mediant[train] is installed")
    done = run("train-reader", here, "-o", "weights")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        f"mediant: training a reader needs {missing[0]}, which is not installed; pip install 'mediant[train]'\n"
    )
    assert list(here.iterdir()) == []


def test_a_folder_that_holds_no_corpus(run, here):
    pytest.importorskip("torch", reason="torch comes with mediant[train]")
    done = run("train-reader", here, "-o", "weights")
    assert done.status == 1
    assert "holds no corpus that can be learned from" in done.err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "option", [("--epochs", "0"), ("--seed", "-1"), ("--batch", "x"), ("--dropout", "1"), ("--dropout", "nan")]
)
def test_wrong_usage(run, here, option):
    assert run("train-reader", here, "-o", "weights", *option).status == 2
