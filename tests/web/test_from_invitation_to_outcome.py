"""A mediation from its first page to its signed outcome, in real browsers: a mediator on a laptop, three people, one on a phone."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live_workbench import Living, living
from windows import Windows, hindrances, windows

from mediant.cli.main import main

TITLE, PARTIES = "Water of the valley", ("Upper villages", "Lower villages", "City of Aru")
ISSUES = """Water let through in summer: a third, half, two thirds
Who keeps the gate: upper villages, in turns, a keeper of all three
What the city pays: nothing, something, all of the upkeep"""
PEOPLE = {"Ugo": PARTIES[0], "Lena": PARTIES[1], "Carl": PARTIES[2]}
PASSWORD = "a long enough password"  # noqa: S105


@dataclass
class Walk:
    """The mediator's page, and everybody else's by their names."""

    live: Living
    some: Windows
    mira: Any
    pages: dict[str, Any]

    @property
    def place(self) -> str:
        """The address of the mediation."""
        return "/".join(self.mira.url.split("/")[:5])

    def goto(self, page: Any, path: str) -> None:
        """To one of its screens."""
        page.goto(f"{self.place}/{path}")


@contextmanager
def walking(browser: Any, folder: Path):
    with living(folder, None) as live, windows(browser, live) as some:
        yield Walk(live, some, some.new(bypass_csp=True), {})


def opens_a_mediation(walk: Walk) -> None:
    mira = walk.mira
    mira.goto(walk.live.first_link())
    mira.get_by_text("With a password instead").click()
    mira.locator("#name").fill("Mira")
    mira.locator("#password").fill(PASSWORD)
    mira.get_by_role("button", name="Make the account").click()
    mira.locator("#title").fill(TITLE)
    mira.locator("#parties").fill("\n".join(PARTIES))
    mira.locator("#issues").fill(ISSUES)
    mira.get_by_role("button", name="Begin", exact=True).click()
    mira.get_by_role("heading", name="Control room").wait_for()
    assert hindrances(mira) == []


def invites(walk: Walk, name: str, **window: Any) -> None:
    """A seat and its link, which takes the focus; who follows it needs no account."""
    mira = walk.mira
    mira.get_by_label("Their name").fill(name)
    mira.locator("#side").select_option(label=PEOPLE[name])
    mira.get_by_role("button", name="Give the seat").click()
    mira.get_by_role("heading", name=f"A link for {name}").wait_for()
    assert mira.evaluate("document.activeElement.tagName") == "H2"
    page = walk.pages[name] = walk.some.new(bypass_csp=True, **window)
    page.goto(mira.locator("#link").input_value())
    page.get_by_role("button", name="Take my seat").click()
    page.get_by_role("heading", name="What you need to do now").wait_for()


def says_what_matters(page: Any) -> None:
    """Every question answered as it stands, or with no answer, until the mediator can work."""
    page.get_by_role("link", name="Begin").click()
    question = page.locator("#question")
    page.get_by_text("Question 1").wait_for()
    for number in range(2, 14):
        button = question.get_by_role("button", name="Save and go on")
        (button if button.count() and number < 5 else question.get_by_role("button", name="I don't know")).click()
        page.locator("#question", has_text=f"Question {number}").or_(page.get_by_text("can work with")).wait_for()
        if page.get_by_text("The mediator can work with").count():
            break
    page.get_by_role("button", name="Hand in").click()
    page.get_by_text("The mediator has just what stands here.").wait_for()


def speaks_apart(walk: Walk) -> None:
    """A separate session: words and an offer to the mediator, who answers there; nobody else sees any of it."""
    lena, mira = walk.pages["Lena"], walk.mira
    walk.goto(lena, "room")
    lena.locator("#message").fill("We could live with half.")
    lena.get_by_role("button", name="Send").click()
    lena.locator("#messages .said").wait_for()
    lena.wait_for_function("document.activeElement.id === 'message'")  # one goes on writing
    for issue in ("water-let-through-in-summer", "who-keeps-the-gate", "what-the-city-pays"):
        lena.locator(f"#issue-{issue}").select_option("1")
    lena.get_by_role("button", name="Offer it").click()
    lena.get_by_text("Your offer was made").wait_for()
    lena.get_by_role("button", name="We are ready", exact=True).click()
    lena.get_by_text("You have told the mediator that you are ready.").wait_for()
    mira.locator("#sides").get_by_text("Ready", exact=True).wait_for()
    mira.locator("article", has_text=PARTIES[1]).get_by_role("link", name="Go to this separate session").click()
    mira.locator("#say").fill("Thank you. I keep it to myself.")
    mira.get_by_role("button", name="Send").click()
    lena.get_by_text("I keep it to myself").wait_for()
    for name in ("Ugo", "Carl"):
        walk.goto(walk.pages[name], "room")
        assert "half." not in walk.pages[name].content()
        assert "to myself" not in walk.pages[name].content()


def begins(walk: Walk, phase: str) -> None:
    walk.goto(walk.mira, "control")
    walk.mira.locator("#phase").select_option(label=phase)
    walk.mira.get_by_role("button", name="Begin this phase").click()
    walk.mira.get_by_text("The phase has begun").wait_for()


def meet(walk: Walk) -> None:
    """All at the joint table: each hears the others at once."""
    for page in walk.pages.values():
        walk.goto(page, "room")
        page.get_by_role("link", name="Go to the joint table").click()
    ugo, *others = walk.pages.values()
    ugo.locator("#say").fill("We are here to talk.")
    ugo.get_by_role("button", name="Send").click()
    for page in others:
        page.get_by_text("We are here to talk.").wait_for()


def draft(walk: Walk) -> None:
    """A clause is written, another wording proposed in confidence, bracketed, and chosen in the brackets."""
    mira, lena = walk.mira, walk.pages["Lena"]
    walk.goto(mira, "text")
    mira.locator("#edit-title").fill("Summer water")
    mira.locator("#edit-words").fill("Half of the water is let through in summer.")
    mira.get_by_role("button", name="Add the clause").click()
    mira.get_by_role("link", name="Open clause 1").wait_for()
    begins(walk, "Drafting")
    walk.goto(lena, "room")
    lena.get_by_role("link", name="Go to the text").click()
    lena.get_by_label("Needs a change").check()
    lena.get_by_role("button", name="Tell the mediators").click()
    lena.get_by_text("The mediators know where you stand").wait_for()
    lena.locator("#suggest-words").fill("Half of the water is let through from May to September.")
    lena.get_by_role("button", name="Propose", exact=True).click()
    lena.get_by_text("Your wording was proposed").wait_for()
    walk.goto(mira, "text?clause=clause-1")
    mira.get_by_role("button", name="Put what differs into brackets").click()
    mira.locator("#clean").get_by_label("from May to September").check()
    mira.get_by_role("button", name="Keep these").click()
    mira.locator("#clean").wait_for(state="detached")  # the stream may be quicker than the answer
    mira.locator("#chosen .clause-text").first.get_by_text("from May to September.").wait_for()
    mira.locator("#edit-words").fill(
        "Half of the water is let through from May to September. The city pays the upkeep."
    )
    mira.get_by_role("button", name="Change the clause").click()
    mira.locator("#chosen .clause-text").first.get_by_text("pays the upkeep").wait_for()


def vote_and_sign(walk: Walk) -> None:
    """Three votes, one result for all at the close, three signatures."""
    walk.goto(walk.mira, "text")
    walk.mira.get_by_role("button", name="Open the ballot").click()
    walk.mira.get_by_text("Time left").wait_for()
    for page in walk.pages.values():
        walk.goto(page, "room")
        page.get_by_role("link", name="Go to the ballot").click()
        page.get_by_role("button", name="Yes, we accept").click()
        page.get_by_text("Recorded: your party says yes.").wait_for()
    walk.live.clock.seconds += 11 * 60
    for page in (walk.mira, *walk.pages.values()):
        page.get_by_text("Everyone accepted this text.").wait_for()
    results = {page.locator("#result").inner_text() for page in (walk.mira, *walk.pages.values())}
    assert len(results) == 1
    for page in walk.pages.values():
        walk.goto(page, "room")
        page.get_by_role("link", name="Go and sign").click()
        page.get_by_role("button", name="Sign the text").click()
        page.get_by_text("has signed").first.wait_for()
    walk.mira.get_by_text("Signed by all.").wait_for()


def take_home(walk: Walk, folder: Path) -> None:
    """Everybody's record holds by itself, `mediant verify` says, and tells what they saw; then they leave."""
    for name, page in {"Mira": walk.mira, **walk.pages}.items():
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Take home what you were shown").click()
        file = folder / f"{name}.jsonl"
        downloading.value.save_as(file)
        assert main(["verify", str(file)]) == 0
        assert (b"We could live with half." in file.read_bytes()) == (name in ("Mira", "Lena"))
    lena = walk.pages["Lena"]
    lena.get_by_text("Leave this seat").click()
    lena.get_by_role("button", name="Leave now").click()
    lena.get_by_role("heading", name="You have left").wait_for()
    assert lena.context.cookies() == []


def test_three_people_and_a_mediator_from_invitation_to_signed_outcome(browser, tmp_path):
    with walking(browser, tmp_path) as walk:
        opens_a_mediation(walk)
        invites(walk, "Ugo")
        invites(walk, "Lena", width=320, height=640, has_touch=True, is_mobile=True)
        invites(walk, "Carl", theme="dark")
        for page in walk.pages.values():
            says_what_matters(page)
        begins(walk, "Separate sessions")
        speaks_apart(walk)
        begins(walk, "Joint session")
        meet(walk)
        draft(walk)
        begins(walk, "Ballot")
        vote_and_sign(walk)
        for page in (walk.mira, *walk.pages.values()):
            assert hindrances(page) == []
        take_home(walk, tmp_path)
