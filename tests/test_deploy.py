"""The unit, the container file and the examples of proxies name what there is: commands, options, ports, limits."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from configparser import ConfigParser
from pathlib import Path

import click
import pytest

from mediant.cli.main import mediant
from mediant.web.importing import LARGEST
from mediant.web.streams import HEARTBEAT

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]


def unit(name: str) -> ConfigParser:
    parsed = ConfigParser(interpolation=None, strict=False, delimiters=("=",), comment_prefixes=("#",))
    parsed.optionxform = str
    parsed.read(DEPLOY / name, encoding="utf-8")
    return parsed


def understood(words: list[str]) -> dict[str, object]:
    """The options of a command line of ours. Raises UsageError for what is no verb or option."""
    verb = words[words.index(next(word for word in words if Path(word).name == "mediant")) + 1]
    above = click.Context(mediant, **mediant.context_settings)
    command = mediant.get_command(above, verb)
    assert command is not None, verb
    return command.make_context(verb, words[words.index(verb) + 1 :], parent=above).params


def lines(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def container() -> dict[str, list[str]]:
    """The lists of words in the container file, by their instruction."""
    found = re.findall(r"^(ENTRYPOINT|CMD|HEALTHCHECK CMD) (\[.+\])$", lines("Containerfile"), re.MULTILINE)
    return {name: json.loads(words) for name, words in found}


def test_the_unit_starts_what_there_is():
    told = understood(shlex.split(unit("mediant.service")["Service"]["ExecStart"]))
    assert (told["folder"], told["name"], told["port"]) == ("/var/lib/mediant", "talks.example.org", 8000)
    assert unit("mediant.service")["Service"]["StateDirectory"] == "mediant"  # the folder that it may write to
    assert told["host"] == "localhost"


def test_the_backup_of_the_unit_is_one():
    shell = shlex.split(unit("mediant-backup.service")["Service"]["ExecStart"])
    told = understood(shlex.split(shell[2].replace("%%", "%").removeprefix("exec ").replace("$(date +%F)", "today")))
    assert told["folder"] == understood(shlex.split(unit("mediant.service")["Service"]["ExecStart"]))["folder"]
    assert unit("mediant-backup.service")["Service"]["CacheDirectory"] in told["to"]
    assert unit("mediant-backup.timer")["Timer"]["OnCalendar"]


def test_the_container_starts_what_there_is():
    found = container()
    told = understood([*found["ENTRYPOINT"], *found["CMD"]])
    assert (told["folder"], told["name"]) == ("/var/lib/mediant", "talks.example.org")
    text = lines("Containerfile")
    assert f"EXPOSE {told['port']}\n" in text
    assert f"VOLUME {told['folder']}\n" in text
    assert (
        f":{told['rest']['health_port'] if 'rest' in told else told['health_port']}/healthz"
        in found["HEALTHCHECK CMD"][2]
    )
    compile(found["HEALTHCHECK CMD"][2], "health", "exec")


def test_the_extras_that_are_installed_exist():
    page = (ROOT / "docs" / "how-to" / "run-a-server.md").read_text(encoding="utf-8")
    for text in (lines("Containerfile"), page):
        named = re.findall(r"'(?:mediant|\.)\[([\w,]+)\]'", text)
        assert named
        for name in ",".join(named).split(","):
            assert name in EXTRAS


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_proxies_lead_to_where_it_listens_and_let_everything_through(name):
    port = understood(shlex.split(unit("mediant.service")["Service"]["ExecStart"]))["port"]
    text = lines(name)
    assert f"127.0.0.1:{port}" in text
    most = int(re.search(r"(?:client_max_body_size|max_size) (\d+)", text)[1])
    assert most << 20 > LARGEST or most * 10**6 > LARGEST
    assert "encode" not in text
    assert "gzip on" not in text


def test_nginx_keeps_streams_open_and_says_who_calls():
    text = lines("nginx.conf")
    assert "proxy_buffering off;" in text
    assert int(re.search(r"proxy_read_timeout (\d+)s", text)[1]) > 2 * HEARTBEAT
    assert "proxy_set_header Host $host;" in text
    assert "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;" in text
    assert text.count("{") == text.count("}")


def test_the_page_names_files_that_are_there():
    page = (ROOT / "docs" / "how-to" / "run-a-server.md").read_text(encoding="utf-8")
    named = set(re.findall(r"deploy/([\w.-]+)", page))
    assert {path.name for path in DEPLOY.iterdir()} <= named
    assert all((DEPLOY / name).exists() for name in named)


def test_the_line_for_cron_is_a_command():
    page = (ROOT / "docs" / "how-to" / "run-a-server.md").read_text(encoding="utf-8")
    line = re.search(r"^30 3 \* \* \* (.+)$", page, re.MULTILINE)[1]
    assert understood(shlex.split(line.replace(r"$(date +\%F)", "today")))["folder"] == "/var/lib/mediant"
