"""Topics and their parts."""

from __future__ import annotations

import pytest

from mediant.errors import InvalidFile
from mediant.evidence.topics import topics_of


def test_topics():
    topics = topics_of(
        '[topics.water]\npart = "dev"\narticles = 3\nabout = "Rivers."\n[topics.a-b]\npart = "test"\n', "t"
    )
    assert {name: (topic.part, topic.articles) for name, topic in topics.items()} == {
        "water": ("dev", 3),
        "a-b": ("test", 0),
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[", "not TOML"),
        ("x = 1", "nothing else"),
        ("topics = 1", "nothing else"),
        ("[topics]\nwater = 1", "topics.water: 1"),
        ('[topics."A b"]\npart = "dev"', "the id 'A b'"),
        ('[topics.water]\npart = "training"', "topics.water.part"),
        ('[topics.water]\npart = "dev"\narticles = -1', "topics.water.articles"),
        ('[topics.water]\npart = "dev"\nabout = 1', "topics.water.about"),
        ('[topics.water]\nparts = "dev"', "did you mean 'part'"),
    ],
)
def test_what_is_wrong_with_topics(text, says):
    with pytest.raises(InvalidFile) as caught:
        topics_of(text, "t")
    assert says in " | ".join(map(str, caught.value.problems))
