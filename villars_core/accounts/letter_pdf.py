"""The invitation letter: identifier, one-time code, a code to scan for Telegram, and how to do the same by e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from villars_core.i18n import Translator
from villars_core.pdf.letterhead import Block, Facts, Heading, Letter, Letterhead, Steps, Text, letters


@dataclass(frozen=True)
class InvitationSheet:
    """What one letter says, frozen. Without a bot's name, or an address of the office, that way is not spoken of."""

    name: str
    address: tuple[str, ...]
    email: str
    identifier: str
    code: str
    link: str
    written_on: date
    expires_on: date


@dataclass(frozen=True)
class ConfirmationSheet:
    """What the letter with a code for a sensitive request says, frozen."""

    name: str
    address: tuple[str, ...]
    code: str
    written_on: date
    expires_on: date


@dataclass(frozen=True)
class Sender:
    """The town as the letter names it. `bot` is the bot's user name without @."""

    town: str
    bot: str = ""
    email: str = ""
    foot: str = ""


def deep_link(bot: str, token: str) -> str:
    """Return the link that opens the chat with the invitation in hand; empty without a bot."""
    return f"https://t.me/{bot.removeprefix('@')}?start={token}" if bot else ""


def invitation_letters(sender: Sender, sheets: Sequence[InvitationSheet], language: str = "fr") -> bytes:
    """Return the letters as one PDF, each on a page of its own."""
    tr = Translator(language)
    head = Letterhead(tr.t("Ville de {town}", town=sender.town), tr.t("Service Éducation"), sender.foot)
    return letters(head, [_letter(tr, sender, sheet) for sheet in sheets], language)


def confirmation_letter(sender: Sender, sheet: ConfirmationSheet, language: str = "fr") -> bytes:
    """Return the letter that carries a code for a sensitive request."""
    tr = Translator(language)
    blocks = (
        Text(tr.t("Bonjour {name},", name=sheet.name)),
        Text(tr.t("Voici un code pour confirmer une demande sensible, par exemple un changement de téléphone ou de compte bancaire.")),
        Facts(((tr.t("Votre code, pour une seule fois, avant le {day}", day=tr.day_and_year(sheet.expires_on)), sheet.code),)),
        Text(tr.t("Écrivez-le là où le service Éducation vous le demande, par Telegram ou par courriel.")),
        Text(tr.t("Ne donnez ce code à personne. Nos agents ne vous le demanderont jamais.")),
    )
    letter = Letter(
        address=(sheet.name, *sheet.address),
        place_and_date=tr.t("{town}, le {day}", town=sender.town, day=tr.day_and_year(sheet.written_on)),
        subject=tr.t("Votre code de confirmation"),
        blocks=blocks,
    )
    return letters(Letterhead(tr.t("Ville de {town}", town=sender.town), tr.t("Service Éducation"), sender.foot), [letter], language)


def _letter(tr: Translator, sender: Sender, sheet: InvitationSheet) -> Letter:
    return Letter(
        address=(sheet.name, *sheet.address),
        place_and_date=tr.t("{town}, le {day}", town=sender.town, day=tr.day_and_year(sheet.written_on)),
        subject=tr.t("Votre accès au service Éducation"),
        blocks=(*_opening(tr, sheet), *_by_chat(tr, sender, sheet), *_by_mail(tr, sender, sheet), *_closing(tr)),
    )


def _opening(tr: Translator, sheet: InvitationSheet) -> tuple[Block, ...]:
    return (
        Text(tr.t("Bonjour {name},", name=sheet.name)),
        Text(
            tr.t(
                "La mairie vous ouvre un accès pour réserver la cantine, signaler une absence et faire vos démarches. "
                "Il est gratuit et n’est pas obligatoire."
            )
        ),
        Facts(
            (
                (tr.t("Votre identifiant"), sheet.identifier),
                (tr.t("Votre code, pour une seule fois, avant le {day}", day=tr.day_and_year(sheet.expires_on)), sheet.code),
            )
        ),
    )


def _by_chat(tr: Translator, sender: Sender, sheet: InvitationSheet) -> tuple[Block, ...]:
    if not sheet.link:
        return ()
    bot = sender.bot.removeprefix("@")
    steps = (
        tr.t("Installez Telegram sur votre téléphone, s’il n’y est pas."),
        tr.t("Prenez ce dessin avec l’appareil photo, puis touchez « Démarrer »."),
        tr.t("Ou bien cherchez @{bot} dans Telegram et écrivez votre code.", bot=bot),
        tr.t("Lisez les conditions et acceptez-les. C’est fait."),
    )
    return Heading(tr.t("Par Telegram")), Steps(steps, sheet.link, f"t.me/{bot}")


def _by_mail(tr: Translator, sender: Sender, sheet: InvitationSheet) -> tuple[Block, ...]:
    if not sender.email:
        return ()
    steps = (
        tr.t("Écrivez à {office} depuis votre adresse {email}, avec votre code dans le message.", office=sender.email, email=sheet.email),
        tr.t("Nous vous envoyons les conditions. Répondez « j’accepte »."),
        tr.t("Écrivez ensuite comme à une personne : « Léa mange jeudi à la cantine »."),
    )
    return Heading(tr.t("Par courriel, sans Telegram")), Steps(steps)


def _closing(tr: Translator) -> tuple[Block, ...]:
    return (
        Text(tr.t("Ne donnez ce code à personne. Nos agents ne vous le demanderont jamais.")),
        Text(tr.t("Code perdu ou trop ancien ? Demandez une nouvelle lettre au service Éducation, au guichet ou par téléphone.")),
    )
