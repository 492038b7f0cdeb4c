"""A parent chooses a language, writes in it, and is answered in French with English where its texts are not complete."""

from tests.conversations.people import Person, Town


def test_a_parent_who_writes_turkish_is_understood_and_answered_in_french_with_english(town: Town, nadia: Person) -> None:
    nadia.say("/langue").press("Türkçe")
    assert "Vous pouvez écrire dans votre langue." in nadia.text
    assert "You may write in your own language." in nadia.text

    nadia.say("Léa 30 Kasım Pazartesi kantinde yiyecek").press("Valider / Confirm")

    assert "2026-11-30" in town.booked(town.cast.lea.id)


def test_words_are_read_in_their_own_language_whatever_the_setting(town: Town, nadia: Person) -> None:
    nadia.say("Reserve el comedor de Léa el lunes 30 de noviembre").press("Valider")

    assert "2026-11-30" in town.booked(town.cast.lea.id)
