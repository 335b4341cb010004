"""A mediation from its first page to its signed outcome, as people walk through it in real browsers, in whatever language."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live_workbench import Living, living
from windows import Windows, windows

from mediant.cli.main import main
from mediant.web.languages.files import translations
from mediant.web.languages.formats import number

PASSWORD = "a long enough password"  # noqa: S105


@dataclass(frozen=True, kw_only=True)
class Story:
    """What the walk is about: the case, who comes and for whom, and what they say and write.

    drafts : the clause at first, as a party would have it, and as it is in the end; kept : of the second, what stays.
    """

    title: str
    parties: tuple[str, ...]
    issues: str
    mediator: str
    people: Mapping[str, str]
    apart: str
    answer: str
    joint: str
    clause: str
    drafts: tuple[str, str, str]
    kept: str


@dataclass
class Walk:
    """The mediator's page, and everybody else's by their names. `apart` has a separate session."""

    live: Living
    some: Windows
    story: Story
    mira: Any
    pages: dict[str, Any]
    apart: str

    @property
    def place(self) -> str:
        """The address of the mediation."""
        return "/".join(self.mira.url.split("/")[:5])

    def goto(self, page: Any, path: str) -> None:
        """To one of its screens."""
        page.goto(f"{self.place}/{path}")


@contextmanager
def walking(browser: Any, folder: Path, story: Story, apart: str, **window: Any):
    """A workbench with nothing on it, and the mediator's window."""
    with living(folder, None) as live, windows(browser, live) as some:
        yield Walk(live, some, story, some.new(bypass_csp=True, **window), {}, apart)


def says(page: Any, message: str, **values: Any) -> str:
    """What a page says, in its own language."""
    code = page.locator("html").get_attribute("lang")
    told = translations(code).gettext(message)
    assert told != message or code == "en", f"no page says {message!r}"
    return told % {name: number(one, code) if isinstance(one, int) else one for name, one in values.items()}


def press(page: Any, message: str, within: Any = None, **options: Any) -> None:
    """Press the button that says so."""
    (within or page).get_by_role("button", name=says(page, message), **options).click()


def follow(page: Any, message: str) -> None:
    """Follow the link that says so."""
    page.get_by_role("link", name=says(page, message)).click()


def reads(page: Any, message: str, **values: Any) -> None:
    """Wait until the page says so."""
    page.get_by_text(says(page, message, **values)).first.wait_for()


def opens_a_mediation(walk: Walk) -> None:
    mira, story = walk.mira, walk.story
    mira.goto(walk.live.first_link())
    mira.get_by_text(says(mira, "With a password instead")).click()
    mira.locator("#name").fill(story.mediator)
    mira.locator("#password").fill(PASSWORD)
    press(mira, "Make the account")
    mira.locator("#title").fill(story.title)
    mira.locator("#parties").fill("\n".join(story.parties))
    mira.locator("#issues").fill(story.issues)
    press(mira, "Begin", exact=True)
    mira.get_by_role("heading", name=says(mira, "Control room")).wait_for()


def invites(walk: Walk, name: str, **window: Any) -> None:
    """A seat and its link, which takes the focus; who follows it needs no account."""
    mira = walk.mira
    mira.get_by_label(says(mira, "Their name, as everyone will see it")).fill(name)
    mira.locator("#side").select_option(label=walk.story.people[name])
    press(mira, "Give the seat")
    mira.locator("#link").wait_for()
    assert name in mira.evaluate("document.activeElement.textContent")
    assert mira.evaluate("document.activeElement.tagName") == "H2"
    page = walk.pages[name] = walk.some.new(bypass_csp=True, **window)
    page.goto(mira.locator("#link").input_value())
    press(page, "Take my seat")
    page.get_by_role("heading", name=says(page, "What you need to do now")).wait_for()


def says_what_matters(page: Any) -> None:
    """Every question answered as it stands, or with no answer, until the mediator can work."""
    follow(page, "Begin")
    question, asked = page.locator("#question"), "Question %(number)s; at most %(most)s before the mediator can work."
    enough = page.get_by_text(
        says(page, "The mediator can work with what you have answered. You may go on; each answer makes it clearer.")
    )
    page.locator("#question .hint").first.wait_for()
    most = next(most for most in range(1, 20) if page.get_by_text(says(page, asked, number=1, most=most)).count())
    for place in range(2, 14):
        button = question.get_by_role("button", name=says(page, "Save and go on"))
        (
            button if button.count() and place < 5 else question.get_by_role("button", name=says(page, "I don't know"))
        ).click()
        page.get_by_text(says(page, asked, number=place, most=most)).or_(enough).wait_for()
        if enough.count():
            break
    press(page, "Hand in")
    reads(page, "The mediator has just what stands here.")


def speaks_apart(walk: Walk) -> None:
    """A separate session: words and an offer to the mediator, who answers there; nobody else sees any of it."""
    one, mira, story = walk.pages[walk.apart], walk.mira, walk.story
    walk.goto(one, "room")
    one.locator("#message").fill(story.apart)
    press(one, "Send")
    one.locator("#messages .said").wait_for()
    one.wait_for_function("document.activeElement.id === 'message'")  # one goes on writing
    for issue in one.locator("select[id^='issue-']").all():
        issue.select_option("1")
    press(one, "Offer it")
    reads(one, "Your offer was made")
    press(one, "We are ready", exact=True)
    reads(one, "You have told the mediator that you are ready.")
    mira.locator("#sides").get_by_text(says(mira, "Ready"), exact=True).wait_for()
    side = mira.locator("article", has_text=story.people[walk.apart])
    side.get_by_role("link", name=says(mira, "Go to this separate session")).click()
    mira.locator("#say").fill(story.answer)
    press(mira, "Send")
    one.get_by_text(story.answer).wait_for()
    for name, page in walk.pages.items():
        if name != walk.apart:
            walk.goto(page, "room")
            assert story.apart not in page.content()
            assert story.answer not in page.content()


def begins(walk: Walk, phase: str) -> None:
    walk.goto(walk.mira, "control")
    walk.mira.locator("#phase").select_option(label=says(walk.mira, phase))
    press(walk.mira, "Begin this phase")
    reads(walk.mira, "The phase has begun")


def meet(walk: Walk) -> None:
    """All at the joint table: each hears the others at once."""
    for page in walk.pages.values():
        walk.goto(page, "room")
        follow(page, "Go to the joint table")
    first, *others = walk.pages.values()
    first.locator("#say").fill(walk.story.joint)
    press(first, "Send")
    for page in others:
        page.get_by_text(walk.story.joint).wait_for()


def draft(walk: Walk) -> None:
    """A clause is written, another wording proposed in confidence, bracketed, and chosen in the brackets."""
    mira, one, (first, other, last) = walk.mira, walk.pages[walk.apart], walk.story.drafts
    walk.goto(mira, "text")
    mira.locator("#edit-title").fill(walk.story.clause)
    mira.locator("#edit-words").fill(first)
    press(mira, "Add the clause")
    mira.get_by_role("link", name=says(mira, "Open clause %(place)s", place=1)).wait_for()
    begins(walk, "Drafting")
    walk.goto(one, "room")
    follow(one, "Go to the text")
    one.get_by_label(says(one, "Needs a change")).check()
    press(one, "Tell the mediators")
    reads(one, "The mediators know where you stand")
    one.locator("#suggest-words").fill(other)
    press(one, "Propose", exact=True)
    reads(one, "Your wording was proposed")
    walk.goto(mira, "text?clause=clause-1")
    press(mira, "Put what differs into brackets")
    mira.locator("#clean").get_by_label(walk.story.kept).check()
    press(mira, "Keep these")
    mira.locator("#clean").wait_for(state="detached")  # the stream may be quicker than the answer
    mira.locator("#chosen .clause-text").first.get_by_text(walk.story.kept).wait_for()
    mira.locator("#edit-words").fill(last)
    press(mira, "Change the clause")
    mira.locator("#chosen .clause-text").first.get_by_text(last).wait_for()


def vote_and_sign(walk: Walk) -> None:
    """A vote each, one result for all at the close, a signature each."""
    walk.goto(walk.mira, "text")
    press(walk.mira, "Open the ballot")
    reads(walk.mira, "Time left")
    for page in walk.pages.values():
        walk.goto(page, "room")
        follow(page, "Go to the ballot")
        press(page, "Yes, we accept")
        reads(page, "Recorded: your party says yes.")
    walk.live.clock.seconds += 11 * 60
    for page in (walk.mira, *walk.pages.values()):
        reads(page, "Everyone accepted this text.")
    results = {page.locator("#result").inner_text() for page in (walk.mira, *walk.pages.values())}
    assert len(results) == 1
    for page in walk.pages.values():
        walk.goto(page, "room")
        follow(page, "Go and sign")
        press(page, "Sign the text")
        reads(page, "has signed")
    reads(walk.mira, "Signed by all.")


def take_home(walk: Walk, folder: Path) -> None:
    """Everybody's record holds by itself, `mediant verify` says, and tells what they saw; then one leaves."""
    mediator = walk.story.mediator
    for name, page in {mediator: walk.mira, **walk.pages}.items():
        with page.expect_download() as downloading:
            follow(page, "Take home what you were shown")
        file = folder / f"{name}.jsonl"
        downloading.value.save_as(file)
        assert main(["verify", str(file)]) == 0
        assert (walk.story.apart.encode() in file.read_bytes()) == (name in (mediator, walk.apart))
    one = walk.pages[walk.apart]
    one.get_by_text(says(one, "Leave this seat")).click()
    press(one, "Leave now")
    one.get_by_role("heading", name=says(one, "You have left")).wait_for()
    assert one.context.cookies() == []
