"""The walks: each is a transcript in its docstring, run through Telegram, e-mail and the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from tests.servers.programs import wait_until
from tests.walks.conftest import WalkTown
from tests.walks.doors import EmailWalker, TelegramDriver, TerminalDriver, email_town, telegram_town
from tests.walks.email_door import EmailDriver, Servers
from tests.walks.transcript import Driver, run, transcript_of
from villars_core.accounts.models import Account
from villars_core.demo import cast
from villars_core.notifications.models import OutboxRow
from villars_core.reservations.queries import booked
from villars_core.work import SYSTEM

DOORS = ("telegram", "email", "terminal")
CHATS = {"nadia": cast.NADIA_CHAT, "paul": cast.PAUL_CHAT, "sophie": cast.SOPHIE_CHAT, "olena": cast.OLENA_CHAT, "claire": cast.CLAIRE_CHAT}
_OFFICES = count(1)
Sit = Callable[[str], Driver]


@contextmanager
def _door(name: str, town: WalkTown, servers: Servers | None) -> Iterator[Sit]:
    """Open one door; what is given back sits a person of the cast down at it."""
    if name == "telegram":
        with telegram_town(town.records) as api:
            yield lambda who: TelegramDriver(api, CHATS[who])
    elif name == "email":
        assert servers is not None
        with email_town(servers, town.records, f"office{next(_OFFICES)}") as driver:
            yield lambda who: EmailWalker(_addressed(driver, town, who))
    else:
        yield lambda who: TerminalDriver(town.records, getattr(town.cast, who).identifier)


def _addressed(driver: EmailDriver, town: WalkTown, who: str) -> EmailDriver:
    """Give a person a mailbox that no walk before used: the servers keep theirs for the whole session."""
    address = f"{who}{next(_OFFICES)}@parents.example"
    with town.records.writing(SYSTEM) as work:
        work.session.get_one(Account, getattr(town.cast, who).id).email = address
    return replace(driver, address=address)


@pytest.fixture(params=DOORS)
def sit(request: pytest.FixtureRequest, town: WalkTown) -> Iterator[Sit]:
    """Open each door in turn."""
    servers = request.getfixturevalue("servers") if request.param == "email" else None
    with _door(request.param, town, servers) as opened:
        yield opened


def _booked(town: WalkTown, child_id: int) -> list[str]:
    with town.records.reading(SYSTEM) as work:
        return [one.isoformat() for one in booked(work, [child_id], date(2026, 11, 1), date(2027, 7, 2))[child_id]]


def test_a_parent_books_in_time_and_undoes(sit: Sit, town: WalkTown) -> None:
    """Nadia books two days for Léa, reads the recap, gets a number, and changes her mind.

    > Réserve la cantine de Léa lundi 30 novembre et jeudi 3 décembre
    < Réserver la cantine de Léa : lundi 30 novembre et jeudi 3 décembre.
    [Valider]
    < Numéro R-2026-00001
    [Défaire]
    < C’est annulé. Léa ne mangera pas à la cantine
    > Réserve la cantine de Léa mardi 1er décembre
    [Valider]
    < Numéro R-2026-00003
    """
    run(transcript_of(test_a_parent_books_in_time_and_undoes), sit("nadia"), town.clock)
    assert _booked(town, town.cast.lea.id) == ["2026-12-01"]


def test_too_late_has_ways_out(sit: Sit, town: WalkTown) -> None:
    """Nadia cancels on the Thursday itself: the refusal says the deadline, and one answer reports the absence instead.

    > Réserve la cantine de Léa jeudi 3 décembre
    [Valider]
    @ 2026-12-03T08:00
    > Annule la cantine de Léa aujourd'hui
    < Trop tard pour jeudi 3 décembre : le délai était mercredi 25 novembre à 23:59.
    < Annuler plutôt jeudi 17 décembre
    [Signaler une absence]
    < Le repas reste facturé, sauf si vous envoyez un justificatif médical
    [Valider]
    < Numéro D-2026-00001
    """
    run(transcript_of(test_too_late_has_ways_out), sit("nadia"), town.clock)
    assert _booked(town, town.cast.lea.id) == ["2026-12-03"]


def test_a_missing_child_is_asked_once(sit: Sit, town: WalkTown) -> None:
    """Nadia names no child: one question, then the recap.

    > Réserve la cantine lundi 30 novembre
    < Pour quel enfant ?
    [Tom]
    < Réserver la cantine de Tom : lundi 30 novembre.
    [Valider]
    < Tom mangera à la cantine
    """
    run(transcript_of(test_a_missing_child_is_asked_once), sit("nadia"), town.clock)
    assert _booked(town, town.cast.tom.id) == ["2026-11-30"]


def test_separated_parents_have_their_own_weeks(sit: Sit, town: WalkTown) -> None:
    """Sophie books in Karim's week, and learns nothing of Karim; in her own week she books.

    > Réserve la cantine d'Inès lundi 30 novembre
    < ne fait pas partie de vos jours
    ! Karim
    > Réserve la cantine d'Inès lundi 7 décembre
    [Valider]
    < Inès mangera à la cantine
    """
    run(transcript_of(test_separated_parents_have_their_own_weeks), sit("sophie"), town.clock)
    assert _booked(town, town.cast.ines.id) == ["2026-12-07"]


def test_what_is_booked_can_be_seen(sit: Sit, town: WalkTown) -> None:
    """Nadia asks for the calendar.

    > Réserve la cantine de Léa lundi 30 novembre
    [Valider]
    > Montre-moi le planning
    < ✓ lundi 30 novembre : repas réservé
    < Cette semaine peut changer jusqu’au mercredi 25 novembre à 23:59.
    """
    run(transcript_of(test_what_is_booked_can_be_seen), sit("nadia"), town.clock)


def test_a_newcomer_opens_the_account_in_chat(town: WalkTown) -> None:
    """Olena types the code of her letter, chooses a secret, reads the terms to the end, and books.

    < Choisissez un secret
    > court
    < Il faut au moins 8 caractères.
    > Cantine2026
    > Cantine2026
    < page 1 sur 3
    [Lire la suite]
    [Lire la suite]
    [J’ai lu et j’accepte]
    < Votre compte est ouvert
    > Réserve la cantine lundi 30 novembre
    [Valider]
    < Danylo mangera à la cantine
    """
    with telegram_town(town.records) as api:
        olena = TelegramDriver(api, cast.OLENA_CHAT)
        olena.say(town.cast.olena_invitation.code)
        run(transcript_of(test_a_newcomer_opens_the_account_in_chat), olena, town.clock)
        assert len(api.chats.deleted) >= 3
    assert _booked(town, town.cast.danylo.id) == ["2026-11-30"]


def test_a_newcomer_opens_the_account_by_mail(town: WalkTown, servers: Servers) -> None:
    """Olena answers with the code of her letter and accepts the terms; no secret is ever typed.

    < J’ai lu et j’accepte
    > 1
    < Votre compte est ouvert
    > Réserve la cantine lundi 30 novembre
    [Valider]
    < Danylo mangera à la cantine
    """
    with _door("email", town, servers) as sit:
        olena = sit("olena")
        olena.say(f"Mon code : {town.cast.olena_invitation.code}")
        run(transcript_of(test_a_newcomer_opens_the_account_by_mail), olena, town.clock)
    assert _booked(town, town.cast.danylo.id) == ["2026-11-30"]


def test_two_parents_in_two_chats(town: WalkTown) -> None:
    """Both want the same day: both get a true answer, and Paul is told what Nadia did."""
    with telegram_town(town.records) as api:
        nadia, paul = TelegramDriver(api, cast.NADIA_CHAT), TelegramDriver(api, cast.PAUL_CHAT)
        nadia.say("Réserve la cantine de Léa lundi 30 novembre")
        paul.say("Réserve la cantine de Léa lundi 30 novembre")
        nadia.press("Valider")
        api.until(lambda one: any("l’autre parent" in shown.text for shown in one.sent_to(cast.PAUL_CHAT)))
        paul.press("Valider")
        assert any("déjà ainsi" in shown.text for shown in api.sent_to(cast.PAUL_CHAT))
    assert _booked(town, town.cast.lea.id) == ["2026-11-30"]


def test_an_old_button_shows_the_present_screen(town: WalkTown) -> None:
    """The recap's button, pressed again from an old screen, changes nothing."""
    with telegram_town(town.records) as api:
        nadia = TelegramDriver(api, cast.NADIA_CHAT)
        nadia.say("Réserve la cantine de Léa lundi 30 novembre")
        shown, data = nadia.button("Valider")
        nadia.press("Valider")
        api.press(shown, data)
        api.until(lambda one: any("écran a changé" in call.params.get("text", "") for call in one.of("answerCallbackQuery")))
    assert _booked(town, town.cast.lea.id) == ["2026-11-30"]


def test_a_redelivered_update_is_handled_once(town: WalkTown) -> None:
    """Telegram delivers the same message again: one dialogue, no second answer."""
    with telegram_town(town.records) as api:
        nadia = TelegramDriver(api, cast.NADIA_CHAT)
        update = {"update_id": 900, "message": api.message(cast.NADIA_CHAT, text="Réserve la cantine de Léa lundi 30 novembre")}
        api.again(update)
        api.until(lambda one: len(one.of("sendMessage")) == 1)
        api.again(update)
        nadia.say("/menu")
        assert len([call for call in api.of("sendMessage") if "Réserver la cantine de" in call.params["text"]]) == 1


def test_an_announcement_reaches_a_class_by_chat_and_by_mail(town: WalkTown, servers: Servers) -> None:
    """Claire writes to the CE1: Nadia reads it in her chat; Paul, who blocked the bot, reads it in his mailbox."""
    with telegram_town(town.records) as api, email_town(servers, town.records, f"office{next(_OFFICES)}") as mail:
        paul = EmailWalker(_addressed(mail, town, "paul"))
        api.block(cast.PAUL_CHAT)
        claire = TelegramDriver(api, cast.CLAIRE_CHAT)
        claire.say("/annonce")
        claire.say("Sortie de vendredi")
        claire.press("Classe CE1, École élémentaire Jean Moulin")
        claire.press("Valider")
        api.until(lambda one: any("Sortie de vendredi" in shown.text for shown in one.sent_to(cast.NADIA_CHAT)))
        paul.driver.wait_for_mail(1)
        assert "Sortie de vendredi" in paul.text()
        wait_until(lambda: _states(town) == {"sent"}, "the announcement is sent")
        claire.press("Suivre l’envoi")
        assert "2 reçues sur 2" in claire.text()


def _states(town: WalkTown) -> set[str]:
    with town.records.reading(SYSTEM) as work:
        return {row.state for row in work.session.query(OutboxRow).filter(OutboxRow.campaign_id.is_not(None), OutboxRow.state != "failed")}
