"""The calendar to tick, at the desk."""

from datetime import UTC, date, datetime, timedelta

from tests.conversations.people import MONDAY, Person, Town
from villars_core.conversations.messages import Channel
from villars_core.demo import cast


def _label(person: Person, key: str) -> str:
    return next(one.label for one in person.screen.choices if one.key == key)


def test_a_month_shows_each_weeks_limit_before_any_choice_and_its_marks(nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    nadia.say("/calendrier").press("Léa")
    assert "Délai passé jusqu’au vendredi 27 novembre." in nadia.text
    assert "Semaine du lundi 30 novembre : jusqu’au mercredi 25 novembre à 23:59." in nadia.text
    assert [_label(nadia, key) for key in ("d20261130-", "d20261201+", "x20261124")] == ["✓ 30", "01/12", "🔒 24"]


def test_ticks_are_kept_apart_until_they_are_validated(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    nadia.say("/calendrier").press("Léa").press_key("d20261201+")
    nadia.press_key("d20261130-")
    assert [_label(nadia, key) for key in ("d20261201-", "d20261130+")] == ["+ 01/12", "− 30"]
    assert "À valider : 1 à ajouter, 1 à retirer." in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]
    nadia.press("Voir le récapitulatif")
    assert nadia.text.split("\n") == [
        "Réserver la cantine de Léa : mardi 1er décembre.",
        "Annuler la cantine de Léa : lundi 30 novembre.",
    ]
    nadia.press("Valider")
    assert town.booked(town.cast.lea.id) == ["2026-12-01"]
    nadia.press("Défaire")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_one_mail_confirms_a_validation_and_the_other_parent_reads_one_notice(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    before = len(town.rows(kind="receipt")), len(town.rows(kind="shared_calendar"))
    nadia.say("/calendrier").press("Léa").press_key("d20261201+").press_key("d20261130-").press("Voir le récapitulatif").press("Valider")
    assert (len(town.rows(kind="receipt")), len(town.rows(kind="shared_calendar"))) == (before[0] + 1, before[1] + 1)


def test_a_second_tap_on_a_day_changes_nothing(nadia: Person) -> None:
    nadia.say("/calendrier").press("Léa").press_key("d20261201+")
    revision = nadia.row.dialogue_revision if nadia.row else 0
    nadia.press_key("d20261201+", (revision or 0) - 1)
    assert nadia.toast == "Cet écran a changé."
    assert _label(nadia, "d20261201-") == "+ 01/12"


def test_a_locked_day_and_a_closed_day_explain_themselves_and_offer_what_is_possible(nadia: Person) -> None:
    nadia.say("/calendrier").press("Léa").press_key("x20261124")
    assert nadia.text == nadia.toast == "Trop tard pour mardi 24 novembre : le délai était mercredi 18 novembre à 23:59."
    assert nadia.labels == ["Réserver plutôt mardi 1er décembre", "Écrire au service Éducation", "Retour au calendrier"]
    nadia.press("Retour au calendrier").press_key("m20261201").press_key("x20261221")
    assert nadia.text.startswith("Pas de cantine lundi 21 décembre : Vacances de Noël")
    nadia.press("Voir le calendrier")
    assert "Léa, décembre 2026" in nadia.text


def test_all_days_and_one_weekday_are_ticked_and_unticked(nadia: Person) -> None:
    nadia.say("/calendrier").press("Léa").press_key("m20261201").press("Tout cocher")
    assert "À valider : 12 à ajouter, 0 à retirer." in nadia.text
    nadia.press_key("wd2-")
    assert "À valider : 9 à ajouter, 0 à retirer." in nadia.text
    nadia.press("Tout décocher")
    assert "À valider" not in nadia.text


def test_weekdays_are_repeated_until_the_holidays_for_a_child_and_a_sibling(town: Town, nadia: Person) -> None:
    nadia.say("/calendrier").press("Léa").press("Répéter").press("mardi").press("jeudi")
    nadia.press("Jusqu’à : Vacances de Noël").press("La même chose pour Tom").press("Valider")
    expected = ["2026-12-01", "2026-12-03", "2026-12-08", "2026-12-10", "2026-12-15", "2026-12-17"]
    assert town.booked(town.cast.lea.id) == town.booked(town.cast.tom.id) == expected


def test_a_year_is_said_month_by_month(nadia: Person) -> None:
    nadia.say("/calendrier").press("Léa").press("Répéter").press("vendredi").press("Toute l’année scolaire")
    assert "Réserver la cantine de Léa : 24 jours (décembre : 4, 11, 18 ; janvier : 8, 15, 22, 29" in nadia.text


def test_the_same_as_last_week_is_one_tap_and_a_recap(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa mardi 1er et vendredi 4 décembre").press("Valider")
    town.clock.move_to(MONDAY + timedelta(days=7))
    nadia.say("/calendrier").press("Léa").press("Même chose que la semaine dernière")
    assert nadia.text == "Réserver la cantine de Léa : mardi 8 décembre et vendredi 11 décembre."


def test_a_habit_is_proposed_kept_and_never_imposed(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa mardi 1er, mardi 8 et mardi 15 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 12, 15, 8, 0, tzinfo=UTC))
    nadia.say("/calendrier").press("Léa").press_key("m20270101").press("Comme d’habitude (mardi)").press("Valider")
    assert "Je peux vous le proposer d’un geste." in nadia.text
    nadia.press("Non merci")
    nadia.say("/calendrier").press("Léa")
    assert "Comme d’habitude (mardi)" not in nadia.labels


def test_a_kept_habit_is_offered_in_one_tap_to_the_one_who_kept_it(town: Town, nadia: Person, paul: Person) -> None:
    nadia.say("Réserve la cantine de Léa mardi 1er, mardi 8 et mardi 15 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 12, 15, 8, 0, tzinfo=UTC))
    nadia.say("/calendrier").press("Léa").press_key("m20270101").press("Comme d’habitude (mardi)").press("Valider")
    nadia.press("Garder comme semaine habituelle").say("/calendrier").press("Léa").press_key("m20270201").press("Comme d’habitude (mardi)")
    assert nadia.text == "Réserver la cantine de Léa : mardi 2 février et mardi 9 février."
    nadia.press("Valider")
    assert "Garder comme semaine habituelle" not in nadia.labels
    assert town.booked(town.cast.lea.id)[-1] == "2027-02-09"
    paul.say("/calendrier").press("Léa").press("Comme d’habitude (mardi)")
    assert paul.toast == "Rien à changer : c’est déjà ainsi."
    paul.press("Plus tard ›").press("Plus tard ›").press("Comme d’habitude (mardi)").press("Valider")
    assert "Garder comme semaine habituelle" in paul.labels


def test_a_picture_is_not_sent_again_with_the_screen_that_is_shown_again(nadia: Person) -> None:
    nadia.say("/calendrier").press("Léa").press("En image")
    assert nadia.screen.attachments
    nadia.press_key("all+", 1)
    assert (nadia.toast, nadia.screen.attachments) == ("Cet écran a changé.", ())


def test_the_days_of_the_other_home_are_marked_and_nothing_is_told_of_them(town: Town) -> None:
    karim = Person(town, Channel.TELEGRAM, str(cast.KARIM_CHAT))
    karim.say("Réserve la cantine d'Inès mardi 1er décembre").press("Valider")
    sophie = Person(town, Channel.TELEGRAM, str(cast.SOPHIE_CHAT)).say("/calendrier")
    assert _label(sophie, "x20261201") == "⌂ 1"
    assert _label(sophie, "x20261203") == "⌂ 3"
    sophie.press_key("x20261201")
    assert sophie.text.startswith("Dans le calendrier de garde, mardi 1er décembre ne fait pas partie de vos jours.")


def test_by_mail_the_month_is_lines_of_text_and_words_answer_it(town: Town) -> None:
    nadia = Person(town, Channel.EMAIL, "nadia@parents.example")
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    nadia.say("oui").say("/calendrier").say("Léa")
    assert "✓ lundi 30 novembre : repas réservé\nmardi 1er décembre : pas de repas" in nadia.text
    assert not [one for one in nadia.screen.choices if one.key.startswith(("d2", "x2"))]
    nadia.say("annule lundi 30 novembre")
    assert nadia.text == "Annuler la cantine de Léa : lundi 30 novembre."


def test_a_day_that_is_too_late_at_the_validation_is_told_and_the_others_are_booked(town: Town, nadia: Person) -> None:
    nadia.say("/calendrier").press("Léa").press_key("d20261201+").press_key("m20261201").press_key("d20261208+").press(
        "Voir le récapitulatif"
    )
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.press("Valider")
    assert "C’est réservé. Léa mangera à la cantine : mardi 8 décembre." in nadia.text
    assert "Pas compté : Trop tard pour mardi 1er décembre : le délai était mercredi 25 novembre à 23:59." in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-12-08"]


def test_the_month_is_sent_as_a_picture_and_for_a_diary(nadia: Person) -> None:
    nadia.say("Envoyez-moi le calendrier de Léa en image")
    (paper,) = nadia.screen.attachments
    assert (paper.name, paper.media_type) == ("calendrier-2026-11.png", "image/png")
    nadia.say("/calendrier").press("Léa").press("Agenda")
    assert [one.paper for one in nadia.screen.attachments] == ["calendar_ics"]
    assert date(2026, 11, 30).isoformat() == nadia.screen.attachments[0].facts["day"]
