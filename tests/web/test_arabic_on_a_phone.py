"""A mediation in Arabic from its first page to its signed outcome: every page that anybody comes to, as it changes."""

from __future__ import annotations

import pytest
from walking import (
    Story,
    Walk,
    begins,
    draft,
    invites,
    meet,
    opens_a_mediation,
    says_what_matters,
    speaks_apart,
    take_home,
    vote_and_sign,
    walking,
)
from windows import hindrances

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True, "locale": "ar"}
PARTIES = ("قرى الوادي العليا", "قرى الوادي السفلى")
STORY = Story(
    title="مياه الوادي",
    parties=PARTIES,
    issues="""المياه المطلقة في الصيف: الثلث، النصف، الثلثان
من يحرس البوابة: القرى العليا، بالتناوب، حارس من الطرفين
أجرة الصيانة: لا شيء، بعضها، كلها""",
    mediator="ميرا",
    people=dict(zip(("عمر", "لينا"), PARTIES, strict=True)),
    apart="يمكننا أن نقبل بالنصف.",
    answer="شكرًا لك. سأحتفظ بهذا لنفسي.",
    joint="جئنا لنتحدث.",
    clause="مياه الصيف",
    drafts=(
        "يُطلق نصف المياه في الصيف.",
        "يُطلق نصف المياه من أيار إلى أيلول.",
        "يُطلق نصف المياه من أيار إلى أيلول. وتُقسم أجرة الصيانة.",
    ),
    kept="من أيار إلى أيلول",
)
# Looks at the page whenever it has changed: what is wrong with it is an error on its console, and so fails the test,
# as does a script's error or an answer of 400 and more.
WATCH = """(() => {
  const NOT_OURS = 'bdi, time, script, style, code, textarea, svg, [translate=no], .theirs, .hash, header [name=language]';
  const SPOKEN = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'data-x', 'data-y', 'aria-description'];
  const named = element => element.matches('option') ? element.value : '';  // a plugin, by its id: what it does is said after it
  const told = new Set(), wrong = (words, where = '') => { if (!told.has(words)) { told.add(words); console.error(words + where) } };
  const read = (element, text) => {
    const ours = text.replace(named(element), '').replace(/mediant|PDF|CSV|TLS|SHA-256|UTC/g, '').trim();
    if (/[A-Za-z]{2,}/.test(ours) && !element.closest(NOT_OURS)) wrong(`not in Arabic: ${ours}`, ` in ${element.outerHTML.slice(0, 200)}`);
  };
  const look = () => {
    const page = document.documentElement;
    if (!document.body || !document.querySelector('main')) return;
    if (page.dir !== 'rtl' || page.lang !== 'ar' || getComputedStyle(page).direction !== 'rtl') wrong('does not run from the right');
    if (page.scrollWidth > innerWidth) wrong(`scrolls sideways by ${page.scrollWidth - innerWidth}`);
    read(page, document.title);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) read(texts.currentNode.parentElement, texts.currentNode.data);
    for (const one of document.body.querySelectorAll('*')) for (const name of SPOKEN) if (one.hasAttribute(name)) read(one, one.getAttribute(name));
  };
  let soon;
  const later = () => { clearTimeout(soon); soon = setTimeout(look, 50) };
  addEventListener('load', () => { look(); new MutationObserver(later).observe(document, {subtree: true, childList: true, characterData: true, attributes: true}) });
  addEventListener('pagehide', look);
})()"""


def test_what_is_watched_for_is_found(browser):
    """The watch itself: a word of another language, a page too wide, a page the wrong way round."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(WATCH)
    page.goto(
        "data:text/html,<!doctype html><html lang=ar dir=rtl><main><p>%D9%85 <bdi>north</bdi></p><p id=p></p></main>"
    )
    assert said == []
    page.evaluate("document.getElementById('p').textContent = 'Send'")
    page.wait_for_timeout(200)
    page.evaluate("document.getElementById('p').title = 'Sent'")
    page.wait_for_timeout(200)
    page.evaluate("document.getElementById('p').style.width = '500px'")
    page.wait_for_timeout(200)
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.wait_for_timeout(200)
    page.context.close()
    assert [text.split(" ")[0] for text in said] == ["not", "not", "scrolls", "does"]


def differs_from_the_right(walk: Walk) -> None:
    """Where wordings differ, what was taken out and put in stands in a line that runs from the right."""
    one = walk.pages[walk.apart]
    walk.goto(one, "text?clause=clause-1")
    one.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    line = one.locator(".diff", has=one.locator("ins")).first
    line.wait_for()
    assert line.evaluate("line => getComputedStyle(line).direction") == "rtl"
    from_the_edge = line.evaluate(
        """line => {
          const range = document.createRange(), text = document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode();
          range.setStart(text, 0);
          range.setEnd(text, 1);
          return line.getBoundingClientRect().right - range.getBoundingClientRect().right;
        }"""
    )
    assert abs(from_the_edge) < 3  # the first letter stands where a line begins


@pytest.mark.slow
def test_in_arabic_on_a_phone_from_invitation_to_signed_outcome(browser, tmp_path):
    with walking(browser, tmp_path, STORY, "لينا", locale="ar", init=WATCH) as walk:
        opens_a_mediation(walk)
        invites(walk, "عمر", locale="ar", init=WATCH)
        invites(walk, "لينا", **PHONE, init=WATCH)
        for page in walk.pages.values():
            says_what_matters(page)
        begins(walk, "Separate sessions")
        speaks_apart(walk)
        begins(walk, "Joint session")
        meet(walk)
        draft(walk)
        differs_from_the_right(walk)
        begins(walk, "Ballot")
        vote_and_sign(walk)
        for page in walk.pages.values():
            assert hindrances(page) == []
        for screen in ("wants", "table", "text", "evidence", "records"):
            walk.goto(walk.pages["لينا"], screen)
            assert hindrances(walk.pages["لينا"]) == []
        take_home(walk, tmp_path)
