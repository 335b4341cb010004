"""Every screen can be found by its name, and its page is there."""

from __future__ import annotations

import pytest

from mediant.web.rendering import environment
from mediant.web.screens.all import SCREENS


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_has_its_templates(name):
    screen = SCREENS[name]
    assert screen.name == name
    assert screen.roles
    assert screen.parts.keys().isdisjoint(screen.forms), "the address of a form leads back to its screen"
    for template in (name, *(f"{name}/{part}" for part in screen.parts)):
        environment("en").get_template(f"{template}.html.jinja")
