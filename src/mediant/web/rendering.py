"""Templates in, pages out. All text is escaped, a name that is not there is an error, and nothing is half translated.

A page is rendered in one language, for one response: the nonce lets its scripts run, and marks the elements whose hx-
attributes count. Whatever a person has typed is put through `theirs` or `theirs_in_full`, so that it keeps its own
direction and its letters cannot turn the words around it.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mediant.web.assets.files import assets
from mediant.web.languages import formats
from mediant.web.languages.files import translations
from mediant.web.languages.locales import LOCALES
from mediant.web.languages.reasons import reasoned
from mediant.web.languages.refusals import each_in_words, in_words

THEMES = ("system", "light", "dark")
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f]")
MINE = " mine"
"""What marks a line as the viewer's own, before anything else in it."""
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every page stands in, whatever it shows.

    locale : a code of LOCALES;  nonce : fresh for each response;  path : of this page, to come back to after a change
    of language;  theme : one of THEMES;  scope : names this session in the browser's own storage, and is no secret;
    nothing is kept there without one;  stream : the address of the viewer's stream of events, where there is one;
    whole : else only what changes in a page that is open: where it is, its main part, its toasts.
    """

    locale: str
    nonce: str
    path: str = "/"
    theme: str = "system"
    scope: str = ""
    stream: str | None = None
    whole: bool = True


def page(name: str, setting: Setting, /, **values: object) -> str:
    """The template rendered in the setting: a whole page, or a part of one."""
    return environment(setting.locale).get_template(name).render(surroundings(setting), **values)


def surroundings(setting: Setting) -> dict[str, object]:
    """What every template finds: the setting, its nonce, and `hx`, without which hx- attributes count for nothing."""
    return {"setting": setting, "nonce": setting.nonce, "hx": Markup('hx-nonce="{}"').format(setting.nonce)}


class Lately:
    """Texts that were rendered lately, by what they were made of."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], Markup] = OrderedDict()

    def of(self, key: tuple[str, str], make: Callable[[], str]) -> Markup:
        """The text, made where it is not there."""
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            self._kept[key] = Markup(make())  # noqa: S704 - it comes from a template, escaped
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return self._kept[key]

    def clear(self) -> None:
        """Keep nothing."""
        self._kept.clear()


_LINES = Lately(16_384)


@cache
def environment(code: str) -> Environment:
    """The templates in one language, with its way of writing numbers, times and lists."""
    made = Environment(
        loader=PackageLoader("mediant.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
        auto_reload=False,  # else it looks at the file of every template, every time
    )
    made.install_gettext_translations(translations(code), newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(locale=LOCALES[code], locales=tuple(LOCALES.values()), static=assets().url)
    made.globals["told"] = partial(told, locale=code)
    made.filters.update(_words(code))
    return made


def told(line: Mapping[str, object], locale: str) -> Markup:
    """A line of a conversation, as all its pages and the stream show it. It holds nothing that scripts would act on.

    A conversation is shown again and again, a line longer, to several people: what was rendered lately is kept, by all
    it was made of but whose it is.
    """
    mine = {**line, "mine": True}
    text = _LINES.of((locale, repr(mine)), lambda: _conversation(locale).told(mine))
    return text if line["mine"] else text.replace(MINE, "", 1)


@cache
def _conversation(code: str) -> Any:
    """The macros of conversations in one language."""
    setting = surroundings(Setting(locale=code, nonce=""))
    return environment(code).get_template("conversation.html.jinja").make_module(setting)


def forget() -> None:
    """Drop the lines that are kept: what they were made of may have been erased."""
    _LINES.clear()


def theirs(text: str, lang: str | None = None) -> Markup:
    """A name, or a few words, that a person has typed: isolated, in their own direction; `lang` where it is known."""
    marked = Markup(' lang="{}"').format(lang) if lang else ""
    return Markup("<bdi{}>{}</bdi>").format(marked, _clean(text))


def theirs_in_full(text: str, lang: str | None = None) -> Markup:
    """A longer text that a person has typed, in paragraphs, each in its own direction."""
    marked = Markup(' lang="{}"').format(lang) if lang else ""
    paragraphs = (part for part in BLANK_LINES.split(_clean(text).strip()) if part)
    return Markup("").join(
        Markup('<p class="theirs" dir="auto"{}>{}</p>').format(marked, _lines(part)) for part in paragraphs
    )


def _lines(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


def _clean(text: str) -> str:
    return CONTROLS.sub("\ufffd", text.replace("\r\n", "\n"))


def _words(code: str) -> dict[str, object]:
    def when(value: datetime) -> Markup:
        text = formats.moment(value, code)
        return Markup('<time datetime="{}" data-moment>{}</time>').format(value.isoformat(), text)

    def number(value: float, places: int | None = None) -> str:
        return formats.number(value, code, places)

    def percent(share: float, places: int = 0) -> str:
        return formats.percent(share, code, places)

    def day(value: date) -> Markup:
        return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), formats.day(value, code))

    def duration(value: timedelta) -> str:
        return formats.duration(value, code)

    def listed(items: Iterable[str], style: str = "standard") -> Markup:
        return formats.listed(items, code, style)

    return {
        "in_words": partial(in_words, code=code), "each_in_words": partial(each_in_words, code=code),
        "reasoned": partial(reasoned, code=code),
        "when": when, "number": number, "percent": percent, "day": day, "duration": duration, "listed": listed,
        "theirs": theirs, "theirs_in_full": theirs_in_full,
    }  # fmt: skip
