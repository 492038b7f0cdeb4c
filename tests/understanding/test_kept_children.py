"""What only keeps one child where it is takes no part in an order about the other."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_CANCEL, _ABSENCE = Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE


@pytest.mark.parametrize(
    ("text", "intent", "child", "days"),
    [
        ("Pas de cantine jeudi pour Tom, il déjeune chez son parrain. Léa garde son repas.", _CANCEL, TOM, november(26)),
        ("Tom rentre manger jeudi, enlevez son repas. Pour Léa on garde.", _CANCEL, TOM, november(26)),
        ("Annulez Tom jeudi, son oncle est là. Léa mange tous les jours.", _CANCEL, TOM, november(26)),
        ("Annulation : Tom, jeudi. Léa continue tous les jours.", _CANCEL, TOM, november(26)),
        ("Tom ne mange pas à la cantine jeudi. Pour Léa tout reste pareil.", _CANCEL, TOM, november(26)),
        ("Léa a la varicelle, absente jeudi. Tom n'a pas de boutons, il vient.", _ABSENCE, LEA, november(26)),
        ("Tom n'ira pas à l'école jeudi. Léa est restée chez ma sœur, elle sera donc là.", _ABSENCE, TOM, november(26)),
        ("Jeudi il n'y aura que Léa à table : Tom a un rendez-vous, annulez son repas svp", _CANCEL, TOM, november(26)),
        ("Jeudi seule Léa reste manger, Tom va chez l'ophtalmo à midi. Merci de décommander son repas.", _CANCEL, TOM, november(26)),
        ("Jeudi Tom mange chez son copain. Retirez-le de la cantine svp, Léa y va.", _CANCEL, TOM, november(26)),
        ("Tom sera chez son parrain pour le déjeuner de jeudi, son repas est à retirer. Léa reste avec vous.", _CANCEL, TOM, november(26)),
        ("Tom restera chez mamie jeudi au lieu d'aller en classe. Léa sera là.", _ABSENCE, TOM, november(26)),
        ("Tom mange chez mamie jeudi au lieu de la cantine.", _CANCEL, TOM, november(26)),
        ("Tom déjeune avec sa marraine jeudi plutôt qu'à la cantine.", _CANCEL, TOM, november(26)),
        ("Jeudi midi Tom ira manger chez sa nounou à la place de la cantine", _CANCEL, TOM, november(26)),
        ("Comptez seulement Léa jeudi svp, Tom mange chez moi", _CANCEL, TOM, november(26)),
        ("jeudi enlevez tom svp pas léa", _CANCEL, TOM, november(26)),
        ("jeudi tom mange chez nonna, léa chez vous", _CANCEL, TOM, november(26)),
        ("Tom a une bronchite, absent jeudi. Léa n'a que le nez qui coule, elle sera là.", _ABSENCE, TOM, november(26)),
        ("Tom mangera à la cantine jeudi exceptionnellement, Léa y est tous les jours.", Intent.BOOK_MEAL, TOM, november(26)),
        ("Jeudi, nos voisins invitent Tom à déjeuner. Annulez s'il vous plaît.", _CANCEL, TOM, november(26)),
        ("Tom mange chez mamie jeudi, enlevez-le. On garde Léa, qui préfère rester avec ses amies.", _CANCEL, TOM, november(26)),
        ("Cantine jeudi pour Tom (MS), rien pour la grande", Intent.BOOK_MEAL, TOM, november(26)),
        ("Cantine jeudi pour le petit Tom SVP, pas pour sa sœur qui est chez une copine", Intent.BOOK_MEAL, TOM, november(26)),
        ("Cantine jeudi pour Léa, pas pour son frère qui mange chez mamie", Intent.BOOK_MEAL, LEA, november(26)),
        (
            "Pour Léa il faudrait la cantine jeudi : je pars tôt, et son frère Tom sera chez un copain, donc rien à prévoir pour lui",
            Intent.BOOK_MEAL,
            LEA,
            november(26),
        ),
        ("Ajoutez Tom jeudi, sa sœur sera chez une amie ce midi-là", Intent.BOOK_MEAL, TOM, november(26)),
        ("La classe de Tom pique-nique jeudi, annulez son repas. Léa mange normalement.", _CANCEL, TOM, november(26)),
        ("On m'a prêté une place de théâtre pour Tom jeudi à 12h, il ne mangera donc pas à la cantine", _CANCEL, TOM, november(26)),
        ("Tom à rajouter jeudi, pas les autres", Intent.BOOK_MEAL, TOM, november(26)),
        ("Tom mange à la cantine jeudi comme Léa a piscine", Intent.BOOK_MEAL, TOM, november(26)),
        ("Tom déjeune chez nous jeudi vu que Léa finit à midi", _CANCEL, TOM, november(26)),
        ("Jeudi Tom mange à la cantine, sa sœur non", Intent.BOOK_MEAL, TOM, november(26)),
        ("Tom mangera jeudi à la cantine mais pas Léa", Intent.BOOK_MEAL, TOM, november(26)),
        ("Tom ne déjeunera pas avec sa sœur jeudi, je l'emmène chez le dentiste à midi", _CANCEL, TOM, november(26)),
        ("Jeudi, seulement Léa à table, Tom a kiné à midi. Retirez son repas.", _CANCEL, TOM, november(26)),
    ],
)
def test_a_child_that_stays_is_no_part_of_the_order(text: str, intent: Intent, child: int, days: tuple[date, ...]) -> None:
    found = heard(text)
    assert (found.intent, found.children, found.days, found.questions, found.others) == (intent, (child,), days, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Tom ne mange pas jeudi. Pour Léa pareil.",
        "Annulez seulement le repas de Léa jeudi, et celui de Tom aussi.",
    ],
)
def test_a_child_for_whom_the_same_holds_is(text: str) -> None:
    found = heard(text)
    assert found.questions or found.children == (LEA, TOM)


def test_an_absence_told_in_the_present_is_to_come_whatever_was_before() -> None:
    found = heard("Tom a été opéré du poignet, il est absent aujourd'hui, jeudi et vendredi.")
    assert (found.intent, found.days) == (_ABSENCE, november(23, 26, 27))


def test_since_when_somebody_knows_is_no_day_of_an_absence() -> None:
    found = heard("Tom est convoqué à Paris le jeudi 26 novembre, il sera absent. La directrice est au courant depuis octobre.")
    assert (found.intent, found.days, found.questions) == (_ABSENCE, november(26), ())


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Tom revient à la cantine jeudi, mettez-le avec Léa si vous pouvez", (TOM,)),
        ("Tom voudrait manger à la cantine jeudi comme sa sœur, merci de l'ajouter", (TOM,)),
        ("Tom veut manger à la cantine jeudi comme sa sœur, pouvez-vous l'inscrire ?", (TOM,)),
        ("Tom mange à la cantine jeudi, Léa rentre à la maison comme chaque jeudi.", (TOM,)),
    ],
)
def test_whom_a_child_joins_is_not_booked(text: str, children: tuple[int, ...]) -> None:
    found = heard(text)
    assert (found.intent, found.children, found.days, found.questions) == (Intent.BOOK_MEAL, children, november(26), ())


@pytest.mark.parametrize(
    ("text", "intent", "child"),
    [
        ("Tom ne mangera pas à la cantine jeudi, il déjeune avec son équipe de gym.", _CANCEL, TOM),
        ("Léa est reçue par sa tante : elle mange avec elle jeudi, annulez sa cantine.", _CANCEL, LEA),
        ("Pas de cantine jeudi pour Tom, sortie accrobranche avec le casse-croûte.", _CANCEL, TOM),
        ("Léa s'est brûlé la main. Pas d'école pour elle jeudi, elle reviendra vendredi. Tom va bien, il sera à la grille.", _ABSENCE, LEA),
        ("Tom sera absent jeudi, nous allons en Italie. Nous rattraperons les leçons le week-end suivant.", _ABSENCE, TOM),
        ("Le train de Bordeaux est supprimé, Tom sera absent jeudi", _ABSENCE, TOM),
        ("Pas d'école pour Tom jeudi, il a vomi toute la nuit.", _ABSENCE, TOM),
        ("Je garde Léa jeudi, elle a vomi", _ABSENCE, LEA),
        ("Léa reste à la maison jeudi plutôt que d'aller à l'école, elle a vomi.", _ABSENCE, LEA),
    ],
)
def test_what_is_only_told_beside_an_order_leaves_it_plain(text: str, intent: Intent, child: int) -> None:
    found = heard(text)
    assert (found.intent, found.children, found.days, found.questions, found.others) == (intent, (child,), november(26), (), ())


def test_these_fridays_are_those_told_before() -> None:
    text = "Tom a chorale le midi tous les vendredis de décembre : enlevez ses repas de ces vendredis"
    assert heard(text).days == (date(2026, 12, 4), date(2026, 12, 11), date(2026, 12, 18))


def test_a_note_for_an_absence_justifies_it() -> None:
    found = heard("Vous m'avez demandé un mot pour l'absence de Tom : il était à un enterrement vendredi")
    assert (found.intent, found.children, found.days, found.questions) == (Intent.JUSTIFY_ABSENCE, (TOM,), november(20), ())


@pytest.mark.parametrize(
    "text",
    [
        "Léa absente jeudi. Tom n'a pas de boutons, il reste avec elle.",
        "Léa absente jeudi. Tom n'a pas de boutons, il ne viendra pas non plus.",
        "Léa absente jeudi. Tom n'a pas de fièvre mais reste à la maison aussi.",
        "Léa absente jeudi. On garde Tom.",
        "Inscrivez-le jeudi avec Léa",
        "Jeudi cantine pour Tom, pas de cantine pour Léa",
        "Tom cantine jeudi, pas de cantine pour Léa",
        "Jeudi : Tom cantine, Léa pas cantine",
        "Jeudi un seul repas, pour Léa, Tom est chez papi",
        "Annulez Léa jeudi puisque Tom mange à la maison",
        "Pas de cantine jeudi pour Léa étant donné que Tom est à la maison",
        "Comme Tom est malade, Léa mangera à la maison jeudi",
        "Tom et Léa reviennent jeudi à la cantine, mettez-la avec Tom",
        "Tom mange jeudi au lieu de manger à la cantine vendredi",
    ],
)
def test_who_or_when_that_is_not_plain_is_asked_about(text: str) -> None:
    assert heard(text).questions


@pytest.mark.parametrize("text", ["Je garde Léa, elle a été malade jeudi", "Léa reste à la maison, elle a vomi jeudi"])
def test_the_day_of_an_illness_that_was_is_not_to_come(text: str) -> None:
    assert all(day < date(2026, 11, 24) for day in heard(text).days)


def test_rather_at_the_canteen_wants_the_meal() -> None:
    assert heard("Finalement Tom plutôt à la cantine jeudi").intent is Intent.BOOK_MEAL
