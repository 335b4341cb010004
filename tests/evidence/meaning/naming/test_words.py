"""From lists to sets of words."""

from mediant.evidence.meaning.naming.files import shipped_words


def test_roles_that_speak_for_a_body_are_roles():
    words = shipped_words()
    assert words.speaking <= words.roles
    assert words.house <= words.speaking
    assert words.ministers <= words.speaking | words.titles


def test_kin_leads_from_a_generic_head_to_those_it_can_stand_for():
    kin = shipped_words().kin
    assert {"federation", "league", "union"} <= kin["union"]
    assert "terminals" in kin["company"]
    assert "federation" not in kin["company"]


def test_what_parts_names_leaves_out_words_that_stand_in_some():
    words = shipped_words()
    assert "friday" in words.parting
    assert "nine" not in words.parting
    assert words.parting < words.closed
