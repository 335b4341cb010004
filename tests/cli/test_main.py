"""The command as a whole: help, exit statuses, and what happens when things go wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import mediant
from mediant.cli.main import VERBS

SOURCE = Path(__file__).resolve().parents[2] / "src"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SOURCE)}


def start(program: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, **options,
    )  # fmt: skip


def test_help_lists_every_verb_with_a_line_of_help(run):
    done = run("--help")
    assert (done.status, done.err) == (0, "")
    for verb in VERBS:
        line = next(line for line in done.out.splitlines() if line.split()[:1] == [verb])
        assert line.rstrip().endswith(".")
        assert "..." not in line


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(run, verb):
    done = run(verb, "-h")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: mediant {verb} ")


def test_version(run):
    assert run("--version").out == f"mediant, version {mediant.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["nonesuch"], ["analyze"], ["analyze", "a", "--nonesuch"], ["analyze", "a", "--draws", "x"], ["check"]],
)
def test_wrong_usage_ends_with_2(run, arguments):
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Error: " in done.err


def test_a_verb_misspelt_names_the_near_one(run):
    done = run("analyse", "x.toml")
    assert done.status == 2
    assert "No such command 'analyse'. Did you mean 'analyze'?" in done.err
    assert "Did you mean" not in run("xyz").err


@pytest.mark.parametrize("verb", ["analyze", "report", "convert"])
def test_an_error_of_ours_is_one_line_and_1(run, here, verb):
    name = "no\nsuch\x1b[31m.toml"
    done = run(verb, name, *(["out.toml"] if verb == "convert" else []))
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("mediant: ")
    assert done.err.endswith("\n")
    assert done.err[:-1].isprintable()


def test_anything_else_keeps_its_traceback(run, harbour, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("mediant.cli.analyze.read_input", lambda path: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("analyze", harbour)


def test_an_interrupt_ends_with_130_and_no_traceback():
    process = start(
        # a job in the background may have been told to ignore interrupts, and hands that on
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from mediant.cli.main import main; print('ready', flush=True); sys.exit(main(['analyze', '-']))",
        stdin=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"ready\n"
    time.sleep(1)  # it now waits for standard input
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_a_reader_that_leaves_is_no_error():
    """As in `mediant --help | head -0`."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    process = subprocess.Popen(
        [sys.executable, "-m", "mediant", "--help"], stdout=write_end, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    os.close(write_end)
    _, err = process.communicate(timeout=30)
    assert err == b""
    assert process.returncode in (1, 141)


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", command, sys.executable], capture_output=True, env=ENVIRONMENT, timeout=60, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", ["--help", "analyze {} --json", "analyze {}", "check {}", "check {} --json"])
def test_a_full_disk_behind_standard_output_is_one_line(harbour, arguments):
    done = shell(f'"$0" -m mediant {arguments.format(harbour)} >/dev/full')
    assert done.returncode == 1
    assert done.stderr == b"mediant: standard output: No space left on device; send it where there is room\n"


@pytest.mark.parametrize("arguments", ["analyze {} --json", "check {}"])
def test_a_closed_standard_output_is_one_line(harbour, arguments):
    done = shell(f'"$0" -m mediant {arguments.format(harbour)} >&-')
    assert done.returncode == 1
    assert done.stderr == b"mediant: standard output is closed; send it to a file or to /dev/null\n"
