"""Fresh replies: each written once as its program produces it, before anything was tuned on it, and what it answers to."""

import html as entities
from dataclasses import dataclass

from tests.email_gateway.corpus.material import OFFICE, TOKEN_ADDRESS

NB = "\u00a0"
NARROW = "\u202f"
ANGLED = f'&lt;<a href="mailto:{TOKEN_ADDRESS}">{TOKEN_ADDRESS}</a>&gt;'
FULL = f"{OFFICE} <{TOKEN_ADDRESS}>"
FULL_HTML = f"{OFFICE} {ANGLED}"


@dataclass(frozen=True)
class Sent:
    """A message of the office as it left: paragraphs of lines, then numbered choices."""

    subject: str
    paragraphs: tuple[str, ...]
    choices: tuple[str, ...] = ()
    marker: str = "Répondez au-dessus de cette ligne."
    hint: str = "Répondez par le numéro, ou écrivez ce que vous voulez."
    signature: str = f"{OFFICE}, 04 77 00 00 00"

    @property
    def text(self) -> str:
        """Return the text part."""
        numbered = "\n".join(f"{number}. {choice}" for number, choice in enumerate(self.choices, 1))
        return "\n\n".join(block for block in (self.marker, *self.paragraphs, numbered, self.hint, self.signature) if block)

    @property
    def lines(self) -> list[str]:
        """Return the text part line by line."""
        return self.text.split("\n")

    def html(self, prefix: str = "") -> str:
        """Return the HTML part as a program gives it back, with its own prefix before the id."""
        return f'<div id="{prefix}villars-notice" style="max-width:36em;margin:0 auto">{self.inner()}</div>'

    def inner(self) -> str:
        """Return the HTML part as a program gives it back that drops ids and containers."""
        body = "".join(f"<p>{entities.escape(block).replace(chr(10), '<br>')}</p>" for block in (self.marker, *self.paragraphs))
        links = "".join(
            f'<li style="margin:0.5em 0"><a href="mailto:{TOKEN_ADDRESS}?subject=R%C3%A9ponse&amp;body={number}" style="color:#0b4f9e">'
            f"{entities.escape(choice)}</a></li>"
            for number, choice in enumerate(self.choices, 1)
        )
        choices = f'<ol style="padding-left:1.6em">{links}</ol>' if links else ""
        return f'{body}{choices}<p>{entities.escape(self.hint)}</p><p style="font-size:16px">{entities.escape(self.signature)}</p>'

    def quoted(self, mark: str = "> ", bare: str = ">") -> str:
        """Return the text part with a mark before each line."""
        return "\n".join(f"{mark}{line}" if line else bare for line in self.lines)

    def as_gmail_text(self, width: int = 74) -> str:
        """Return the text that Gmail makes of our HTML: long lines broken, links written out, lists moved in."""
        lines: list[str] = []
        for block in (self.marker, *self.paragraphs):
            lines.extend([*(part for line in block.split("\n") for part in broken(line, width)), ""])
        for number, choice in enumerate(self.choices, 1):
            lines.extend([f"   {number}. {choice}", f"   <{TOKEN_ADDRESS}?subject=R%C3%A9ponse&body={number}>"])
        lines.extend(["", *broken(self.hint, width), "", self.signature])
        return "\n".join(f"> {line}".rstrip() for line in lines)


CALENDAR = Sent(
    "Cantine : vos réservations",
    (
        "Bonjour Karim,",
        "La cantine de Sofia est réservée pour la semaine du 30 novembre :\n- lundi 30 novembre\n- mardi 1er décembre\n- jeudi 3 décembre",
        "Vous pouvez encore changer les repas de cette semaine jusqu’au mercredi 25 novembre à 23:59, ensuite ce sera trop tard.",
    ),
    ("Tout annuler", "Annuler le mardi 1er décembre", "Garder ainsi"),
)
BILL = Sent(
    "Votre facture est disponible",
    (
        "Bonjour Amélie,",
        "Votre facture de novembre est prête : 84,20 € à payer avant le 22 décembre 2026.\nElle compte 12 repas et 5 heures de garderie.",
        "Le montant est expliqué ligne par ligne dans le document joint.",
    ),
    ("Voir la facture", "Payer par PayFiP", "Poser une question sur la facture"),
)
QUESTION = Sent(
    "Une réponse est attendue",
    (
        "Bonjour Inès,",
        "1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre ?\n2. Qui vient chercher Gabriel vendredi soir ?",
        "Sans réponse de votre part mercredi 25 novembre à 23:59, rien ne change.",
    ),
)
ABSENCE = Sent(
    "Absence notée",
    (
        "Bonjour Thomas,",
        (
            "L’absence de Jade du lundi 23 novembre est notée.\nPour que le repas soit retiré de la facture, envoyez le certificat "
            "avant le mardi 8 décembre."
        ),
    ),
    ("Envoyer le certificat plus tard", "Je n’ai pas de certificat"),
)


@dataclass(frozen=True)
class Fresh:
    """One reply as it came: what was answered to, the words of its writer, and the body in its encodings."""

    name: str
    language: str
    known_from: str
    sent: Sent
    wanted: str
    text: str | None = None
    html: str | None = None
    encoding: str = "quoted-printable"
    flowed: bool = False


def broken(line: str, width: int) -> list[str]:
    """Return a line as a program breaks it at the last space before `width`."""
    pieces: list[str] = []
    while len(line) > width and " " in line[:width]:
        cut = line.rfind(" ", 0, width)
        pieces.append(line[:cut])
        line = line[cut + 1 :]
    return [*pieces, line]


def divs(text: str, attributes: str = "") -> str:
    """Return text as most editors keep it: one div per line."""
    return "".join(f"<div{attributes}>{entities.escape(line) or '<br>'}</div>" for line in text.split("\n"))


def breaks(text: str) -> str:
    """Return text as editors keep it that write line breaks."""
    return entities.escape(text).replace("\n", "<br>")


def word(text: str) -> str:
    """Return text as Word keeps it."""
    return "".join(f"<p class=MsoNormal>{entities.escape(line) or '<o:p>&nbsp;</o:p>'}<o:p></o:p></p>" for line in text.split("\n"))


SEEN = "public archives of mailing lists and trackers that keep the mail as it came"
HABIT = "the program's known form, written down from memory of its mails"
