"""A child's health sheet through every door: read by a guardian who proves it, changed by the office alone, said in no chat."""

from datetime import date

import pytest

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.test_mandate import _known_by
from tests.walks.transcript import run, transcript_of
from villars_core.accounts.queries import actor_of
from villars_core.conversations.flows.health import sheet_lines
from villars_core.errors import NotFound
from villars_core.families.actions import end_guardianship
from villars_core.families.models import Guardian
from villars_core.health.actions import set_allergies, set_diet, set_plan
from villars_core.health.rules import Plan
from villars_core.i18n import Translator
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.office_queue.models import QueueItem
from villars_core.work import SYSTEM, Assurance


def _noted(town: WalkTown) -> None:
    with town.records.writing(SYSTEM) as work:
        set_diet(work, town.cast.tom, "sans porc", date(2026, 9, 1))
        set_allergies(work, town.cast.tom, ["arachide"], date(2026, 9, 1))
        set_plan(work, town.cast.tom, Plan(date(2026, 9, 1), date(2027, 7, 2), own_meal=True, instructions="Stylo dans le sac."))


def test_a_parent_reads_the_sheet_after_a_second_factor(sit: Doorway, town: WalkTown) -> None:
    """Nadia reads Tom's sheet; in chat it goes to her mailbox and is never said.

    > /sante
    [Tom]
    < personne d’autre
    ! arachide
    [Voir ce que la ville garde]
    ! arachide
    [Valider]
    < Cette demande est sensible.
    {telegram,terminal} > Cantine2026
    {email} > Voici le code : {counter}
    {telegram} < La fiche de Tom part vers
    {telegram} ! arachide
    {email,terminal} < Régime : sans porc.
    {email,terminal} < Allergies : arachide.
    {email,terminal} < vous apportez le panier-repas
    {email,terminal} < Stylo dans le sac.
    fatou > montrez-moi les allergies de Tom
    ! arachide
    """
    _noted(town)
    _known_by(sit, town)
    run(transcript_of(test_a_parent_reads_the_sheet_after_a_second_factor), sit("nadia"), town.clock)
    if sit.door == "telegram":
        said = _said(town)
        assert [channel for channel, text in said if "arachide" in text] == ["email"]


def test_a_change_reaches_the_office_at_once_and_is_confirmed_after(sit: Doorway, town: WalkTown) -> None:
    """Nadia tells of an allergy; the office reads that nobody proved yet who wrote; then she does.

    nadia > Tom est allergique aux arachides
    < Votre demande sur la santé de Tom est prête.
    ! arachides
    [Transmettre au service]
    < Numéro D-2026-0000
    ! arachides
    claire > /file
    {telegram,terminal} [D-2026-00001 Message de Nadia Martin]
    {email} [D-2026-00002 Message de Nadia Martin]
    < L’identité n’est pas confirmée : appelez la famille
    {email,terminal} < arachides
    {telegram} ! arachides
    {telegram} [Voir les documents]
    {telegram} < Les documents partent vers
    {telegram} ! arachides
    nadia [Confirmer que c’est moi]
    < Cette demande est sensible.
    {telegram,terminal} > Cantine2026
    {email} > Voici le code : {counter}
    < Le service sait que la demande D-2026-0000
    claire > /file
    {telegram,terminal} [D-2026-00001 Message de Nadia Martin]
    {email} [D-2026-00002 Message de Nadia Martin]
    < L’identité est confirmée par un second facteur.
    [Accepter]
    """
    _known_by(sit, town)
    run(transcript_of(test_a_change_reaches_the_office_at_once_and_is_confirmed_after), sit("nadia"), town.clock)
    with town.records.reading(SYSTEM) as work:
        item = work.session.query(QueueItem).filter_by(kind="update_health").one()
        assert (item.facts["children"], item.facts["confirmed"]) == ([town.cast.tom.id], True)
    if sit.door == "telegram":
        assert {channel for channel, text in _said(town) if "arachide" in text} == {"email"}


def test_who_is_no_guardian_today_reads_nothing(town: WalkTown) -> None:
    _noted(town)
    with town.records.writing(SYSTEM) as work:
        paul = work.session.get_one(Guardian, town.cast.paul.guardian_id)
        end_guardianship(work, town.cast.tom, paul, date(2026, 11, 1))
    for account in (town.cast.paul, town.cast.fatou, town.cast.marc):
        with town.records.reading(actor_of(account, "test", Assurance.STEPPED_UP)) as work, pytest.raises(NotFound):
            sheet_lines(work, town.cast.tom, Translator())


def _said(town: WalkTown) -> list[tuple[str, str]]:
    """Return everything that left, by channel."""
    with town.records.reading(SYSTEM) as work:
        found = [(row.channel, parcel_of(work, row)) for row in work.session.query(OutboxRow).all()]
        return [(channel, f"{parcel.screen.to_json()}") for channel, parcel in found if parcel is not None]
