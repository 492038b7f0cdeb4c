"""Bills, prices and quotients at the desk: what a family may ask, and what the other home never sees."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from tests.conversations.billed import bill_october
from tests.conversations.people import Person, Town
from tests.documents import files
from villars_core.billing import notices
from villars_core.billing.ledger import BANK, PAYER, Posting, Side, post_all
from villars_core.billing.models import Invoice
from villars_core.conversations import buttons
from villars_core.conversations.messages import Channel, IncomingFile
from villars_core.conversations.papers import make_paper
from villars_core.demo import cast
from villars_core.demo.cast import rules_text
from villars_core.documents.models import SupportingDocument
from villars_core.errors import NotFound
from villars_core.families.models import Guardian
from villars_core.mandates.models import Mandate
from villars_core.money import Cents
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Notice, parcel_of, post
from villars_core.notifications.screens import Attachment, Offer, Screen
from villars_core.payments.models import OnlinePayment
from villars_core.schools.actions import load_rules
from villars_core.sepa.models import Collection, DirectDebit
from villars_core.tariffs import notices as quotient_notices
from villars_core.tariffs.models import FamilyQuotient
from villars_core.treasury.models import RevenueOrder, Slip
from villars_core.work import SYSTEM

QF = "620"


@pytest.fixture
def karim(town: Town) -> Person:
    """Give Karim, separated from Sophie, in his chat."""
    return Person(town, Channel.TELEGRAM, str(cast.KARIM_CHAT))


@pytest.fixture
def sophie(town: Town) -> Person:
    """Give Sophie in her chat."""
    return Person(town, Channel.TELEGRAM, str(cast.SOPHIE_CHAT))


def certificate(*lines: str) -> IncomingFile:
    """Return a certificate as the CAF makes it: a PDF with these lines."""
    out = BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    for number, line in enumerate(lines):
        page.drawString(80, 760 - 20 * number, line)
    page.save()
    return IncomingFile("attestation.pdf", "application/pdf", len(out.getvalue()), out.getvalue())


CAF = certificate(
    "Caisse d'Allocations familiales de la Loire, le 12/11/2026",
    "Allocataire 1234567, 42390 Villars",
    "Votre quotient familial pour le mois de novembre 2026 est de 534 euros.",
)


def paid(town: Town, invoice: int, amount: int) -> None:
    """Write down that a bill was paid, wholly or in part."""
    with town.records.writing(SYSTEM) as work:
        home = work.session.get_one(Invoice, invoice).household_id
        sides = (Side(BANK, home, Cents(amount), invoice), Side(PAYER, home, Cents(-amount), invoice))
        post_all(work, [Posting(f"payment {invoice} {amount}", "payment", work.today, sides)])


# Bills


def test_a_bill_says_where_it_stands_without_jargon(town: Town, nadia: Person) -> None:
    nadia.say("Mes factures")
    assert "pas encore de facture" in nadia.text
    invoice = bill_october(town)["Famille Martin"]
    nadia.say("Mes factures")
    assert "Émise le lundi 2 novembre. À payer au plus tard le lundi 23 novembre." in nadia.text
    assert "Trésor" not in nadia.text
    with town.records.writing(SYSTEM) as work:
        slip = Slip(year=2026, number=1, file_name="x.xml", issued_on=work.today, total=Cents(3050), digest="0" * 64, written_at=work.now)
        work.session.add(slip)
        work.session.flush()
        work.session.add(RevenueOrder(slip_id=slip.id, invoice_id=invoice, place=1, debt="1"))
    assert "Transmise au Trésor Public." in nadia.say("Mes factures").text
    paid(town, invoice, 1000)
    town.clock.move_to(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    nadia.say("Mes factures")
    assert "En retard" in nadia.text
    assert "Reste à payer : 20,50\xa0€." in nadia.text
    paid(town, invoice, 2050)
    nadia.say("Mes factures")
    assert "Payée." in nadia.text
    assert "Payer" not in nadia.labels


def test_the_quotient_is_said_only_when_it_is_asked_for(town: Town, nadia: Person) -> None:
    bill_october(town)
    nadia.say("pourquoi 30,50 € ?")
    assert "Léa, Repas : 10 × 3,05\xa0€ = 30,50\xa0€" in nadia.text
    assert QF not in nadia.text
    assert "849" not in nadia.text
    nadia.press("Voir le quotient utilisé")
    assert "Quotient familial utilisé : 620 (CAF)" in nadia.text
    assert "tranche de 600 à 849" in nadia.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("pourquoi 3,05 ?", "est une ligne de votre facture"),
        ("c'est quoi cette ligne du 12 ?", "Léa, lundi 12 octobre"),
        ("à quoi correspond la ligne du 13 octobre ?", "Léa, mardi 13 octobre"),
        ("c'est quoi la ligne du 25 ?", "Je ne trouve rien de ce jour"),
        ("c'est quoi la ligne du 12 septembre ?", "Je ne trouve rien de ce jour"),
        ("pourquoi 99,99 € ?", "Je ne trouve pas 99,99\xa0€"),
        ("je paie comment ?", "identifiant 042390"),
        ("Je veux payer ma facture", "identifiant 042390"),
    ],
)
def test_questions_in_words_are_answered_from_the_bill(town: Town, nadia: Person, words: str, said: str) -> None:
    bill_october(town)
    assert said in nadia.say(words).text


def test_a_day_tells_booked_served_and_billed(town: Town, nadia: Person) -> None:
    bill_october(town)
    nadia.say("c'est quoi la ligne du 12 ?")
    assert "Réservé : oui · Servi : oui · Facturé : 3,05\xa0€" in nadia.text
    assert "Ce jour pouvait changer jusqu’au mercredi 7 octobre à 23:59." in nadia.text


def test_references_are_copied_and_the_page_is_opened(town: Town, nadia: Person) -> None:
    bill_october(town)
    nadia.say("Payer")
    choices = {one.key: one for one in nadia.screen.choices}
    assert choices["page"].url == "https://www.payfip.gouv.fr"
    assert choices["copyc"].copy == "042390"
    assert choices["copyr"].copy in nadia.text
    assert choices["copya"].copy == "30,50"


def test_the_other_home_sees_nothing_of_a_bill(town: Town, karim: Person, sophie: Person) -> None:
    """Inès has two homes and each has its bill: neither amount, day, paper nor offer of one opens for the other."""
    bills = bill_october(town)
    assert "18,60\xa0€" in karim.say("Mes factures").text
    karim.press("Réservé, servi, facturé")
    assert "4 jours réservés, 4 servis, 4 facturés" in karim.text
    assert "6,00\xa0€" in sophie.say("Mes factures").text
    sophie.press("Réservé, servi, facturé")
    assert "6 jours réservés" in sophie.text
    assert "Je ne trouve pas 6,00\xa0€" in karim.say("pourquoi 6,00 € ?").text
    # 12 October is in the mother's week.
    found = {who: person.say("c'est quoi la ligne du 12 octobre ?").text for who, person in (("karim", karim), ("sophie", sophie))}
    assert sorted("Je ne trouve rien de ce jour" in text for text in found.values()) == [False, True]
    karim.say("Mes factures")
    karim.press("Toutes mes factures")
    assert [one for one in karim.labels if "octobre" in one] == ["octobre 2026 : 18,60\xa0€"]
    with pytest.raises(NotFound):
        make_paper(town.records, town.cast.karim.id, Attachment("x.pdf", "application/pdf", "invoice", {"invoice": bills["Sophie Roche"]}))


def test_an_offer_does_not_open_another_homes_bill(town: Town, karim: Person) -> None:
    bills = bill_october(town)
    facts = {"invoice": bills["Sophie Roche"]}
    offers = tuple(Offer(intent, intent, intent, facts) for intent in ("show_invoices", "pay_invoice"))
    with town.records.writing(SYSTEM) as work:
        row = post(work, Notice(Screen("x"), "bill", town.cast.karim.id, "telegram", karim.address, offers=offers)).id
    for intent in ("show_invoices", "pay_invoice"):
        karim._receive(karim.incoming(choice=buttons.of_notice(row, intent)))
        assert karim.text == "Je ne trouve pas cette information dans votre dossier."


# Notices


def test_each_adult_of_the_home_is_told_once_without_name_or_amount_in_chat(town: Town) -> None:
    bill_october(town)
    with town.records.writing(SYSTEM) as work:
        assert notices.is_due(work)
        assert [notices.tell(work, most=3), notices.tell(work), notices.tell(work)] == [3, 1, 0]
        assert not notices.is_due(work)
        rows = list(work.session.scalars(select(OutboxRow).where(OutboxRow.kind == "bill").order_by(OutboxRow.id)))
        told = {(row.account_id, row.channel): parcel_of(work, row) for row in rows}
    assert {who for who, _ in told} == {one.id for one in (town.cast.nadia, town.cast.paul, town.cast.sophie, town.cast.karim)}
    mail, chat = told[town.cast.nadia.id, "email"], told[town.cast.nadia.id, ""]
    assert mail is not None
    assert chat is not None
    assert "30,50" in mail.screen.body[0]
    assert [one.name for one in mail.screen.attachments] == ["facture-FA-2026-00001.pdf"]
    assert not any(secret in "".join(chat.screen.body) for secret in ("Léa", "Martin", "30,50"))
    assert [one.label for one in chat.offers] == ["Voir la facture", "Pourquoi ce montant ?", "Payer"]


def test_at_night_nobody_is_told(town: Town) -> None:
    bill_october(town, datetime(2026, 11, 23, 22, 0, tzinfo=UTC))
    with town.records.reading(SYSTEM) as work:
        assert not notices.is_due(work)


def test_an_answer_to_the_invoices_mail_is_about_that_invoice(town: Town) -> None:
    bill_october(town)
    with town.records.writing(SYSTEM) as work:
        notices.tell(work)
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.account_id == town.cast.nadia.id, OutboxRow.channel == "email")).one()
        token, address = row.reply_token, row.address
    nadia = Person(town, Channel.EMAIL, address)
    nadia.say("Bonjour, pourquoi ?", token=token)
    assert "Facture FA-2026-00001" in nadia.text
    assert "10 × 3,05" in nadia.text
    nadia.say("c'est quoi cette ligne du 12 ?", token=token)
    assert "Léa, lundi 12 octobre" in nadia.text


# Prices


def test_a_price_is_simulated_in_words_for_the_own_children(nadia: Person) -> None:
    nadia.say("combien coûterait la cantine 4 jours par semaine avec un QF de 500 ?")
    assert "Léa et Tom (pour chaque enfant), Restauration scolaire, 4 jours par semaine, avec un quotient de 500" in nadia.text
    assert "Un repas : 2,15\xa0€" in nadia.text
    assert "L’année scolaire, 139 jours : 298,85\xa0€" in nadia.text
    nadia.press("2 jours")
    assert "L’année scolaire, 70 jours : 150,50\xa0€" in nadia.text
    nadia.press("En général").press("Avec un autre quotient")
    nadia.say("1300")
    assert "Un repas : 4,65\xa0€" in nadia.text


def test_the_familys_own_quotient_gives_the_price_without_being_said(nadia: Person) -> None:
    nadia.say("combien coûte la cantine ?")
    assert "Un repas : 3,05\xa0€" in nadia.text
    assert QF not in nadia.text


def test_without_quotient_the_price_is_said_to_be_without(karim: Person) -> None:
    karim.say("quel est le tarif de la cantine ?")
    assert "Pas de quotient familial valable : 4,65\xa0€." in karim.text
    assert "Donner mon quotient" in karim.labels


# Quotients


def test_a_quotient_in_words_goes_to_the_office_which_sees_the_price_first(town: Town, nadia: Person, claire: Person) -> None:
    nadia.say("mon QF est de 530").press("CAF").press("novembre 2026")
    assert "Léa, Restauration scolaire : 3,05\xa0€ → 2,15\xa0€" in nadia.text
    nadia.press("Valider")
    assert "D-2026-00001" in nadia.text
    claire.say("/file").press_key("q1")
    assert "Tom, Restauration scolaire : 3,05\xa0€ → 2,15\xa0€" in claire.text
    claire.press("Accepter")
    answer, _ = town.screen_of(town.rows(kind="queue_answer")[-1].id)
    assert "à partir du mardi 1er décembre 2026" in "".join(answer.body)
    assert "2,15\xa0€" in "".join(answer.body)
    assert "À partir du mardi 1er décembre 2026 : 530 (CAF)" in nadia.say("/quotient").text


def test_a_refused_quotient_changes_nothing_and_may_be_sent_again(town: Town, nadia: Person, claire: Person) -> None:
    nadia.say("mon QF est de 530, CAF, novembre 2026").press("Valider")
    claire.say("/file").press_key("q1").press("Refuser").say("L’attestation manque.")
    with town.records.reading(SYSTEM) as work:
        row = work.session.scalars(select(FamilyQuotient).where(FamilyQuotient.value == 530)).one()
        assert (row.state, row.unseal_text("reason", work.vault), row.since) == ("refused", "L’attestation manque.", None)
        answer = work.session.scalars(select(OutboxRow).where(OutboxRow.kind == "queue_answer")).one()
        parcel = parcel_of(work, answer)
    assert parcel is not None
    assert "L’attestation manque." in "".join(parcel.screen.body)
    assert [one.intent for one in parcel.offers] == ["submit_qf"]


def test_a_certificate_is_read_confirmed_and_kept(town: Town, nadia: Person, claire: Person) -> None:
    nadia._receive(nadia.incoming(files=(CAF,)))
    assert "Voici ce qui est lu sur votre document." in nadia.text
    assert "Quotient familial : 534 (CAF, novembre 2026)." in nadia.text
    nadia.press("Valider")
    claire.say("/file").press_key("q1")
    assert "Document : attestation.pdf" in claire.text
    with town.records.reading(SYSTEM) as work:
        kept = work.session.scalars(select(SupportingDocument)).one()
        row = work.session.scalars(select(FamilyQuotient).where(FamilyQuotient.state == "asked")).one()
        assert (kept.purpose, kept.valid_until, row.document_id) == ("quotient", date(2027, 11, 30), kept.id)


def test_a_photograph_asks_for_what_it_does_not_say(nadia: Person) -> None:
    photo = IncomingFile("caf.jpg", "image/jpeg", 0, files.photo((300, 200)))
    nadia._receive(nadia.incoming(text="Voici mon attestation de quotient familial", files=(photo,)))
    assert "Quelle est la valeur" in nadia.text
    nadia.say("612").press("MSA").press("octobre 2026")
    assert "Quotient familial : 612 (MSA, octobre 2026)." in nadia.text
    assert "L’attestation est jointe." in nadia.text


def test_a_proof_of_illness_is_still_one(nadia: Person) -> None:
    nadia._receive(nadia.incoming(files=(certificate("Certificat médical : Léa est malade"),)))
    assert "Justifier une absence" in nadia.screen.title


@pytest.mark.parametrize("said", ["25000", "-3", "beaucoup"])
def test_what_no_quotient_can_be_is_asked_again(nadia: Person, said: str) -> None:
    nadia.say("/quotient").press("Donner un nouveau quotient").say(said)
    assert "nombre entier" in nadia.text


def test_a_certificate_of_the_past_is_told_before_it_is_sent(nadia: Person) -> None:
    nadia.say("mon QF est de 530, CAF, mars 2025")
    assert "n’est plus valable" in nadia.text
    assert "De quel mois" in nadia.text
    nadia.press("octobre 2026").press("Valider")
    assert "D-2026-00001" in nadia.text


def test_a_certificate_that_ends_before_it_would_count_is_told_before_it_is_sent(town: Town, nadia: Person) -> None:
    town.clock.move_to(datetime(2026, 12, 15, 9, tzinfo=UTC))
    nadia.say("mon QF est de 900, CAF, 12/2025")
    assert "ne vaut que jusqu’au jeudi 31 décembre, avant le vendredi 1er janvier où elle compterait" in nadia.text
    assert "Valider" not in nadia.labels


def test_the_same_quotient_is_not_sent_twice(nadia: Person, paul: Person) -> None:
    nadia.say("mon QF est de 530, CAF, novembre 2026").press("Valider")
    paul.say("mon QF est de 530, CAF, novembre 2026").press("Valider")
    assert "déjà transmis" in paul.text


def test_a_home_is_warned_four_and_two_weeks_before_and_never_twice(town: Town) -> None:
    told = {}
    for day in (
        date(2027, 9, 1),
        date(2027, 9, 2),
        date(2027, 9, 3),
        date(2027, 9, 16),
        date(2027, 9, 17),
        date(2027, 9, 30),
        date(2027, 10, 1),
    ):
        town.clock.move_to(datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC))
        with town.records.writing(SYSTEM) as work:
            told[day.isoformat()] = quotient_notices.warn(work)
    assert told == {
        "2027-09-01": 0,
        "2027-09-02": 4,
        "2027-09-03": 0,
        "2027-09-16": 4,
        "2027-09-17": 0,
        "2027-09-30": 0,
        "2027-10-01": 0,
    }


def test_a_home_that_sent_a_newer_certificate_is_left_alone(town: Town, nadia: Person) -> None:
    town.clock.move_to(datetime(2027, 9, 1, 8, 0, tzinfo=UTC))
    nadia.say("mon QF est de 530, CAF, septembre 2027").press("Valider")
    town.clock.move_to(datetime(2027, 9, 10, 8, 0, tzinfo=UTC))
    with town.records.writing(SYSTEM) as work:
        quotient_notices.warn(work)
        warned = set(work.session.scalars(select(OutboxRow.account_id).where(OutboxRow.kind == "quotient")))
    assert warned == {town.cast.sophie.id, town.cast.fatou.id}


def test_a_number_takes_what_stands_beside_it_where_some_choices_are_opened_or_copied(town: Town) -> None:
    """A mail numbers what is opened and copied too: the fifth is the paper, and the second does nothing."""
    bill_october(town)
    nadia = Person(town, Channel.EMAIL, town.cast.nadia.email)
    nadia.say("je paie comment ?")
    assert [bool(one.url or one.copy) for one in nadia.screen.choices][:5] == [True, True, True, True, False]
    nadia.say("5")
    assert "Voici la facture" in nadia.text


def test_where_the_town_takes_cards_itself_a_link_is_asked_for(town: Town, nadia: Person) -> None:
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text().replace('form = "titre"', 'form = "regie"'), "rules.toml")
    bill_october(town)
    nadia.say("Payer ma facture")
    assert "Copier la référence" not in nadia.labels
    nadia.press("Payer en ligne")
    assert "Le lien de paiement se prépare." in nadia.text
    with town.records.reading(SYSTEM) as work:
        assert work.session.scalars(select(OnlinePayment)).one().amount == 3050


def _mandated(town: Town) -> None:
    """Give Nadia's home a mandate that is ready before October is billed."""
    with town.records.writing(SYSTEM) as work:
        nadia = work.session.get_one(Guardian, town.cast.nadia.guardian_id)
        row = Mandate(
            reference="R1",
            household_id=nadia.household_id,
            guardian_id=nadia.id,
            holder="N",
            last_digits="0189",
            state="ready",
            asked_at=work.now,
        )
        work.session.add(row)


def test_a_bill_that_tells_of_a_debit_asks_for_nothing(town: Town, nadia: Person) -> None:
    _mandated(town)
    bill_october(town)
    with town.records.writing(SYSTEM) as work:
        notices.tell(work)
        rows = work.session.scalars(
            select(OutboxRow).where(OutboxRow.kind == notices.KIND, OutboxRow.account_id == town.cast.nadia.id)
        ).all()
        parcels = [parcel_of(work, row) for row in rows]
    for parcel in parcels:
        assert parcel is not None
        assert "vous n’avez rien à faire" in parcel.screen.body[0]
        assert [one.key for one in parcel.offers] == ["see", "why"]
    nadia.say("Mes factures")
    assert "Elle sera prélevée sur votre compte le lundi 23 novembre" in nadia.text
    assert "Payer" not in nadia.labels
    nadia.say("je paie comment ?")
    assert "Elle sera prélevée" in nadia.text
    assert "buraliste" not in nadia.text
    with town.records.writing(SYSTEM) as work:
        work.session.scalars(select(Mandate)).one().state = "suspended"
    nadia.say("je paie comment ?")
    assert "identifiant 042390" in nadia.text


def test_the_mail_of_a_bill_has_the_references(town: Town) -> None:
    bill_october(town)
    with town.records.writing(SYSTEM) as work:
        notices.tell(work)
        mail = select(OutboxRow).where(OutboxRow.address == town.cast.nadia.email, OutboxRow.kind == notices.KIND)
        parcel = parcel_of(work, work.session.scalars(mail).one())
    assert parcel is not None
    assert any("l’identifiant 042390 et la référence 2026-" in one for one in parcel.screen.body)


def _debited(town: Town) -> None:
    """Let the bank have the debit of Nadia's bill of October, for today."""
    invoice = bill_october(town)["Famille Martin"]
    with town.records.writing(SYSTEM) as work:
        home = work.session.get_one(Invoice, invoice).household_id
        assert town.cast.nadia.guardian_id is not None
        mandate = Mandate(
            reference="R1", household_id=home, guardian_id=town.cast.nadia.guardian_id, holder="N", state="ready", asked_at=work.now
        )
        file = Collection(message_id="M1", collected_on=work.today, state="written", total=Cents(3050), prepared_at=work.now)
        work.session.add_all([mandate, file])
        work.session.flush()
        known = {"collection_id": file.id, "mandate_id": mandate.id, "invoice_id": invoice}
        work.session.add(DirectDebit(reference="E1", sequence="RCUR", amount=Cents(3050), **known))


def test_a_bill_that_a_debit_is_taking_is_not_to_be_paid_twice(town: Town, nadia: Person) -> None:
    _debited(town)
    nadia.say("je paie comment ?")
    assert "en cours de prélèvement" in nadia.text
    assert not {"Ouvrir PayFiP", "Copier la référence"} & set(nadia.labels)


def test_who_revokes_a_mandate_is_told_of_the_debit_that_the_bank_has_already(town: Town, nadia: Person) -> None:
    _debited(town)
    nadia.say("/prelevement").press("Révoquer le mandat")
    assert "Sauf ceci, déjà transmis à la banque : 30,50\xa0€ le lundi 23 novembre 2026." in nadia.text
