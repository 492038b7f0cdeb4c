"""One sentence to a person whose message the desk never sees: an edit, a forwarded text, a voice message."""

from sqlalchemy import select

from bot.updates import Aside, Why
from villars_core.i18n import LANGUAGES, N_, SOURCE_LANGUAGE, Translator
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import AfterUnknown, Lane, Notice, post
from villars_core.notifications.screens import Screen
from villars_core.work import SYSTEM, Records

SENTENCES = {
    Why.EDITED: N_("Un message modifié n’est pas relu. Rien n’a changé. Envoyez un nouveau message, s’il vous plaît."),
    Why.FORWARDED: N_("Un message transféré n’est pas une demande. Écrivez-la avec vos mots, s’il vous plaît."),
    Why.UNREADABLE: N_("Je lis les textes, les photos et les fichiers. Écrivez votre demande, s’il vous plaît."),
}


def answer(records: Records, aside: Aside) -> list[int]:
    """Post the sentence, once for each message whatever is redelivered; return the rows to send now."""
    with records.writing(SYSTEM) as work:
        if work.session.scalar(select(OutboxRow.id).where(OutboxRow.business_key == aside.key)):
            return []
        language = aside.language if aside.language in LANGUAGES else SOURCE_LANGUAGE
        notice = Notice(
            Screen(body=(Translator(language).t(SENTENCES[aside.why]),)),
            "aside",
            channel="telegram",
            address=aside.address,
            lane=Lane.REPLY,
            language=language,
            business_key=aside.key,
            after_unknown=AfterUnknown.NEVER,
        )
        return [post(work, notice).id]
