"""A day with everything that people entrust to the town, through every door: none of it stands where it must not."""

import io
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.conversations.billed import bill_october
from tests.conversations.people import MONDAY
from tests.privacy.traces import REGISTER, Persons, Traces, addresses_asked, files_below, of_a_mail, of_the_bot, of_the_records
from tests.servers.api_particulier import particulier
from tests.servers.dovecot import Dovecot
from tests.servers.payfip import payfip
from tests.servers.postfix import Postfix
from tests.servers.telegram import BotApi
from tests.staff import terminal as typed
from tests.staff.terminal import Terminal
from tests.tariffs.test_quotient_service import GOOD
from tests.walks.doors import WalkTown, email_doorway, telegram_doorway, terminal_doorway
from tests.walks.email_door import Servers
from tests.walks.seats import Doorway
from tests.walks.transcript import run
from villars_core import logs
from villars_core.accounts.invitations import confirmation
from villars_core.accounts.models import Account
from villars_core.accounts.secrets import hash_secret
from villars_core.billing import notices
from villars_core.clock import MovableClock
from villars_core.conversations.flows.planning import ShowPlanning
from villars_core.demo.cast import plant, rules_text
from villars_core.families.models import Guardian, Household
from villars_core.journal.actions import Change, Subject, record
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Screen
from villars_core.payments import online
from villars_core.schools.actions import load_rules
from villars_core.staff import faults
from villars_core.staff.account import command as account
from villars_core.staff.health import command as health
from villars_core.staff.kitchen import command as kitchen
from villars_core.staff.mandate import command as mandate
from villars_core.staff.queue import command as queue
from villars_core.staff.quotient import command as quotient
from villars_core.storage.vault import Place, Vault
from villars_core.tariffs.api_particulier import PATH
from villars_core.work import SYSTEM, Records

SECRET, WRONG = "Cantine2026", "Mauvais2026"
IBANS = ("FR7630006000011234567890189", "FR7630004000031234567890143")
HEALTH = ("arachides", "varicelle", "insuline", "coeliaque", "kétotifène", "épilepsie", "hôpital", "gluten")
SAID = ("trampoline", "licenciement")
FIGURES = ("7431", "6929")
NAMES = ("Martin", "Roche", "Haddad", "Léa", "Inès", "Nadia", "Sophie", "Karim", "Bonnet", "Faure")
STREETS = ("rue des Écoles", "place de la Mairie", "rue de la Gare")
BORN = ("2019-03-14", "14/03/2019", "14 mars 2019", "2016-09-20", "20/09/2016", "1985-04-12", "12/04/1985")
PHONES = ("0711223344", "07 11 22 33 44", "0755443322")
MAILBOXES = ("nadia", "sophie", "karim", "claire", "marc")

IN_ERRORS = ("Léa Martin née le 14/03/2019 : varicelle, nadia@parents.example, 07 11 22 33 44", "Inès Haddad, hôpital")

CHAT = """
> Bonjour, Léa née le 14/03/2019 est allergique aux arachides et prend du kétotifène, que faire ?
> /menu
> Mon numéro de téléphone a changé : 07 11 22 33 44
[Valider]
> Mauvais2026
> Cantine2026
< 07 11 22 33 44
> Je voudrais payer par prélèvement
> FR76 3000 6000 0112 3456 7890 188
> FR76 3000 6000 0112 3456 7890 189
[Valider]
< État : En attente du mandat signé.
> [file rib-lea-martin.jpg] Voici mon mandat de prélèvement signé
[Transmettre au service]
> mon QF est de 7431
[CAF]
[novembre 2026]
> [file attestation.pdf]
[Valider]
> Réserve la cantine de Léa jeudi 3 décembre
[Valider]
> Mes factures
[Recevoir la facture]
> je paie comment ?
> Parler à quelqu'un
> Après mon licenciement, Léa fait du trampoline et de l'épilepsie, appelez le 07 55 44 33 22
> [file certificat-varicelle.pdf] Léa a la varicelle, absente jeudi 3 décembre
"""

MAIL = """
> Bonjour, Inès née le 20/09/2016 est coeliaque, sans gluten, insuline le midi. Mon téléphone devient 07 55 44 33 22
> /menu
> Adhérer au prélèvement, IBAN FR7630004000031234567890143
[Valider]
> ABCD-EFGH-JKMN
> Voici le code : {counter}
< État : En attente
> /menu
> mon QF est de 6929
> /menu
> Parler à quelqu'un
> Inès était à l'hôpital, puis au trampoline
"""

TERMINAL = """
> Inès est allergique au gluten, épilepsie, son frère fait du trampoline
> /menu
> mon numéro est le 07 55 44 33 22
[Valider]
> Mauvais2026
> Cantine2026
> Inès a la varicelle, absente jeudi 3 décembre
"""

OFFICE = """
> /file
> [file note-insuline.docx]
> /menu
"""


@dataclass
class Day:
    """The town on disk, its doors and what was gathered of the day."""

    terminal: Terminal
    town: WalkTown
    traces: Traces
    persons: Persons
    asked: list[str]


@pytest.fixture
def kept_logs() -> Iterator[io.StringIO]:
    """Give what the program logs, as a running program writes it."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    out, error = io.StringIO(), sys.stderr
    sys.stderr = out
    logs.configure(logging.DEBUG)
    sys.stderr = error
    yield out
    root.handlers, root.level = handlers, level


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    """Plant a town on disk on Monday 23 November 2026, 9:00: secrets and codes given, October billed."""
    monkeypatch.setenv("VILLARS_CLOCK", "2026-11-23T09:00:00+01:00")
    here = typed.town(tmp_path, demo=True)
    clock = MovableClock(MONDAY)
    records = Records(here.records.engine, clock, here.records.vault)
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    town = WalkTown(records, clock, cast)
    bill_october(town)
    hashed = hash_secret(SECRET)
    with records.writing(SYSTEM) as work:
        notices.tell(work)
        for one in (cast.nadia, cast.karim):
            work.session.get_one(Account, one.id).secret_hash = hashed
        code = confirmation(work, work.session.get_one(Account, cast.sophie.id)).code
    codes = (code, code.replace("-", ""), cast.olena_invitation.code, cast.olena_invitation.code.replace("-", ""))
    persons = Persons((SECRET, WRONG, *IBANS, *HEALTH, *SAID, *codes), (*FIGURES, *NAMES, *STREETS, *BORN, *PHONES))
    yield Day(here, town, Traces(), persons, addresses_asked(monkeypatch))
    here.records.engine.dispose()


@pytest.fixture(scope="session")
def servers(mailboxes: Dovecot, exchanger: Postfix) -> Servers:
    """Give the real mail servers."""
    return Servers(mailboxes, exchanger)


def test_nothing_stands_where_it_must_not(
    day: Day, servers: Servers, kept_logs: io.StringIO, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with ExitStack() as open_doors:
        chat, api = open_doors.enter_context(telegram_doorway(day.town))
        mailing = open_doors.enter_context(email_doorway(day.town, servers, frozenset({"nadia", "karim", "claire", "marc"})))
        _let_people_write(day, chat, mailing)
        _let_one_message_fail(api, monkeypatch)
    run(TERMINAL.strip(), terminal_doorway(day.town)("karim"), day.town.clock)
    _pay_online(day)
    _let_the_office_work(day)
    _gather(day, api, mailing)
    day.traces.leave("logs", [*kept_logs.getvalue().splitlines(), *capfd.readouterr().err.splitlines()])
    assert len(day.traces.places) > 60
    found = {(place, what): text for place, what, text in day.traces.faults(day.persons)}
    assert not found, "\n".join(f"{one}: {text}" for one, text in found.items())


def _let_people_write(day: Day, chat: Doorway, mailing: Doorway) -> None:
    with day.town.records.writing(SYSTEM) as work:
        mailing.facts["counter"] = confirmation(work, work.session.get_one(Account, day.town.cast.sophie.id)).code
    day.persons = Persons((*day.persons.confidential, mailing.facts["counter"]), day.persons.register)
    run(CHAT.strip(), chat("nadia"), day.town.clock)
    run(MAIL.strip(), mailing("sophie"), day.town.clock)
    run(OFFICE.strip(), chat("claire"), day.town.clock)


def _let_one_message_fail(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program break on a message, with the person's words in the error, as a library's errors have them."""

    def broken(_flow: ShowPlanning, _talk: object) -> None:
        raise ValueError(IN_ERRORS[0]) from KeyError(IN_ERRORS[1])

    with monkeypatch.context() as patch:
        patch.setattr(ShowPlanning, "show", broken)
        api.say(1001, "planning de Léa, qui fait du trampoline")
        api.until(lambda server: any("trampoline" not in one.text and "D-2026" in one.text for one in server.sent_to(1001)[-1:]), 60)


def _pay_online(day: Day) -> None:
    with payfip() as service:
        head, _, rest = rules_text().partition("[payfip]")
        _, _, tail = rest.partition("[treasury]")
        back = 'notify = "https://villars.example/n"\nback = "https://villars.example/b"'
        page = service.url.partition("/tpa")[0]
        table = f'[payfip]\nform = "regie"\nclient = "042390"\npage = "{page}"\nservice = "{service.url}"\n{back}'
        with day.town.records.writing(SYSTEM) as work:
            load_rules(work, f"{head}{table}\n[treasury]{tail}")
        run("> Mes factures\n[Payer]\n[Payer en ligne]", terminal_doorway(day.town)("karim"), day.town.clock)
        online.run(day.town.records)
        assert service.calls
        day.traces.leave("PayFiP's references", [f"{one['refdet']} {one['objet']}" for _, one in service.calls if "refdet" in one])


def _let_the_office_work(day: Day) -> None:
    terminal = day.terminal
    as_claire = ("--as", "claire")
    child = "Léa Martin"
    for command, arguments, answers in (
        (health, ("diet", child), ("sans porc",)),
        (health, ("allergies", child), ("arachides, gluten",)),
        (health, ("plan", child, "2026-11-24", "2027-07-02"), ("y", "arachides", "insuline à midi, kétotifène")),
        (health, ("show", child), ()),
        (mandate, ("list",), ()),
        (queue, ("list",), ()),
        (queue, ("refuse", "D-2026-00004", "Le certificat de varicelle est illisible."), ()),
        (account, ("invite", "--all", "--letters", str(terminal.data / "lettres.pdf")), ()),
        (kitchen, ("counts", "--day", "2026-12-03"), ()),
    ):
        done = terminal.types(command, *arguments, *as_claire, answers=answers)
        assert done.exit_code == 0, (arguments, done.output, done.exception)
    with day.town.records.reading(SYSTEM) as work:
        home = work.session.get_one(Guardian, day.town.cast.nadia.guardian_id).household_id
        reference = work.session.get_one(Household, home).reference
    settings = terminal.config.read_text(encoding="utf-8")
    with particulier([(200, GOOD)]) as service:
        more = f'[quotient]\nurl = "{service.url}"\ntoken = "abc"\nrecipient = "21420323400014"\n'
        terminal.config.write_text(settings + more, encoding="utf-8")
        terminal.types(quotient, "consent", reference, "--proof", "formulaire signé", *as_claire)
        asked = ("--name", "Martin", "--first-names", "Nadia", "--born", "1985-04-12", "--town", "42323", "--sex", "F")
        done = terminal.types(quotient, "fetch", reference, *asked, *as_claire)
        assert done.exit_code == 0, done.output
    (terminal.data / "lettres.pdf").unlink()
    terminal.config.write_text(settings, encoding="utf-8")
    faults.keep(ValueError("Nadia Martin, arachides, 0711223344"), str(terminal.config))


def _gather(day: Day, api: BotApi, mailing: Doorway) -> None:
    traces = day.traces
    for place, text in (*of_the_bot(api), *of_the_records(day.town.records)):
        traces.leave(place, [text])
    identity = [one for one in day.asked if PATH in one]
    assert len(identity) == 1
    # The State's own service takes who is asked about in its address; it is called once, over TLS, and written down nowhere.
    traces.leave(f"{REGISTER}address of API Particulier", identity)
    traces.leave("addresses asked by HTTP", [one for one in day.asked if one not in identity])
    for who in MAILBOXES:
        for mail in mailing(who).driver._mails():  # type: ignore[attr-defined]
            for place, text in of_a_mail(message_from_bytes(mail.as_bytes(), policy=default)):
                traces.leave(place, [text])
    for name, raw in files_below(day.terminal.data.parent):
        traces.leave("names of files", [name])
        traces.at_rest[name] = raw


PLANTED: dict[str, Callable[[Day], None]] = {
    "journal": lambda day: _journal(day, "varicelle"),
    "an unsealed column": lambda day: _outbox_key(day, "Léa Martin"),
    "logs": lambda day: day.traces.leave("logs", ["row 7: FR76 3000 6000 0112 3456 7890 189 refused"]),
    "callback data": lambda day: day.traces.leave("callback data", ["1.2.lea"]),
    "mail header Subject": lambda day: day.traces.leave("mail header Subject", ["Absence d’INES HADDAD"]),
    "names of files": lambda day: day.traces.leave("names of files", ["facture-martin.pdf"]),
    "at rest": lambda day: day.traces.at_rest.update({"villars.db": b"\x00\x17Cantine2026\x02"}),
}


def _journal(day: Day, word: str) -> None:
    with day.town.records.writing(SYSTEM) as work:
        record(work, "test.plant", Subject("child"), Change(after={"why": word}))
    for place, text in of_the_records(day.town.records):
        day.traces.leave(place, [text])


def _outbox_key(day: Day, word: str) -> None:
    with day.town.records.writing(SYSTEM) as work:
        post(work, Notice(Screen(), "notice", day.town.cast.nadia.id, business_key=f"absence-{word}"))
    for place, text in of_the_records(day.town.records):
        day.traces.leave(place, [text])


@pytest.mark.parametrize("place", sorted(PLANTED))
def test_what_is_planted_is_found(day: Day, place: str) -> None:
    assert day.traces.faults(day.persons) == []
    PLANTED[place](day)
    assert len(day.traces.faults(day.persons)) >= 1


def test_a_vault_that_does_not_seal_is_found(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    known: set[bytes] = set()
    unseal = Vault.open

    def leave_clear(_vault: Vault, value: bytes, _place: Place) -> bytes:
        known.add(value)
        return value

    monkeypatch.setattr(Vault, "seal", leave_clear)
    monkeypatch.setattr(Vault, "open", lambda vault, value, place: value if value in known else unseal(vault, value, place))
    run("> Léa est allergique aux arachides", terminal_doorway(day.town)("nadia"), day.town.clock)
    for name, raw in files_below(day.terminal.data):
        day.traces.at_rest[name] = raw
    assert {what for _, what, _ in day.traces.faults(day.persons)} == {"arachides"}
