"""What writers tell of themselves, of who is not meant, and a second time adds no child, no day and no doubt to an order (French)."""

from datetime import date, datetime

import pytest

from tests.understanding.house import LEA, TOM, context, heard, november
from villars_core.clock import PARIS
from villars_core.understanding import Intent, read

_BOOK, _CANCEL, _ABSENCE = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE
_NEXT_WEEK = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4))


@pytest.mark.parametrize(
    ("text", "intent", "child", "days"),
    [
        # Who the writers are.
        ("c'est mamie je garde les petits et donc tom il faudrait qu'il mange à l'école jeudi j'ai kiné", _BOOK, TOM, november(26)),
        ("Bonjour c'est la nounou, je garde les deux petits, il faudrait que Léa mange à la cantine jeudi", _BOOK, LEA, november(26)),
        ("C'est leur mamie, j'ai les enfants cette semaine et donc Tom mangera avec moi demain", _CANCEL, TOM, november(24)),
        ("bjr je suis la tata des enfants, léa ne mange pas jeudi", _CANCEL, LEA, november(26)),
        # Where a child does not eat who eats here.
        ("c'est papi, léa mange chez vous demain pas chez moi, le dentiste m'a pris un rdv", _BOOK, LEA, november(24)),
        ("Jeudi Tom mange chez vous, pas chez sa nounou", _BOOK, TOM, november(26)),
        ("Léa mange à la cantine demain et pas chez nous", _BOOK, LEA, november(24)),
        ("Léa mange chez papi demain, pas chez vous", _CANCEL, LEA, november(24)),
        # Who is not meant.
        ("On s'est trompés, pas Tom : c'est Léa qui mange jeudi", _BOOK, LEA, november(26)),
        ("Je me suis trompée, ce n'est pas Tom mais Léa qui mange jeudi", _BOOK, LEA, november(26)),
        ("On s'est trompés : c'est Léa qui ne mange pas jeudi, pas Tom", _CANCEL, LEA, november(26)),
        # Whose meal is kept.
        ("Demain Tom garde son repas, par contre Léa annulez-la, c'est seulement elle", _CANCEL, LEA, november(24)),
        ("Tom garde son repas demain, Léa par contre vous l'annulez", _CANCEL, LEA, november(24)),
        ("Demain Léa garde sa place mais annulez celle de Tom", _CANCEL, TOM, november(24)),
        ("Jeudi Léa mange comme prévu, en revanche Tom retirez-le", _CANCEL, TOM, november(26)),
        # What a doctor takes off.
        ("Léa a encore son plâtre à faire retirer, elle manquera jeudi", _ABSENCE, LEA, november(26)),
        ("Léa manquera demain, on lui enlève ses broches", _ABSENCE, LEA, november(24)),
        ("Tom se fait enlever une dent demain, enlevez-le de la cantine", _CANCEL, TOM, november(24)),
        # Who comes back misses the days before.
        ("Léa ne reprendra que mardi 1er décembre : elle manque donc lundi 30", _ABSENCE, LEA, november(30)),
        ("Léa manque le 26, elle a de la fièvre", _ABSENCE, LEA, november(26)),
        ("Léa ne revient que jeudi 26, elle manque donc mardi", _ABSENCE, LEA, november(24)),
        # A week told twice is one.
        ("Léa se fait opérer la semaine prochaine, elle sera absente toute la semaine", _ABSENCE, LEA, _NEXT_WEEK),
        ("Léa absente la semaine prochaine, toute la semaine", _ABSENCE, LEA, _NEXT_WEEK),
        ("la semaine du 30 papi est là, donc pas de cantine pour Tom de toute la semaine", _CANCEL, TOM, _NEXT_WEEK),
        # Former days, and which meal of many, are no days.
        ("Léa mange jeudi et vendredi, comme avant les vacances", _BOOK, LEA, november(26, 27)),
        ("Vendredi Léa finit à midi avec moi, donc annulez son dernier repas de l'année", _CANCEL, LEA, november(27)),
        # Where a child eats on the other days.
        ("Léa mange jeudi et vendredi, les autres midis c'est mamie", _BOOK, LEA, november(26, 27)),
        ("Tom mange jeudi, les autres jours il rentre", _BOOK, TOM, november(26)),
        # What counts a child out, and what had been said before.
        ("Jeudi Tom déjeune avec sa marraine, n'en tenez pas compte à la cantine", _CANCEL, TOM, november(26)),
        ("Pour Léa jeudi finalement c'est oui à la cantine, j'avais dit non", _BOOK, LEA, november(26)),
        # Days that a "non" refuses beside others that are wanted.
        ("léa cantine jeudi et vendredi, lundi et mardi non", _BOOK, LEA, november(26, 27)),
        ("Léa mange jeudi et vendredi. Lundi et mardi non", _BOOK, LEA, november(26, 27)),
        ("cantine pour tom : jeudi oui, vendredi non", _BOOK, TOM, november(26)),
        # Who is there, and who stands in at work.
        ("vendredi midi papa est là pour Tom, donc cantine non", _CANCEL, TOM, november(27)),
        ("Ma collègue me remplace jeudi donc je récupère Tom à midi, enlevez son repas svp", _CANCEL, TOM, november(26)),
        ("Léa rentre jeudi midi, son père est de congé", _CANCEL, LEA, november(26)),
        # A day that is put right while it is written.
        ("Léa ne mange pas mardi, euh jeudi pardon", _CANCEL, LEA, november(26)),
        ("Léa mange mardi, heu non jeudi", _BOOK, LEA, november(26)),
        ("Léa absente mardi, oups jeudi", _ABSENCE, LEA, november(26)),
        # Since when something else is.
        ("Léa mangera chez nous jeudi, on a un petit nouveau à la maison depuis la Toussaint", _CANCEL, LEA, november(26)),
        # The class of a child that goes out.
        ("jeudi la classe de Léa est en sortie journée, pas besoin de ses repas", _CANCEL, LEA, november(26)),
        ("Tom ne pourra pas rentrer et mangera donc à la cantine jeudi 26.", _BOOK, TOM, november(26)),
        ("Léa reste à la cantine jeudi comme toujours mais Tom, lui, rentre avec moi : à enlever donc", _CANCEL, TOM, november(26)),
        # Who has a place already.
        ("Léa a déjà sa place jeudi, il ne manque que Tom, merci de l'ajouter", _BOOK, TOM, november(26)),
        ("Léa est inscrite jeudi, annulez-la svp", _CANCEL, LEA, november(26)),
        ("Tom est noté jeudi, merci de l'enlever", _CANCEL, TOM, november(26)),
        # Who is asked for by name.
        ("il faudrait Tom en plus jeudi", _BOOK, TOM, november(26)),
        ("il faudrait Léa à la cantine jeudi", _BOOK, LEA, november(26)),
        ("Léa a déjà sa place jeudi, je voudrais Tom aussi svp", _BOOK, TOM, november(26)),
        # From when one is away.
        ("on part en week-end prolongé dès vendredi midi, Léa ne déjeunera pas", _CANCEL, LEA, november(27)),
        # As it sounds.
        ("lea mange pas se midi, merci", _CANCEL, LEA, november(23)),
    ],
)
def test_what_is_told_beside_adds_nothing(text: str, intent: Intent, child: int, days: tuple[date, ...]) -> None:
    found = heard(text)
    assert (found.intent, found.children, found.days, found.questions, found.others) == (intent, (child,), days, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Léa mange jeudi mais annulez pour Tom",
        "c'est Tom qui mange jeudi ?",
        "c'est qui qui mange jeudi",
        "Il manque toujours le 3 décembre pour Tom dans la liste",
        "Enlevez une dent jeudi",
        "Léa mange comme avant les vacances",
        "Léa mange jeudi, Tom non",
        "je voudrais Tom avec moi jeudi midi",
        "il faut Léa ou Tom jeudi",
        "il ne faut pas Tom jeudi",
        "Léa est-elle inscrite jeudi ? Si oui annulez-la",
        # A command behind both: whom it is about.
        "Jeudi Léa mange chez mamie mais Tom mange bien à la cantine, merci de l'inscrire",
        "Jeudi Léa mange chez mamie mais Tom reste, merci de l'inscrire",
        "Léa ne rentre que le 8 décembre, elle manque donc le lundi",
        "Pas de cantine jeudi pour Léa, vendredi non",
        "Léa absente jeudi, vendredi non",
    ],
)
def test_what_may_mean_more_is_asked_about(text: str) -> None:
    assert heard(text).questions


def test_a_missing_line_of_a_planning_is_no_absence() -> None:
    assert heard("il manque jeudi dans le planning de Tom").intent is Intent.SHOW_PLANNING


def test_whom_somebody_minds_on_a_day_is_the_order_itself() -> None:
    assert heard("C'est mamie qui garde les petits jeudi, pas de cantine").children == (LEA, TOM)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Léa ne rentre que mardi 5 janvier, elle manque donc lundi", (date(2027, 1, 4),)),
        ("Retour de l'île Maurice le 6 janvier seulement, Léa loupera lundi et mardi", (date(2027, 1, 4), date(2027, 1, 5))),
    ],
)
def test_who_comes_back_after_the_holidays_misses_the_days_before(text: str, days: tuple[date, ...]) -> None:
    found = read(text, context(now=datetime(2026, 12, 22, 10, tzinfo=PARIS)))
    assert (found.intent, found.children, found.days, found.questions) == (_ABSENCE, (LEA,), days, ())


@pytest.mark.parametrize(
    ("text", "children", "days"),
    [
        ("Tom a un rendez-vous jeudi. Léa mange vendredi", (LEA,), november(27)),
        ("Tom a rendez-vous chez le dentiste jeudi, Léa mange à la cantine jeudi", (LEA,), november(26)),
        ("Léa a une sortie vendredi. Tom mange jeudi.", (TOM,), november(26)),
        ("Tom a un rendez-vous vendredi. Les deux mangent jeudi", (LEA, TOM), november(26)),
        ("Tom a un rendez-vous vendredi matin, Léa et Tom mangent jeudi", (LEA, TOM), november(26)),
        ("Tom a un rendez-vous jeudi. Il mange vendredi.", (TOM,), november(27)),
    ],
)
def test_an_errand_on_another_day_books_nothing(text: str, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    found = heard(text)
    assert (found.intent, found.children, found.days, found.questions, found.others) == (_BOOK, children, days, (), ())


@pytest.mark.parametrize(
    "text", ["Tom a un rendez-vous jeudi. Léa ne mange pas vendredi", "Tom a un rendez-vous jeudi, Léa sera absente vendredi"]
)
def test_an_errand_beside_another_childs_absence_is_asked_about(text: str) -> None:
    assert heard(text).questions
