"""What is answered and what is said: the office's message, and replies a parent may write to it."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

OFFICE = "Service Éducation de Villars"
TOKEN_ADDRESS = "reponse+k3j5h7q2w4n6m8p9r2t4v6x8z2@villars.example"
PARENT = "Nadia Martin"
PARENT_ADDRESS = "nadia.martin@parents.example"

NOTICE = """Répondez au-dessus de cette ligne.

Bonjour Nadia,

La cantine de Léa est réservée pour la semaine du 30 novembre :
- lundi 30 novembre
- mardi 1er décembre
- jeudi 3 décembre

Vous pouvez encore changer jusqu’au mercredi 25 novembre à 23:59.

1. Tout annuler
2. Annuler le mardi 1er décembre
3. Garder ainsi

Répondez par le numéro, ou écrivez ce que vous voulez changer.

Service Éducation de Villars
04 77 00 00 00"""

REPLIES: tuple[str, ...] = (
    "Oui",
    "2",
    "ok pour jeudi seulement",
    "Bonjour,\n\nPouvez-vous annuler la cantine de Léa mardi 1er décembre ?\n\nMerci",
    "Bonjour,\nVoici les jours :\n- Léa : lundi et mardi\n- Tom : jeudi\nBonne journée\nNadia Martin",
    "Bonjour\n\nLe mardi 1er décembre Léa sera chez son père, merci de ne pas compter son repas.\n\nCordialement,\nNadia",
    "Le médecin a écrit : pas de gluten jusqu'au 10 décembre. Que dois-je faire ?",
    "Bonne journée à toute l'équipe ! J'en profite pour vous dire que Tom ne mangera pas vendredi.",
)


@dataclass(frozen=True)
class Written:
    """A body as a program sends it; either form may be missing."""

    text: str | None = None
    html: str | None = None


Render = Callable[[str], Written]


@dataclass(frozen=True)
class Layout:
    """One mail program's way to answer. `known_from`: where its form was seen; `reply`: its own words for where the answer stands."""

    name: str
    language: str
    known_from: str
    render: Render


def quoted(text: str = NOTICE, mark: str = "> ") -> str:
    """Return the text with a mark before each line."""
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


def wrapped_quote(width: int = 60) -> str:
    """Return the quoted notice as a program that breaks long lines writes it: the rest of a line loses its mark."""
    lines: list[str] = []
    for line in quoted().split("\n"):
        if len(line) <= width:
            lines.append(line)
            continue
        cut = line.rfind(" ", 0, width)
        lines.extend((line[:cut], line[cut + 1 :]))
    return "\n".join(lines)


def as_html(text: str, tag: str = "div") -> str:
    """Return text as a program's editor stores it: one element per line."""
    return "".join(f"<{tag}>{escape(line) or '<br>'}</{tag}>" for line in text.split("\n"))


def notice_html(prefix: str = "") -> str:
    """Return our own HTML as a mail program gives it back, with its prefix before the id."""
    return f'<div id="{prefix}villars-notice" lang="fr">{as_html(NOTICE, "p")}</div>'


def foreign_html() -> str:
    """Return our HTML as a program gives it back that drops ids."""
    return f"<div>{as_html(NOTICE, 'p')}</div>"
