"""Which files are taken, and the sentence for each that is not: photos and PDF, 10 MB each, five for one message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from villars_core.errors import Refusal
from villars_core.i18n import N_


@dataclass(eq=False)
class FileRefused(Refusal):
    """A file that is not kept: its name, and a sentence that says what to send instead."""

    template: ClassVar[str] = N_("« {name} » : seules les photos et les PDF sont acceptés.")
    name: str


@dataclass(eq=False)
class Empty(FileRefused):
    """It has no bytes."""

    template: ClassVar[str] = N_("« {name} » est vide. Envoyez-le de nouveau, en photo ou en PDF.")


@dataclass(eq=False)
class NotFetched(FileRefused):
    """The door did not get its bytes."""

    template: ClassVar[str] = N_("« {name} » n’est pas arrivé. Envoyez-le de nouveau.")


@dataclass(eq=False)
class TooLarge(FileRefused):
    """It is heavier than what is kept."""

    template: ClassVar[str] = N_("« {name} » est trop lourd : 10 Mo au plus.")


@dataclass(eq=False)
class TooMany(FileRefused):
    """More files came than one message may carry."""

    template: ClassVar[str] = N_("« {name} » n’a pas été pris : cinq documents au plus par message.")


@dataclass(eq=False)
class Archive(FileRefused):
    """It holds other files."""

    template: ClassVar[str] = N_(
        "« {name} » : les archives (zip…) ne sont pas acceptées. Envoyez les documents un par un, en photo ou en PDF."
    )


@dataclass(eq=False)
class OfficeFile(FileRefused):
    """It is of a word processor or a spreadsheet."""

    template: ClassVar[str] = N_("« {name} » : les fichiers de bureautique ne sont pas acceptés. Envoyez une photo ou un PDF.")


@dataclass(eq=False)
class Winmail(FileRefused):
    """Outlook wrapped the files in a form of its own."""

    template: ClassVar[str] = N_("« {name} » : ce format ne se lit pas ici. Envoyez une photo ou un PDF.")


@dataclass(eq=False)
class Damaged(FileRefused):
    """Its bytes are not what they begin as, or cost too much to read."""

    template: ClassVar[str] = N_("« {name} » ne peut pas être lu. Envoyez-le de nouveau, en photo ou en PDF.")


@dataclass(eq=False)
class TooManyPixels(FileRefused):
    """The picture is larger than any phone takes."""

    template: ClassVar[str] = N_("« {name} » est une image trop grande. Photographiez le document avec votre téléphone.")


@dataclass(eq=False)
class Locked(FileRefused):
    """The PDF asks for a password."""

    template: ClassVar[str] = N_("« {name} » est protégé par un mot de passe. Envoyez-le sans mot de passe, ou une photo.")


@dataclass(eq=False)
class TooManyPages(FileRefused):
    """The PDF is a book."""

    template: ClassVar[str] = N_("« {name} » a trop de pages : vingt au plus. Envoyez seulement les pages utiles.")


@dataclass(eq=False)
class ActivePdf(FileRefused):
    """The PDF carries a program or other files."""

    template: ClassVar[str] = N_("« {name} » contient un programme ou d’autres fichiers. Envoyez une photo du document.")


REFUSALS: Mapping[str, type[FileRefused]] = {
    "unknown": FileRefused,
    "empty": Empty,
    "not-fetched": NotFetched,
    "too-large": TooLarge,
    "too-many": TooMany,
    "archive": Archive,
    "office": OfficeFile,
    "winmail": Winmail,
    "damaged": Damaged,
    "too-many-pixels": TooManyPixels,
    "locked": Locked,
    "too-many-pages": TooManyPages,
    "active": ActivePdf,
}
"""By the word that the doors and the child process say."""
