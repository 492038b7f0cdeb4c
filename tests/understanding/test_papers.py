"""An absence told in one sentence and its paper in another is justified; what is ordered of other days or children is asked about."""

from datetime import date, datetime

import pytest

from tests.understanding.house import LEA, TOM, context, november
from villars_core.clock import PARIS
from villars_core.understanding import Intent, Reading, read

FRIDAY = datetime(2026, 11, 27, 18, 30, tzinfo=PARIS)


def _heard(text: str) -> Reading:
    return read(text, context(now=FRIDAY))


@pytest.mark.parametrize(
    ("text", "child", "days"),
    [
        ("Léa a manqué lundi et mardi. Son père vient de me donner le certificat. Le voici, merci de retirer ces repas.", LEA, (23, 24)),
        ("Léa n'a pas pu venir hier ni aujourd'hui. Voici le certificat. Pourriez-vous retirer les repas de la facture ?", LEA, (26, 27)),
        ("Tom avait raté lundi et mardi. J'ai enfin le certificat, je le joins pour que ces repas ne soient pas comptés.", TOM, (23, 24)),
        ("Léa était absente jeudi. Le médecin a tardé mais voici le certificat. Merci de ne pas compter ce repas.", LEA, (26,)),
        ("Je retrouve le certificat de Léa. Elle avait été absente le lundi 23. Je vous l'envoie. Tom n'avait rien eu.", LEA, (23,)),
        ("Léa était clouée au lit lundi et mardi. J'ai récupéré le certificat ce matin. Merci d'enlever les repas.", LEA, (23, 24)),
        ("Tom a raté mardi, entorse. Certificat joint. Son repas peut-il être retiré de la facture ?", TOM, (24,)),
        ("Léa a passé la semaine dernière à l'hôpital. Voici le certificat, merci de le prendre en compte.", LEA, (16, 17, 19, 20)),
    ],
)
def test_an_absence_is_justified_by_the_paper_of_another_sentence(text: str, child: int, days: tuple[int, ...]) -> None:
    reading = _heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.JUSTIFY_ABSENCE, (child,), november(*days))
    assert not reading.questions
    assert not reading.others


@pytest.mark.parametrize(
    "text",
    [
        "Léa était malade lundi et mardi. J'ai eu le certificat ce matin. Merci d'annuler aussi son repas de lundi prochain.",
        "Léa a manqué lundi et mardi. Voici le certificat. Elle sera encore absente lundi. Merci de retirer ces repas.",
        "Léa était malade lundi et mardi. Voici le certificat. Tom était malade jeudi.",
        "Léa était absente lundi et mardi. Voici le certificat. Tom aussi.",
        "Tom a manqué jeudi. Le médecin fera peut-être un certificat. Merci de retirer le repas.",
        "Voici le certificat de Léa pour hier, et en plus elle sera encore absente lundi, sa mamie la garde.",
        "Léa était absente hier, certificat joint, et elle manquera encore lundi et mardi.",
        "Voilà le mot du médecin pour l'absence de Tom d'hier. Il restera à la maison lundi encore.",
    ],
)
def test_what_is_told_beside_a_paper_is_asked_about(text: str) -> None:
    reading = _heard(text)

    assert reading.questions or reading.others


def test_a_return_told_beside_a_paper_is_no_absence() -> None:
    reading = _heard("Voici le certificat de Tom pour hier. Il retournera à l'école lundi.")

    assert (reading.intent, reading.days, reading.others) == (Intent.JUSTIFY_ABSENCE, november(26), ())


def test_an_absence_lasts_from_its_first_day_to_its_last() -> None:
    days = (*november(26, 27, 30), date(2026, 12, 1))
    for text in (
        "Tom est absent depuis hier et le restera jusqu'à mardi inclus. Léa vient normalement.",
        "Tom est malade depuis jeudi et ne reviendra que mercredi.",
    ):
        reading = _heard(text)

        assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.REPORT_ABSENCE, (TOM,), days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Dois-je fournir un certificat ?",
        "faut-il un certificat médical pour une absence de deux jours ?",
        "vous avez besoin d'un mot du médecin ?",
        "Est-ce qu'un justificatif est obligatoire ?",
        "Est-ce que je dois vous donner un certificat médical ?",
        "Un certificat est-il nécessaire ?",
        "Avez-vous besoin d'un justificatif pour l'absence de Tom ?",
        "Faut-il un certificat pour l'absence de Tom hier ?",
        "Le certificat de Tom pour lundi suffit-il ?",
    ],
)
def test_whether_a_paper_is_needed_is_practical(text: str) -> None:
    reading = _heard(text)

    assert (reading.intent, reading.questions) == (Intent.PRACTICAL_INFO, ())


@pytest.mark.parametrize(
    ("text", "intent", "days"),
    [
        ("Tom est malade lundi, faut-il un certificat ?", Intent.REPORT_ABSENCE, (30,)),
        ("Tom sera absent lundi. Dois-je fournir un justificatif ?", Intent.REPORT_ABSENCE, (30,)),
        ("Tom a de la fièvre, il reste à la maison lundi. Avez-vous besoin d'un mot du médecin ?", Intent.REPORT_ABSENCE, (30,)),
        ("Tom était malade lundi, avez-vous besoin d'un certificat ?", Intent.JUSTIFY_ABSENCE, (23,)),
        ("Tom ne mange pas lundi, faut-il un justificatif ?", Intent.CANCEL_MEAL, (30,)),
        ("Voici le certificat de Tom pour lundi, est-ce suffisant ?", Intent.JUSTIFY_ABSENCE, (23,)),
    ],
)
def test_what_is_told_beside_such_a_question_stands(text: str, intent: Intent, days: tuple[int, ...]) -> None:
    reading = _heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, (TOM,), november(*days), ())
