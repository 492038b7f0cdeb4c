"""Changing one's telephone: a sensitive act, confirmed by the secret in chat and by a one-time code by mail."""

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.accounts.invitations import confirmation
from villars_core.accounts.models import Account
from villars_core.accounts.secrets import hash_secret
from villars_core.families.models import Guardian
from villars_core.work import SYSTEM


def test_a_telephone_changes_once_it_is_sure_who_asks(sit: Doorway, town: WalkTown) -> None:
    """Nadia changes her number; the way that she did not use tells her so.

    > Mon numéro de téléphone a changé : 07 11 22 33 44
    < Nouveau téléphone : 07 11 22 33 44.
    [Valider]
    < Cette demande est sensible.
    {telegram,terminal} < votre secret
    {email} ! votre secret pour confirmer
    {telegram,terminal} > Mauvais2026
    {email} > ABCD-EFGH-JKMN
    < Essais restants : 4.
    {telegram,terminal} > Cantine2026
    {email} > Voici le code : {counter}
    < C’est noté. Votre téléphone est maintenant 07 11 22 33 44.
    """
    with town.records.writing(SYSTEM) as work:
        account = work.session.get_one(Account, town.cast.nadia.id)
        account.secret_hash = hash_secret("Cantine2026")
        sit.facts["counter"] = confirmation(work, account).code
    run(transcript_of(test_a_telephone_changes_once_it_is_sure_who_asks), sit("nadia"), town.clock)
    with town.records.reading(SYSTEM) as work:
        assert work.session.get_one(Guardian, town.cast.nadia.guardian_id).phone == "0711223344"
