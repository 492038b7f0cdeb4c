"""Paying by direct debit, from the account number to "Prêt": asked, signed, sent back, checked by the office, changed, ended."""

from dataclasses import replace

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.accounts.invitations import confirmation
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.accounts.secrets import hash_secret
from villars_core.conversations.models import Dialogue, InboxRow
from villars_core.mandates import actions
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import AccountNumber
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.work import SYSTEM, Assurance, Work

IBAN = "FR7630006000011234567890189"
CHECKED = "3000600001123456"


def test_from_the_account_number_to_ready(sit: Doorway, town: WalkTown) -> None:
    """Nadia joins; the office finds no signature first; her account is shown by its last signs only.

    > Je voudrais payer par prélèvement
    < État : Sans mandat.
    < écrivez votre IBAN
    > FR76 3000 6000 0112 3456 7890 188
    < Ce n’est pas un IBAN valable
    ! 7890 188
    > FR76 3000 6000 0112 3456 7890 189
    < compte finissant par 0189. Titulaire : Nadia Martin.
    ! 7890 189
    [Valider]
    < Cette demande est sensible.
    {telegram,terminal} > Cantine2026
    {email} > Voici le code : {counter}
    < État : En attente du mandat signé.
    < FR64ZZZ657682
    {telegram,terminal} < Le mandat à signer part vers
    {email} < Voici le mandat.
    < Vous pouvez aussi le déposer en mairie, sur rendez-vous seulement.
    {email,terminal} ~ Ce n’est pas vous ? Appelez vite
    {telegram} > mon prélèvement
    {telegram} < En attente du mandat signé
    > [file mandat.jpg] Voici mon mandat de prélèvement signé
    < Mandat signé : 1 document reçu.
    [Transmettre au service]
    < État : À vérifier.
    claire > /file
    {telegram,terminal} [D-2026-00001 Mandat de prélèvement à vérifier : Famille Mart]
    {email} [D-2026-00004 Mandat de prélèvement à vérifier : Famille Mart]
    < compte finissant par 0189
    < Document : mandat.jpg
    [Refuser]
    > La signature manque.
    < est close
    nadia > Où en est mon prélèvement ?
    < État : En attente du mandat signé.
    < Motif : La signature manque.
    {telegram} > /menu
    > [file mandat2.pdf]
    < Mandat signé : 1 document reçu.
    [Transmettre au service]
    claire > /file
    {telegram,terminal} [D-2026-00002 Mandat de prélèvement à vérifier : Famille Mart]
    {email} [D-2026-00005 Mandat de prélèvement à vérifier : Famille Mart]
    [Accepter]
    nadia > mon prélèvement
    < État : Prêt.
    < Compte finissant par 0189.
    """
    _known_by(sit, town)
    run(transcript_of(test_from_the_account_number_to_ready), sit("nadia"), town.clock)
    with town.records.reading(SYSTEM) as work:
        row = work.session.query(Mandate).one()
        assert (row.state, row.unseal_text("iban", work.vault)) == ("ready", IBAN)
        _is_nowhere_else(work)


def test_it_is_brought_to_the_town_hall_by_appointment(sit: Doorway, town: WalkTown) -> None:
    """Sophie has no printer at hand; the account is not in her own name.

    > Adhérer au prélèvement, IBAN FR7630006000011234567890189
    < compte finissant par 0189
    [Un autre titulaire]
    < le nom du titulaire
    > Roche Consulting
    < Titulaire : Roche Consulting.
    [Valider]
    {telegram,terminal} > Cantine2026
    {email} > Voici le code : {counter}
    [Le déposer en mairie]
    < rendez-vous seulement
    {telegram,terminal} < D-2026-00001
    {email} < D-2026-00003
    """
    _known_by(sit, town, "sophie")
    run(transcript_of(test_it_is_brought_to_the_town_hall_by_appointment), sit("sophie"), town.clock)
    with town.records.reading(SYSTEM) as work:
        assert work.session.query(Mandate).one().holder == "Roche Consulting"
        _is_nowhere_else(work)


def test_a_change_of_bank_is_signed_again(sit: Doorway, town: WalkTown) -> None:
    """Nadia changes her bank.

    > Je change de banque, mon nouvel IBAN : FR7630001007941234567890185
    < Le compte finissant par 0185 remplace celui finissant par 0189.
    [Valider]
    {telegram,terminal} > Cantine2026
    {email} > Voici le code : {counter}
    < État : En attente du mandat signé.
    {email,terminal} ~ Le compte de votre mandat de prélèvement change
    {telegram} paul ~ Le compte de votre mandat de prélèvement change
    """
    _ready(town)
    _known_by(sit, town)
    run(transcript_of(test_a_change_of_bank_is_signed_again), sit("nadia"), town.clock)
    with town.records.reading(SYSTEM) as work:
        _is_nowhere_else(work)


def test_a_mandate_is_revoked(sit: Doorway, town: WalkTown) -> None:
    """Nadia wants to pay otherwise; a tap too many changes nothing.

    > Je veux arrêter le prélèvement automatique
    < Révoquer le mandat sur le compte finissant par 0189 ?
    [Valider]
    {telegram,terminal} > Cantine2026
    {email} > Voici le code : {counter}
    < Le mandat est révoqué
    > mes prélèvements
    < État : Révoqué.
    """
    _ready(town)
    _known_by(sit, town)
    run(transcript_of(test_a_mandate_is_revoked), sit("nadia"), town.clock)


def _ready(town: WalkTown) -> None:
    """Give Nadia a mandate that is ready."""
    with town.records.writing(SYSTEM) as work:
        nadia = replace(work, actor=actor_of(work.session.get_one(Account, town.cast.nadia.id), "telegram", Assurance.STEPPED_UP))
        row = actions.ask(nadia, AccountNumber(IBAN), "")
        actions.approve(work, row.id, work.today)


def _known_by(sit: Doorway, town: WalkTown, who: str = "nadia") -> None:
    """Give a parent a secret for the chats, and a code of the counter for the mailbox."""
    with town.records.writing(SYSTEM) as work:
        account = work.session.get_one(Account, town.account(who).id)
        account.secret_hash = hash_secret("Cantine2026")
        sit.facts["counter"] = confirmation(work, account).code


def _is_nowhere_else(work: Work) -> None:
    """Fail where the account stands in clear: in a form, a kept message, a message of ours, the journal."""
    session, vault = work.session, work.vault
    for form in session.query(Dialogue):
        assert CHECKED not in f"{form.unseal_text('answers', vault)}{form.unseal_text('screen', vault)}".replace(" ", "")
    for kept in session.query(InboxRow):
        raw = kept.unseal("raw", vault) or b""
        assert CHECKED.encode() not in raw.replace(b" ", b""), kept.external_id
    for row in session.query(OutboxRow):
        assert CHECKED not in str(parcel_of(work, row)).replace(" ", "")
