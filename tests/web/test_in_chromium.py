"""What only a real browser can show: cookies, policies and passkeys as Chromium takes them."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from small_server import CASE, Server, live

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def server():
    """A server on loopback, in a thread of its own; `.call` runs something in it."""
    with serving_in_a_thread() as one:
        yield one


@contextmanager
def serving_in_a_thread():
    ready, ended = threading.Event(), threading.Event()
    found: list[Server] = []

    async def inside() -> None:
        async with live() as server:
            loop = asyncio.get_running_loop()
            server.call = lambda work: asyncio.run_coroutine_threadsafe(work, loop).result(10)
            found.append(server)
            ready.set()
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=lambda: asyncio.run(inside()))
    thread.start()
    assert ready.wait(20)
    try:
        yield found[0]
    finally:
        ended.set()
        thread.join(20)


@pytest.fixture
def page(browser, server):
    """An empty page of a browser that has never been here; fails where its console reports an error."""
    context = browser.new_context()
    page = context.new_page()
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield page
    context.close()


@contextmanager
def other_site(html: str):
    """A page of another site."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            pass

    site = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{site.server_port}/"
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


def take_seat(server, page, seat="north-1", case=CASE) -> None:
    token = server.call(server.office.invites.make(case, seat))
    page.goto(f"{server.settings.origin}/i/{token}")
    page.get_by_role("button", name="Take my seat").click()
    page.wait_for_url(f"**/c/{case}/")


def test_76_a_seat_is_taken_kept_and_left(server, page):
    take_seat(server, page)
    assert page.content().count(f"{CASE} north-1") == 1
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (
        f"__Host-mediant-{CASE}", True, True, "Lax", "/",
    )  # fmt: skip
    assert page.evaluate("document.cookie") == ""
    page.evaluate("localStorage.setItem('mediant:draft', 'mine')")
    page.evaluate(
        "new Promise(done => { window.ended = 0; const s = new EventSource('stream'); s.onopen = done; s.onerror = () => window.ended += 1 })"
    )
    left = page.evaluate(f"fetch('/c/{CASE}/leave', {{method: 'POST'}}).then(answer => answer.status)")
    assert left == 200
    page.wait_for_function("window.ended > 0", timeout=3000)
    assert page.context.cookies() == []
    page.wait_for_function("localStorage.length === 0", timeout=3000)
    assert page.goto(f"{server.settings.origin}/c/{CASE}/").status == 404


def test_77_two_cases_in_one_browser_do_not_meet(server, page):
    take_seat(server, page, "north-1", CASE)
    take_seat(server, page, "south-9", "case0002")
    second = page.context.new_page()
    for one, case, seat in ((page, CASE, "north-1"), (second, "case0002", "south-9")) * 2:
        one.goto(f"{server.settings.origin}/c/{case}/")
        assert f"{case} {seat}" in one.content()


def test_71_72_another_site_can_neither_send_nor_listen(server, page):
    take_seat(server, page)
    at = f"{server.settings.origin}/c/{CASE}"
    form = f"<form method=post action='{at}/say'><input name=words value=forged></form><script>document.forms[0].submit()</script>"
    with other_site(form) as address:
        page.goto(address)
        page.wait_for_url(f"{at}/say")
        assert "another site" in page.content()
    listening = f"""<script>
      window.heard = []; const s = new EventSource("{at}/stream", {{withCredentials: true}});
      s.onopen = () => heard.push("open"); s.onerror = () => heard.push("error");
      fetch("{at}/", {{credentials: "include"}}).then(() => heard.push("read"), () => heard.push("refused"));
      const i = new Image(); i.onerror = () => heard.push("no image"); i.src = "{at}/";
    </script>"""
    with other_site(listening) as address:
        page.goto(address)
        page.wait_for_function("heard.length >= 3")
        assert sorted(page.evaluate("heard")) == ["error", "no image", "refused"]


def test_73_no_other_page_can_frame_ours(server, page):
    with other_site(f"<iframe src='{server.settings.origin}/login'></iframe>") as address:
        page.goto(address)
        page.wait_for_timeout(300)
        assert "Sign in" not in "".join(frame.content() for frame in page.frames if frame != page.main_frame)


def test_73_nothing_inline_runs(server, page):
    page.goto(f"{server.settings.origin}/login")
    assert page.problems == []
    page.evaluate(
        """() => {
        const script = document.createElement("script");
        try { script.text = "window.ran = 1"; } catch { window.refused = 1; }
        document.body.append(script);
        const image = document.createElement("img"); image.setAttribute("src", "x");
        try { image.setAttribute("onerror", "window.ran = 2"); } catch { window.refused = 2; }
        document.body.append(image);
        setTimeout(() => { try { window.eval("window.ran = 3"); } catch { window.refused = 3; } });
    }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("window.refused") == 3


def test_78_passkeys_from_joining_to_a_copy_that_is_refused(server, page):
    origin = server.settings.origin
    link = server.call(server.office.invites.make("", "mediator"))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
    page.goto(f"{origin}/join/{link}")
    page.locator("#passkey-name").fill("Amina")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url(f"{origin}/")
    account = server.office.accounts.named("Amina")
    assert account.password == ""
    (key,) = account.passkeys
    (held,) = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert held["rpId"] == "localhost"

    def sign_in() -> bool:
        page.context.clear_cookies()
        page.goto(f"{origin}/login")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in with a passkey").click()
        return page.url == f"{origin}/"

    assert sign_in()
    assert sign_in()
    count = server.office.accounts.named("Amina").passkeys[key].used
    assert count >= 3
    devtools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    devtools.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": {**held, "signCount": 1}})
    assert not sign_in()
    assert "not known here" in page.content()
    devtools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    devtools.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": {**held, "signCount": count + 5}})
    assert sign_in()


def test_74_another_name_of_this_machine_leads_to_the_one_that_counts(server, page):
    page.goto(f"http://127.0.0.1:{server.port}/login?x=y")
    assert page.url == f"{server.settings.origin}/login?x=y"
    assert page.problems == []
