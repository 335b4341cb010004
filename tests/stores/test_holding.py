"""One process at a time."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing

import pytest

from mediant.errors import StoreProblem
from mediant.stores.holding import hold

HOLDING = (
    "import sys, time; from mediant.stores.holding import hold\n"
    "kept = hold(sys.argv[1], 'here', 'folder'); print('held', flush=True)\n"
    "import os\n"
    "if len(sys.argv) > 2 and os.fork() == 0: print('forked', flush=True)\n"
    "time.sleep(60)\n"
)


def test_what_is_held_is_refused_to_others_and_to_oneself(tmp_path):
    path = str(tmp_path / "lock")
    with closing(hold(path, "here", "folder")), pytest.raises(StoreProblem) as told:
        hold(path, "here", "folder")
    assert str(told.value) == "here: another mediant is using it; stop that one first, or name another folder"
    hold(path, "here", "folder").close()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600


def test_a_process_that_is_killed_lets_go(tmp_path):
    path = str(tmp_path / "lock")
    with subprocess.Popen([sys.executable, "-c", HOLDING, path], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(StoreProblem, match="another mediant"):
            hold(path, "here", "folder")
        process.kill()
    hold(path, "here", "folder").close()


def test_a_fork_does_not_keep_what_its_parent_held(tmp_path):
    """Worker processes may live on for a while when a server is killed."""
    path = str(tmp_path / "lock")
    command = [sys.executable, "-c", HOLDING, path, "fork"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout.readline() == b"held\n"
        assert process.stdout.readline() == b"forked\n"
        process.kill()
        process.wait()
        hold(path, "here", "folder").close()
        subprocess.run(["pkill", "-KILL", "-s", str(process.pid)], check=True)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(StoreProblem, match="check that you may write to it"):
        hold(str(tmp_path / "nowhere" / "lock"), "here", "folder")
    (tmp_path / "lock").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreProblem, match="check that you may write to it"):
        hold(str(tmp_path / "lock"), "here", "folder")
