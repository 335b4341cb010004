"""Pairs that write to one another in oTree: run by bench_beside_otree.py with the Python that has oTree, not with ours.

    python otree_pairs.py FOLDER PORT PEOPLE SECONDS RATE

The project keeps every message in its database, as a chat does, and broadcasts it to the pair. Prints JSON.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from secrets import SystemRandom

import websockets

KEY = "local"
SETTINGS = f"""
from os import environ
SESSION_CONFIGS = [dict(name='pairs', app_sequence=['pairs'], num_demo_participants=2)]
SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1.0, participation_fee=0.0)
PARTICIPANT_FIELDS = []
SESSION_FIELDS = []
LANGUAGE_CODE = 'en'
REAL_WORLD_CURRENCY_CODE = 'USD'
USE_POINTS = True
ADMIN_USERNAME = 'admin'
ADMIN_PASSWORD = 'local'
SECRET_KEY = 'local'
REST_KEY = '{KEY}'
"""
APP = """
from otree.api import *


class C(BaseConstants):
    NAME_IN_URL = 'pairs'
    PLAYERS_PER_GROUP = 2
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    pass


class Message(ExtraModel):
    group = models.Link(Group)
    sender = models.Link(Player)
    words = models.LongStringField()


class Talk(Page):
    @staticmethod
    def live_method(player, data):
        Message.create(group=player.group, sender=player, words=data)
        return {0: data}


page_sequence = [Talk]
"""
PAGE = "{{ extends 'global/Page.html' }}\n{{ block title }}Talk{{ endblock }}\n{{ block content }}x{{ endblock }}\n"
GRACE = 15.0
TOGETHER = 4
"""People who come in at once: more make it no quicker."""


def make_project(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("pairs", "_static", "_templates"):
        (folder / name).mkdir(parents=True)
    (folder / "settings.py").write_text(SETTINGS)
    (folder / "pairs" / "__init__.py").write_text(APP)
    (folder / "pairs" / "Talk.html").write_text(PAGE)


def get(address: str, **headers: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=120) as answer:  # noqa: S310
        return answer.read()


def session(port: int, people: int) -> list[str]:
    """Codes of the participants of a new session."""
    body = json.dumps({"session_config_name": "pairs", "num_participants": people}).encode()
    headers = {"otree-rest-key": KEY, "content-type": "application/json"}
    ask = urllib.request.Request(f"http://127.0.0.1:{port}/api/sessions", body, headers)
    with urllib.request.urlopen(ask, timeout=300) as answer:  # noqa: S310
        code = json.load(answer)["code"]
    ask = urllib.request.Request(f"http://127.0.0.1:{port}/api/sessions/{code}", headers=headers)
    with urllib.request.urlopen(ask, timeout=300) as answer:  # noqa: S310
        return [one["code"] for one in json.load(answer)["participants"]]


async def enter(port: int, code: str, gate: asyncio.Semaphore) -> websockets.WebSocketClientProtocol:
    """The connection of a participant, once they have the page."""
    async with gate:
        page = await asyncio.to_thread(get, f"http://127.0.0.1:{port}/InitializeParticipant/{code}")
        path = re.search(rb'data-socket-url="(/live[^"]*)"', page)
        assert path, page[:500]
        where = path[1].decode().replace("&amp;", "&")
        return await websockets.connect(f"ws://127.0.0.1:{port}{where}", open_timeout=120, ping_interval=None)


async def talk(port: int, people: int, seconds: float, rate: float) -> dict[str, float]:
    codes = await asyncio.to_thread(session, port, people)
    chance, sent, arrived, gate = SystemRandom(), {}, {}, asyncio.Semaphore(TOGETHER)

    async def hear(name: int, line: websockets.WebSocketClientProtocol) -> None:
        async for raw in line:
            words = json.loads(raw).get("live_method_payload")
            if words and not words.startswith(f"{name}-"):
                arrived[words] = time.perf_counter()

    async def write(name: int, line: websockets.WebSocketClientProtocol, begun: float) -> None:
        at, number = chance.expovariate(rate), 0
        while at < seconds:
            await asyncio.sleep(max(0.0, begun + at - time.perf_counter()))
            sent[f"{name}-{number}"] = time.perf_counter()
            await line.send(json.dumps(f"{name}-{number}"))
            at, number = at + chance.expovariate(rate), number + 1

    lines = await asyncio.gather(*(enter(port, code, gate) for code in codes))
    hearing = [asyncio.create_task(hear(*each)) for each in enumerate(lines)]
    begun = time.perf_counter()
    await asyncio.gather(*(write(name, line, begun) for name, line in enumerate(lines)))
    end = time.perf_counter() + GRACE
    while len(arrived) < len(sent) and time.perf_counter() < end:
        await asyncio.sleep(0.1)
    for task in hearing:
        task.cancel()
    took = sorted(at - sent[words] for words, at in arrived.items())
    return {
        "people": people, "sent": len(sent), "arrived": len(arrived),
        "median": took[len(took) // 2], "p95": took[int(len(took) * 0.95)],
    }  # fmt: skip


def main(folder: Path, port: int, people: int, seconds: float, rate: float) -> None:
    make_project(folder)
    otree = str(Path(sys.executable).with_name("otree"))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "OTREE_PRODUCTION": "1", "OTREE_REST_KEY": KEY}
    subprocess.run([otree, "resetdb", "--noinput"], cwd=folder, env=settings, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    server = subprocess.Popen(  # noqa: S603
        [otree, "prodserver1of2", f"127.0.0.1:{port}"],
        cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(600):
            try:
                get(f"http://127.0.0.1:{port}/")
                break
            except OSError:
                time.sleep(0.1)
        print(json.dumps(asyncio.run(talk(port, people, seconds, rate))))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5]))
