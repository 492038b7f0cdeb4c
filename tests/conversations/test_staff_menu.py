"""What staff see in the bot: their own menu and help by role, never the parents'; a form that is not theirs says so and shows theirs."""

import pytest

from tests.conversations.people import Person, Town
from villars_core.accounts.actions import ROLES, StaffPerson, open_for_staff
from villars_core.accounts.invitations import link
from villars_core.conversations.flows.registry import COMMANDS, FLOWS, FOR_ALL, flow_for
from villars_core.conversations.messages import Channel
from villars_core.work import SYSTEM

QUEUE, ROLL, CARE, COUNTS = "File du service", "Faire l’appel de la cantine", "Pointer la garderie", "Effectifs de la cantine"
OFFICE = [
    ROLL,
    CARE,
    COUNTS,
    QUEUE,
    "Écrire une annonce",
    "Déclarer un événement",
    "Changer la garde d’un enfant",
    "Informations pratiques",
]
SEEN = {
    "education_office": OFFICE,
    "administrator": OFFICE,
    "kitchen": [COUNTS, QUEUE],
    "childcare": [ROLL, CARE, COUNTS, QUEUE],
    "treasurer": [QUEUE],
}


def agent(town: Town, role: str) -> Person:
    """Return somebody with one role, at a chat of their own."""
    chat = str(9000 + ROLES.index(role))
    with town.records.writing(SYSTEM) as work:
        account = open_for_staff(work, StaffPerson(role.replace("_", "."), f"Agent {role}", f"{role}@villars.example", (role,)))
        account.activated_at = work.now
        link(work, account, "telegram", chat)
    return Person(town, Channel.TELEGRAM, chat)


@pytest.mark.parametrize("role", ROLES)
def test_menu_and_help_show_a_role_what_it_may_open_and_nothing_else(town: Town, role: str) -> None:
    person = agent(town, role)
    assert person.say("/menu").labels == SEEN[role]
    person.say("/aide")
    assert [label for label in OFFICE if label in person.text] == SEEN[role]
    assert "Réserve" not in person.text
    assert all(line.split(" : ")[0] in COMMANDS for line in person.text.splitlines() if line.startswith("/") and " : " in line)


@pytest.mark.parametrize("role", ROLES)
def test_every_command_opens_what_the_role_may_or_says_why_not_and_shows_its_menu(town: Town, role: str) -> None:
    person = agent(town, role)
    for command, intent in COMMANDS.items():
        flow = flow_for(intent)
        person.say("/annuler").say(command)
        if flow.name in FOR_ALL:
            assert "demande des familles" not in person.text, command
        elif not flow.staff_roles:
            assert "C’est une demande des familles." in person.text or intent == "show_planning", command
        elif role in flow.staff_roles or role == "administrator":
            assert "pas le droit" not in person.text, command
        else:
            assert "pas le droit" in person.text, command
            assert person.labels == SEEN[role]


def test_each_form_is_the_staffs_the_families_or_for_all() -> None:
    assert set(FLOWS) >= FOR_ALL
    assert not any(FLOWS[name].staff_roles for name in FOR_ALL)


def test_a_cook_who_asks_when_children_eat_is_told_how_many(town: Town) -> None:
    assert "repas" in agent(town, "kitchen").say("combien de repas demain ?").text


def test_what_staff_write_and_nobody_understands_never_waits_in_their_own_queue(town: Town) -> None:
    person = agent(town, "childcare")
    for _ in range(3):
        person.say("brouillamini")
        assert "/aide" in person.text
    assert person.say("/file").text == "Rien n’attend."


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("effectifs", COUNTS),
        ("combien aujourd'hui ?", COUNTS),
        ("envoie moi la feuille de jeudi", COUNTS),
        ("combien d'enfants mangent jeudi ?", COUNTS),
        ("faire l'appel du CP", "Appel de la cantine"),
        ("pointer la garderie", "Pointage de la garderie"),
        ("quelles demandes sont en attente ?", QUEUE),
        ("je veux écrire une annonce", "Annonce aux familles"),
        ("il y a une grève jeudi", "Événement"),
        ("la garde d'Inès change", "Garde alternée"),
    ],
)
def test_staff_say_in_words_what_they_want(claire: Person, words: str, title: str) -> None:
    assert claire.say(words).screen.title in {title, "Grève", "Fermeture"}


def test_an_announcement_is_written_line_by_line_until_it_is_said_for_whom(claire: Person) -> None:
    claire.say("/annonce").say("Grève jeudi").say("La cantine est fermée jeudi 3 décembre.").press("Toutes les familles")
    assert "Grève jeudi\n\nLa cantine est fermée jeudi 3 décembre." in claire.text


def test_a_parent_with_nothing_to_cancel_reads_whose_and_where_to_look(nadia: Person) -> None:
    nadia.say("annule la cantine de Léa")
    assert nadia.text.startswith("Léa : aucun repas réservé")
    assert "Menu" in nadia.labels
    assert "Annuler" not in nadia.labels
