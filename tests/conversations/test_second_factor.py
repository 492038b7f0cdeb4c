"""Sensitive acts: who is it really? A secret in chat, a one-time code by mail; wrong ones lock; the form that asked goes on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conversations.people import MONDAY, Person, Town
from villars_core.accounts import invitations, secrets
from villars_core.accounts.models import Account
from villars_core.conversations.dialogue import write_answers
from villars_core.conversations.flows.contact import UpdateContact
from villars_core.conversations.messages import Channel
from villars_core.conversations.models import Dialogue, InboxRow
from villars_core.demo import cast
from villars_core.families.models import Guardian
from villars_core.journal.models import JournalEntry
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.work import SYSTEM

SECRET = "Cantine2026"


@pytest.fixture
def nadia(town: Town) -> Person:
    """Give Nadia in chat, with a secret."""
    with town.records.writing(SYSTEM) as work:
        work.session.get_one(Account, town.cast.nadia.id).secret_hash = secrets.hash_secret(SECRET)
    return Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))


@pytest.fixture
def by_mail(town: Town) -> Person:
    """Give Nadia at her mailbox."""
    return Person(town, Channel.EMAIL, town.cast.nadia.email)


def _phone(town: Town) -> str:
    with town.records.reading(SYSTEM) as work:
        return work.session.get_one(Guardian, town.cast.nadia.guardian_id).phone


def _code(town: Town) -> str:
    with town.records.writing(SYSTEM) as work:
        return invitations.confirmation(work, work.session.get_one(Account, town.cast.nadia.id)).code


def _told(town: Town, kind: str) -> list[tuple[str, str, str]]:
    rows = town.rows(kind=kind)
    with town.records.reading(SYSTEM) as work:
        parcels = [parcel_of(work, row) for row in rows]
    return [(row.channel, row.address, one.screen.body[0]) for row, one in zip(rows, parcels, strict=True) if one is not None]


def _asked(nadia: Person) -> Person:
    nadia.say("/coordonnees").press("Mon téléphone").say("07 11 22 33 44").press("Valider")
    assert "sensible" in nadia.text
    return nadia


def test_a_telephone_changes_after_the_secret_and_the_mailbox_is_told(town: Town, nadia: Person) -> None:
    _asked(nadia)
    assert _phone(town) == ""
    nadia.say(SECRET)
    assert "07 11 22 33 44" in nadia.text
    assert _phone(town) == "0711223344"
    assert [(channel, address) for channel, address, _ in _told(town, "contact")] == [("email", town.cast.nadia.email)]
    assert "07 11 22 33 44" not in _told(town, "contact")[0][2]


def test_the_typed_secret_leaves_the_chat_and_the_inbox(town: Town, nadia: Person) -> None:
    _asked(nadia).say(SECRET)
    assert nadia.row is not None
    with town.records.reading(SYSTEM) as work:
        row = work.session.scalars(select(InboxRow).order_by(InboxRow.id.desc())).first()
        assert row is not None
        assert row.unseal("raw", work.vault) is None
        parcel = parcel_of(work, work.session.get_one(OutboxRow, nadia.row.id))
        assert parcel is not None
        assert len(parcel.forget) == 1


def test_a_chat_stays_sure_for_ten_minutes(town: Town, nadia: Person) -> None:
    _asked(nadia).say(SECRET)
    nadia.say("/coordonnees").press("Mon téléphone").say("07 55 66 77 88").press("Valider")
    assert _phone(town) == "0755667788"
    town.clock.move_to(MONDAY + timedelta(minutes=10, seconds=1))
    nadia.say("/coordonnees").press("Mon téléphone").say("07 99 99 99 99").press("Valider")
    assert "sensible" in nadia.text
    assert _phone(town) == "0755667788"


def test_wrong_secrets_lock_and_the_right_one_is_no_longer_looked_at(town: Town, nadia: Person) -> None:
    _asked(nadia)
    for left in (4, 3, 2, 1):
        nadia.say("Mauvais2026")
        assert f"Essais restants : {left}" in nadia.text
    nadia.say("Mauvais2026")
    assert "Trop de codes faux" in nadia.text
    nadia.say(SECRET)
    assert "Trop de codes faux" in nadia.text
    assert _phone(town) == ""
    town.clock.move_to(MONDAY + timedelta(minutes=16))
    nadia.say(SECRET)
    assert _phone(town) == "0711223344"


def test_a_code_of_the_counter_counts_once_and_opens_nothing(town: Town, nadia: Person) -> None:
    code = _code(town)
    stranger = Person(town, Channel.TELEGRAM, "666").say(code)
    assert "ne va pas" in stranger.text
    _asked(nadia).say(code)
    assert _phone(town) == "0711223344"
    town.clock.move_to(MONDAY + timedelta(hours=1))
    nadia.say("/coordonnees").press("Mon téléphone").say("07 99 99 99 99").press("Valider").say(code)
    assert "Essais restants" in nadia.text


def test_somebody_elses_code_is_wrong(town: Town, nadia: Person) -> None:
    with town.records.writing(SYSTEM) as work:
        code = invitations.confirmation(work, work.session.get_one(Account, town.cast.paul.id)).code
    _asked(nadia).say(code)
    assert "Essais restants" in nadia.text
    assert _phone(town) == ""


def test_who_gives_up_changes_nothing_and_may_go_on_later(town: Town, nadia: Person) -> None:
    _asked(nadia).press("Annuler")
    assert _phone(town) == ""
    assert "Reprendre : Vos coordonnées" in nadia.labels
    nadia.press("Reprendre : Vos coordonnées").press("Valider").say(SECRET)
    assert _phone(town) == "0711223344"


def test_by_mail_a_code_confirms_one_act_and_the_chat_is_told(town: Town, by_mail: Person) -> None:
    by_mail.say("Mon numéro de téléphone a changé : 07 11 22 33 44").say("1")
    assert "code à usage unique" in by_mail.text
    assert "Écrivez votre secret" not in by_mail.text
    by_mail.say(f"Bonjour,\nvoici mon code {_code(town)}.\nMerci")
    assert _phone(town) == "0711223344"
    assert [channel for channel, _, _ in _told(town, "contact")] == [""]
    by_mail.say("Changer mon téléphone, voici le nouveau : 07 99 99 99 99").say("1")
    assert "code à usage unique" in by_mail.text


def test_words_without_a_code_cost_no_try_by_mail(town: Town, by_mail: Person) -> None:
    by_mail.say("Mon numéro de téléphone a changé : 07 11 22 33 44").say("1")
    for _ in range(6):
        by_mail.say("Je ne comprends pas, quel code ? Pouvez-vous m’aider avec ces informations ?")
    by_mail.say(_code(town))
    assert _phone(town) == "0711223344"


def test_a_code_can_be_ordered_by_letter(town: Town, nadia: Person) -> None:
    _asked(nadia).press("Recevoir un code par lettre")
    assert "part par lettre" in nadia.text
    nadia.say(_code(town))
    assert _phone(town) == "0711223344"


def test_a_new_address_counts_once_its_code_came_back(town: Town, nadia: Person) -> None:
    nadia.say("/coordonnees").press("Mon adresse de courriel").say("Nadia.Neuve@exemple.fr").press("Valider").say(SECRET)
    assert "nadia.neuve@exemple.fr" in nadia.text
    former = town.cast.nadia.email
    assert _email(town) == former
    channel, address, words = _told(town, "email_code")[0]
    assert (channel, address) == ("email", "nadia.neuve@exemple.fr")
    nadia.say("ABCD-EFGH-JKMN")
    assert "Essais restants" in nadia.text
    assert _email(town) == former
    nadia.say(invitations.code_in(words))
    assert "nadia.neuve@exemple.fr" in nadia.text
    assert _email(town) == "nadia.neuve@exemple.fr"
    assert [address for _, address, _ in _told(town, "contact")] == [former]
    stranger = Person(town, Channel.EMAIL, former).say("Réserve la cantine de Léa lundi 30 novembre")
    assert "transmis au service" in stranger.text
    owner = Person(town, Channel.EMAIL, "nadia.neuve@exemple.fr").say("Réserve la cantine de Léa lundi 30 novembre")
    assert "Réserver la cantine de Léa" in owner.text


def _email(town: Town) -> str:
    with town.records.reading(SYSTEM) as work:
        account = work.session.get_one(Account, town.cast.nadia.id)
        assert work.session.get_one(Guardian, account.guardian_id).email == account.email
        return account.email


def test_the_address_of_somebody_else_is_refused(town: Town, nadia: Person) -> None:
    nadia.say("/coordonnees").press("Mon adresse de courriel").say(town.cast.paul.email).press("Valider").say(SECRET)
    assert "déjà celle d’une autre personne" in nadia.text
    assert _told(town, "email_code") == []


def test_what_is_no_number_is_said_to_be_none(town: Town, nadia: Person) -> None:
    nadia.say("/coordonnees").press("Mon téléphone").say("12345")
    assert "n’est pas un numéro" in nadia.text
    assert _phone(town) == ""


def test_the_journal_holds_masked_values(town: Town, nadia: Person) -> None:
    _asked(nadia).say(SECRET)
    with town.records.reading(SYSTEM) as work:
        entry = work.session.scalars(select(JournalEntry).where(JournalEntry.act == "family.set_phone")).one()
        assert entry.after == {"phone": "•• 44"}


def test_answers_of_an_older_version_are_brought_into_shape(town: Town, nadia: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is upgraded while Nadia has a form open: it goes on where it was."""
    nadia.say("/coordonnees").press("Mon téléphone")
    monkeypatch.setattr(UpdateContact, "version", 2)
    monkeypatch.setattr(UpdateContact, "migrate", classmethod(lambda _cls, answers, version: {**answers, "value": f"07 v{version}"}))
    nadia.say("07 11 22 33 44")
    assert "Nouveau téléphone : 07 11 22 33 44" in nadia.text
    with town.records.reading(SYSTEM) as work:
        kept = work.session.scalars(select(Dialogue).where(Dialogue.flow == "update_contact")).one()
        assert kept.flow_version == 2


def test_an_outdated_form_never_stops_a_parent(town: Town, nadia: Person) -> None:
    """A newer program's form, or answers that cannot be read, give way to the menu; older answers are brought into shape."""
    for version, answers in ((99, {"new": True}), (0, {"what": "phone"})):
        nadia.say("/coordonnees").press("Mon téléphone")
        with town.records.writing(SYSTEM) as work:
            row = work.session.scalars(select(Dialogue).where(Dialogue.flow == "update_contact").order_by(Dialogue.id.desc())).first()
            assert row is not None
            row.flow_version = version
            write_answers(work, row, answers)
        nadia.say("brouillamini")
        assert ("Que souhaitez-vous faire" in nadia.text) == (version == 99)
        assert ("n’est pas un numéro" in nadia.text) == (version == 0)
