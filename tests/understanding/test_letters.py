"""Letters in which one sentence orders and others tell what happened: the writers' leave, work, journeys and courts (French)."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_BOOK, _CANCEL, _ABSENCE, _PROOF = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE
_BOTH = (LEA, TOM)
_NEXT_WEEK = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4))
_FIRST, _THIRD = date(2026, 12, 1), date(2026, 12, 3)


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        # A canteen without a verb, for a day told before it.
        ("Je suis jurée aux assises jeudi 26, tirée au sort... Les deux enfants à la cantine ce jour-là svp", _BOOK, _BOTH, november(26)),
        ("Je passe au tribunal mardi 1er décembre pour mon divorce. Les deux à la cantine ce jour-là, merci.", _BOOK, _BOTH, (_FIRST,)),
        ("J'ai un entretien jeudi matin à Lyon. Pouvez-vous prendre Léa et Tom à la cantine ?", _BOOK, _BOTH, november(26)),
        # The writers' leave, and who stands in for whom.
        ("Je reprends lundi 30 après six mois d'arrêt maladie. Merci de prévoir la cantine pour Tom le 30 et le 1er.", _BOOK, (TOM,),
         (date(2026, 11, 30), _FIRST)),
        ("Mon mari sort d'arrêt maladie jeudi : merci de remettre Tom à la cantine ce jour-là.", _BOOK, (TOM,), november(26)),
        ("Je fais le marché en remplacement toute la semaine du 30, debout à 3h. Tom devra manger à la cantine cette semaine-là.", _BOOK,
         (TOM,), _NEXT_WEEK),
        ("On m'a changé mes horaires, je finis à 13h jeudi au lieu de 11h. Il faudrait une place à la cantine pour Léa ce jour-là.", _BOOK,
         (LEA,), november(26)),
        # A number that was lost.
        ("Ma voiture est en panne et j'ai perdu votre numéro, bref : Tom ne mange pas jeudi.", _CANCEL, (TOM,), november(26)),
        ("je ne retrouve pas le numéro de l'école alors je vous écris : Tom sera absent demain", _ABSENCE, (TOM,), november(24)),
        # A paper beside what was.
        ("Intoxication alimentaire après le repas chez mes parents... Léa et Tom étaient absents jeudi, certificats ci-joints.", _PROOF,
         _BOTH, november(19)),
        ("Mardi dernier Tom avait la gastro et n'a pas mis le nez dehors. J'étais de nuit. Voici le certificat pour justifier.", _PROOF,
         (TOM,), november(17)),
        ("Mardi dernier Tom avait une otite, impossible de l'envoyer à l'école. Le médecin m'a fait un certificat, je vous le mets ici.",
         _PROOF, (TOM,), november(17)),
        ("Certificat joint : Tom n'a pas fait sa rentrée lundi dernier à cause d'une angine", _PROOF, (TOM,), november(16)),
        # Whom the reason names too.
        ("jeudi midi on fête le départ de Tom en famille pas de cantine pr lui", _CANCEL, (TOM,), november(26)),
        ("slt g bsoin cantine 2main pr Tom dsl", _BOOK, (TOM,), november(24)),
    ],
)  # fmt: skip
def test_what_happened_is_the_reason_of_an_order(text: str, intent: Intent, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (intent, children, days)
    assert not reading.needs_clarification
    assert reading.others == ()


@pytest.mark.parametrize(
    ("text", "intent", "days"),
    [
        ("Mon congé se termine le 30 novembre. Tom mangera à la cantine toute cette semaine-là", _BOOK, _NEXT_WEEK),
        ("Ma mère arrive lundi 30. Tom ne mangera pas à la cantine de toute cette semaine-là.", _CANCEL, _NEXT_WEEK),
        ("Je pars en mission lundi 30 à Lille. Tom à la cantine tous les jours de cette semaine-là, merci.", _BOOK, _NEXT_WEEK),
        ("Je travaille la semaine prochaine. Tom à la cantine tous les jours de cette semaine-là", _BOOK, _NEXT_WEEK),
        ("Tom part lundi 30. Annulez mardi et jeudi de cette semaine-là.", _CANCEL, (_FIRST, _THIRD)),
        ("Je suis en stage la semaine du 30. Tom mangera le mardi de cette semaine-là.", _BOOK, (_FIRST,)),
        ("Tom est absent mardi. Annulez son repas de cette semaine", _CANCEL, None),
    ],
)
def test_a_week_pointed_back_to_is_that_of_the_day_before_it(text: str, intent: Intent, days: tuple[date, ...] | None) -> None:
    reading = heard(text)

    if days is None:
        assert reading.days != _NEXT_WEEK
    else:
        assert (reading.intent, reading.children, reading.days, reading.needs_clarification) == (intent, (TOM,), days, False)


@pytest.mark.parametrize(
    "text",
    [
        "Le 30 novembre je reprends et le 7 décembre aussi. Tom mange cette semaine-là",
        "Je voudrais échanger le repas de mardi contre celui de jeudi pour Tom",
        "Un repas en remplacement de celui de mardi pour Tom",
        "jeudi Léa cantine merci Tom mange à la maison",
        "jeudi on fête le départ de la maîtresse de Tom, pas de cantine pour elle",
        "J'espère que Léa aura bien une place lundi",
    ],
)
def test_what_may_be_meant_otherwise_is_asked_about(text: str) -> None:
    assert heard(text).needs_clarification


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Je reçois tous vos rappels en double, sur mon portable et sur celui de ma femme. Merci d'arrêter de m'envoyer des SMS.",
         Intent.STOP_NOTIFICATIONS),
        ("Je ne reçois plus vos messages sur mon portable, mon nouveau numéro est le 06 12 34 56 78", Intent.UPDATE_CONTACT),
        ("Tom mange trois fois rien depuis son opération. On peut consulter les menus de la cantine quelque part ?", Intent.PRACTICAL_INFO),
        ("Je n'ai plus votre numéro", Intent.PRACTICAL_INFO),
        ("Un grand merci à la dame qui m'a rappelée malgré les vacances, elle a sauvé notre organisation !", Intent.THANKS),
        ("Bonsoir, j'espère que la reprise s'est bien passée pour vous", Intent.GREETING),
        ("C'est ma femme qui gérait tout ça et elle est partie trois mois en mission. Pouvez-vous m'expliquer comment ça marche ici ?",
         Intent.HELP),
    ],
)  # fmt: skip
def test_what_orders_nothing_keeps_its_matter(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert reading.intent is intent
    assert not reading.needs_clarification
    assert reading.others == ()
