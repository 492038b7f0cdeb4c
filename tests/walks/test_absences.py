"""The walks of an absence, through every door: reported, justified with papers, decided, and too late."""

from datetime import date

from sqlalchemy import select

from tests.walks.doors import CHATS, WalkTown, telegram_doorway
from tests.walks.papers import content_of
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.absences.queries import billed_share
from villars_core.demo.cast import rules_text
from villars_core.office_queue.models import QueueItem
from villars_core.office_queue.queries import files_of
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM


def _share(town: WalkTown) -> int:
    """Return what is billed of Léa's Thursday 3 December, in percent."""
    with town.records.reading(SYSTEM) as work:
        day = date(2026, 12, 3)
        return billed_share(work, day, day)[town.cast.lea.id, day, "canteen"].percent


def test_an_absence_is_reported_then_justified_by_a_photograph_alone(sit: Doorway, town: WalkTown) -> None:
    """Nadia reports the absence, sends a photograph without a word, and the office accepts it.

    > Réserve la cantine de Léa jeudi 3 décembre
    [Valider]
    @ 2026-11-30T08:00
    > Léa sera absente jeudi, elle est malade
    < Signaler l’absence de Léa : jeudi 3 décembre.
    < Le repas reste facturé, sauf si vous envoyez un justificatif médical au plus tard le vendredi 18 décembre.
    < Il vous reste 18 jours.
    [Valider]
    < Numéro D-2026-00001
    @ 2026-12-09T18:00
    > [file certificat.jpg]
    < Justifier l’absence de Léa : jeudi 3 décembre.
    < Il vous reste 9 jours.
    < 1 document reçu.
    [Valider]
    < C’est reçu : Léa, jeudi 3 décembre.
    < Numéro D-2026-00002
    claire > /file
    > 1
    < Document : certificat.jpg
    [Accepter]
    < La demande D-2026-00002 est close.
    nadia ~ Votre demande D-2026-00002 est acceptée.
    < Non facturé : jeudi 3 décembre (absence justifiée).
    """
    run(transcript_of(test_an_absence_is_reported_then_justified_by_a_photograph_alone), sit("nadia"), town.clock)
    assert _share(town) == 0


def test_a_past_absence_told_without_a_paper_is_reported_and_then_asked_its_paper(sit: Doorway, town: WalkTown) -> None:
    """Nadia tells on Wednesday evening what was last Thursday: it is noted first; told again, the paper is asked for.

    > Réserve la cantine de Léa jeudi 3 décembre
    [Valider]
    @ 2026-12-09T18:00
    > Léa était malade jeudi dernier, elle avait de la fièvre
    < Signaler l’absence de Léa : jeudi 3 décembre.
    < Le repas reste facturé, sauf si vous envoyez un justificatif médical au plus tard le vendredi 18 décembre.
    < Il vous reste 9 jours.
    [Valider]
    < L’absence est signalée : Léa, jeudi 3 décembre.
    < Numéro D-2026-00001
    > Je vous le redis : Léa a manqué jeudi dernier, elle avait de la fièvre
    < Envoyez le justificatif médical pour Léa, jeudi 3 décembre : une photo ou un PDF.
    > [file certificat.jpg]
    < Justifier l’absence de Léa : jeudi 3 décembre.
    [Valider]
    < C’est reçu : Léa, jeudi 3 décembre.
    """
    run(transcript_of(test_a_past_absence_told_without_a_paper_is_reported_and_then_asked_its_paper), sit("nadia"), town.clock)


def test_words_and_paper_together_justify_what_nobody_reported(sit: Doorway, town: WalkTown) -> None:
    """Nadia reported nothing: the words and the PDF do both, the dates are proposed and confirmed.

    > Réserve la cantine de Léa jeudi 3 décembre
    [Valider]
    @ 2026-12-08T12:00
    > [file certificat.pdf] Bonjour, voici le certificat médical de Léa pour jeudi 3 décembre
    < Justifier l’absence de Léa : jeudi 3 décembre.
    < À envoyer au plus tard le vendredi 18 décembre.
    [Valider]
    < Le service Éducation regarde le justificatif et vous répond. Numéro D-2026-00002
    """
    run(transcript_of(test_words_and_paper_together_justify_what_nobody_reported), sit("nadia"), town.clock)
    assert _share(town) == 100


def test_the_paper_is_asked_for_and_the_wrong_kind_is_told(sit: Doorway, town: WalkTown) -> None:
    """Nadia asks first; what she sends at first is no photograph.

    > Réserve la cantine de Léa jeudi 3 décembre
    [Valider]
    @ 2026-12-03T07:30
    > Léa est absente aujourd'hui
    [Valider]
    [Envoyer le justificatif]
    < Envoyez le justificatif médical pour Léa, jeudi 3 décembre : une photo ou un PDF.
    > [file certificat.docx]
    < « certificat.docx » : les fichiers de bureautique ne sont pas acceptés. Envoyez une photo ou un PDF.
    > [file certificat.jpg]
    ! bureautique
    [Valider]
    < C’est reçu : Léa, jeudi 3 décembre.
    """
    run(transcript_of(test_the_paper_is_asked_for_and_the_wrong_kind_is_told), sit("nadia"), town.clock)


def test_too_late_to_justify_goes_to_the_office(sit: Doorway, town: WalkTown) -> None:
    """The sixteenth day: refused with the limit, and the office may still decide.

    > Réserve la cantine de Léa jeudi 3 décembre
    [Valider]
    @ 2026-12-19T00:00
    > [file certificat.jpg] certificat de Léa pour le jeudi 3 décembre
    < Le délai pour justifier jeudi 3 décembre est passé : il allait jusqu’au vendredi 18 décembre à 23:59.
    [Demander au service Éducation]
    < Justifier hors délai l’absence de Léa Martin : jeudi 3 décembre
    > Elle était à l'hôpital et moi aussi
    < D-2026-00001
    claire > /file
    > 1
    < Document : certificat.jpg
    [Accepter]
    nadia ~ Votre demande D-2026-00001 est acceptée.
    < Non facturé : jeudi 3 décembre (absence justifiée).
    """
    run(transcript_of(test_too_late_to_justify_goes_to_the_office), sit("nadia"), town.clock)
    assert _share(town) == 0


def test_two_absences_are_listed_and_one_is_chosen(sit: Doorway, town: WalkTown) -> None:
    """A paper without words, two open absences: which one is asked, the list says what is left.

    @ 2026-11-30T08:00
    > Léa est absente jeudi 3 décembre
    [Valider]
    > Tom est absent vendredi 4 décembre
    [Valider]
    > [file certificat.jpg]
    < Quelle absence justifier ?
    [Tom, ven. 04/12]
    < Justifier l’absence de Tom : vendredi 4 décembre.
    [Valider]
    < C’est reçu : Tom, vendredi 4 décembre.
    > /absences
    < Léa, jeudi 3 décembre
    < justificatif reçu, le service Éducation le regarde
    [Retirer l’absence : Léa, jeu. 03/12]
    [Valider]
    < L’absence est retirée, mais aucun repas n’est réservé pour Léa : jeudi 3 décembre.
    [Réserver la cantine]
    < Trop tard pour jeudi 3 décembre
    """
    run(transcript_of(test_two_absences_are_listed_and_one_is_chosen), sit("nadia"), town.clock)


def test_an_album_in_chat_is_one_proof_counted_on_one_screen(town: WalkTown) -> None:
    """Telegram delivers the three photographs of an album one by one: one screen, edited, counts them, and one tap hands them in."""
    with telegram_doorway(town) as (sit, api):
        nadia = sit("nadia").driver
        nadia.say("Léa sera absente jeudi 3 décembre")
        nadia.press("Valider")
        before = len(api.sent_to(CHATS["nadia"]))
        for number in (1, 2, 3):
            api.send_file(CHATS["nadia"], f"page-{number}.jpg", content_of("page.jpg"), media_group_id="album-1")
        api.until(lambda one: any("3 documents reçus." in shown.text for shown in one.sent_to(CHATS["nadia"])))
        assert len(api.sent_to(CHATS["nadia"])) == before + 1
        shown = api.sent_to(CHATS["nadia"])[-1]
        api.press(shown, next(one["callback_data"] for one in shown.buttons if one["text"] == "Valider"))
        api.until(lambda one: any("C’est reçu" in shown.text for shown in one.sent_to(CHATS["nadia"])))
    with town.records.reading(SYSTEM) as work:
        (item,) = work.session.scalars(select(QueueItem).where(QueueItem.kind == "absence_proof"))
        assert [one["name"] for one in files_of(work, item)] == ["page-1.jpg", "page-2.jpg", "page-3.jpg"]


def test_a_file_that_is_too_large_for_the_town_is_not_even_fetched(town: WalkTown) -> None:
    """Telegram says how large it is; the answer says what to do, and nothing was downloaded."""
    with telegram_doorway(town) as (_, api):
        api.send_file(CHATS["nadia"], "video.pdf", bytes(10 * 1024 * 1024 + 1))
        api.until(lambda one: any("« video.pdf » est trop lourd : 10 Mo au plus." in shown.text for shown in one.sent_to(CHATS["nadia"])))
        assert api.of("getFile") == []


FAMILY_RULE = """
[[absences]]
activity = "canteen"
kinds = ["family"]
since = 2026-09-01
proof = false
percent = 50
"""


def test_the_reason_is_asked_where_the_towns_rule_depends_on_it(sit: Doorway, town: WalkTown) -> None:
    """The town bills half of a meal missed for a family reason: a wedding is asked about, a sickness that was told is not.

    > Réserve la cantine de Léa jeudi 3 décembre et vendredi 4 décembre
    [Valider]
    @ 2026-11-30T08:00
    > Léa sera absente jeudi 3 décembre
    < Pour quelle raison ?
    [Raison familiale ou autre]
    < Facturé à 50 % : jeudi 3 décembre
    ! justificatif médical
    [Valider]
    < Facturé à 50 %
    > Léa est malade vendredi 4 décembre
    ! Pour quelle raison
    < Le repas reste facturé, sauf si vous envoyez un justificatif médical
    < Il vous reste 19 jours.
    [Valider]
    @ 2026-12-19T09:00
    > /absences
    < C’est le dernier jour pour l’envoyer.
    """
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text() + FAMILY_RULE)
    run(transcript_of(test_the_reason_is_asked_where_the_towns_rule_depends_on_it), sit("nadia"), town.clock)
    assert _share(town) == 50
