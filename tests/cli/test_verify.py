"""`mediant verify`."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mediant.stores.chains import first_line, head_of, seen_file, seen_line

LINES = (first_line("north", "Harbour\x1b[31m"), seen_line(b'{"said":"welcome"}'), seen_line(b'{"said":"yes"}'))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "seen.jsonl"
    path.write_bytes(seen_file(LINES))
    return path


def test_one_line_says_that_all_holds(run, file):
    done = run("verify", str(file))
    assert (done.status, done.err) == (0, "")
    assert done.out.count("\n") == 1
    assert done.out.strip().isprintable()
    assert "holds: 2 lines for 'north' in 'Harbour\\x1b[31m'; commitments: 0, opened: 0; head " in done.out
    assert head_of(LINES).hex() in done.out


def test_one_line_says_what_does_not(run, file):
    file.write_bytes(file.read_bytes().replace(b"yes", b"no"))
    done = run("verify", str(file))
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "line 4: the chain of the lines ends in" in done.err


def test_a_head_that_was_noted(run, file):
    assert run("verify", str(file), "--head", head_of(LINES[:2]).hex()).status == 0
    done = run("verify", str(file), "--head", "00" * 32, "--head", "11" * 32)
    assert done.status == 1
    assert "never had the head '11" in done.err


def test_json(run, file):
    document = json.loads(run("verify", str(file), "--json").out)
    assert document["format"] == "mediant-verified/1"
    assert (document["viewer"], document["lines"], document["head"]) == ("north", 2, head_of(LINES).hex())


def test_no_file(run, tmp_path):
    done = run("verify", str(tmp_path / "nowhere"))
    assert done.status == 1
    assert done.err.startswith("mediant: ")


def test_it_needs_nothing_that_comes_with_an_extra(file):
    """A party that checks its record has installed mediant alone."""
    script = (
        "import sys\n"
        "for name in ('nacl', 'psycopg', 'msgspec', 'starlette'): sys.modules[name] = None\n"
        "from mediant.cli.main import main; sys.exit(main(['verify', sys.argv[1]]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
