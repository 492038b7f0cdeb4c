"""The invoice on paper, from its frozen sheet alone: the same sheet gives the same bytes, with the libraries of the lock.

One page for nearly every family; what is longer goes on, its head repeated. Text is written in the order in which it is read.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from villars_core.i18n import N_, Amount, Translator
from villars_core.pdf.codes import datamatrix_image, qr
from villars_core.pdf.fonts import BOLD, PLAIN, register

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT, _TOP, _BOTTOM = 18 * mm, _WIDTH - 18 * mm, _HEIGHT - 16 * mm, 18 * mm
_INK, _BLUE, _PALE, _GREY = HexColor("#1a1a1a"), HexColor("#1f3a6e"), HexColor("#eef2f9"), HexColor("#595959")
_COLUMNS = (138 * mm, 164 * mm, _WIDTH - 18 * mm)  # right edges: quantity, unit price, amount
_LABELS = _COLUMNS[0] - 10 * mm - (_LEFT + 4 * mm)  # a month's days fit on one line
_SLIP = 52 * mm
_CODES_TOP = 48 * mm
_LINE = 4.6 * mm

TITLES = {"invoice": N_("Facture {number}"), "credit_note": N_("Avoir {number}")}
PERIOD = N_("Période : {month}")
ISSUED = N_("Émise le {day}")
FAMILY = N_("Référence du foyer : {reference}")
QUANTITY, UNIT, SUM = N_("Quantité"), N_("Prix unitaire"), N_("Montant")
CORRECTION = N_("Régularisation d’un mois déjà facturé : {label} ({days})")
DAYS = N_("{label} ({days})")
TOTAL, CREDIT_TOTAL, CREDIT = N_("Total de la facture"), N_("Total"), N_("Avoir en votre faveur")
NOTHING_TO_PAY, FROM = N_("Rien à payer"), N_("Commune de {town} · SIRET {siret}")
TO_PAY, DEBITED_ON = N_("À payer au plus tard le {day}"), N_("Prélevé sur votre compte le {day}")
CREDIT_KEPT = {
    "carry": N_("Cette somme sera déduite de votre prochaine facture. Vous n’avez rien à faire."),
    "refund": N_("Cette somme vous sera remboursée. Vous n’avez rien à faire."),
}
CREDIT_USED = N_("Avoir d’avant")
OWED_BEFORE = N_("Il reste aussi à payer sur vos factures d’avant : {amount}.")
QUOTIENT = N_("Quotient familial : {value} ({source}), valable jusqu’au {until}.")
NO_QUOTIENT = N_("Aucun quotient familial valable : le tarif sans quotient s’applique.")
WAYS, BY_DEBIT = N_("Pour payer"), N_("Rien à faire : prélèvement automatique")
SLIP = N_("Talon à joindre à un chèque")
SLIP_LINE = N_("Foyer {reference} · {name}")
SLIP_SUM = N_("Montant : {amount}")
PAGE = N_("{number} · page {page}")


def invoice_pdf(sheet: Mapping[str, Any], language: str = "fr") -> bytes:
    """Return the paper of a frozen sheet (`billing.sheets`)."""
    register()
    out = BytesIO()
    words = Translator(language)
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, initialFontName=PLAIN, lang=language)
    title = TITLES[sheet["kind"]]
    canvas.setTitle(words.t(title, number=sheet["number"]))
    canvas.setAuthor(sheet["town"])
    canvas.setSubject(words.t(PERIOD, month=_month(sheet, words)))
    _Page(canvas, sheet, words).draw()
    canvas.save()
    return out.getvalue()


class _Page:
    """The pen: what is drawn next goes at `y`."""

    def __init__(self, canvas: Canvas, sheet: Mapping[str, Any], words: Translator) -> None:
        self.canvas, self.sheet, self.words = canvas, sheet, words
        self.y, self.page = _TOP, 1

    def draw(self) -> None:
        self._head()
        self._lines()
        self._sums()
        self._ways()
        if self.sheet.get("references") and not self.sheet.get("debit"):
            self._slip()
        self._foot()

    def _t(self, template: str, **facts: object) -> str:
        return self.words.t(template, **facts)

    def _title(self) -> str:
        template = TITLES[self.sheet["kind"]]
        return self._t(template, number=self.sheet["number"])

    def _money(self, cents: int) -> str:
        return self.words.write(Amount(cents))

    def _write(self, x: float, text: str, *, size: float = 9, font: str = PLAIN, ink: HexColor = _INK) -> None:
        self.canvas.setFillColor(ink)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, text)

    def _write_right(self, x: float, text: str, *, size: float = 9, font: str = PLAIN) -> None:
        self.canvas.setFillColor(_INK)
        self.canvas.setFont(font, size)
        self.canvas.drawRightString(x, self.y, text)

    def _down(self, by: float = _LINE) -> None:
        self.y -= by

    def _room(self, needed: float) -> None:
        """Go on with a new page where what comes next has no room."""
        if self.y - needed < _BOTTOM:
            self._foot()
            self.canvas.showPage()
            self.page += 1
            self.y = _TOP
            self._column_heads()

    def _head(self) -> None:
        sheet, home = self.sheet, self.sheet["household"]
        self._write(_LEFT, sheet["town"], size=15, font=BOLD, ink=_BLUE)
        self._down(6 * mm)
        for key in ("office", "phone", "email", "hours"):
            if sheet["contacts"].get(key):
                self._write(_LEFT, sheet["contacts"][key], size=8.5, ink=_GREY)
                self._down(4 * mm)
        self.y = _HEIGHT - 50 * mm
        for text in (home["to"], home["street"], f"{home['postcode']} {home['city']}"):
            self._write(105 * mm, text, size=10.5)
            self._down(5 * mm)
        self.y = _HEIGHT - 80 * mm
        self._write(_LEFT, self._title(), size=15, font=BOLD, ink=_BLUE)
        self._down(6.5 * mm)
        told = (
            self._t(PERIOD, month=_month(sheet, self.words)),
            self._t(ISSUED, day=self.words.day_and_year(date.fromisoformat(sheet["issued_on"]))),
            self._t(FAMILY, reference=home["reference"]),
        )
        self._write(_LEFT, "  ·  ".join(told))
        self._down(5 * mm)
        if not self.sheet.get("own_meals"):
            self._write(_LEFT, self._quotient())
        self._down(7 * mm)
        self._column_heads()

    def _quotient(self) -> str:
        known = self.sheet["quotient"]
        if known is None:
            # What only corrects earlier months was priced with the quotients of those months.
            return "" if all(line["correction"] for line in self.sheet["lines"]) else self._t(NO_QUOTIENT)
        until = self.words.day_and_year(date.fromisoformat(known["until"]))
        return self._t(QUOTIENT, value=known["value"], source=known["source"], until=until)

    def _column_heads(self) -> None:
        self.canvas.setFillColor(_PALE)
        self.canvas.rect(_LEFT - 2 * mm, self.y - 1.6 * mm, _RIGHT - _LEFT + 4 * mm, 5.6 * mm, stroke=0, fill=1)
        for right, text in zip(_COLUMNS, (QUANTITY, UNIT, SUM), strict=True):
            self._write_right(right, self._t(text), font=BOLD, size=8.5)
        self._down(6.5 * mm)

    def _lines(self) -> None:
        key = lambda line: (line["child"], line["activity"])  # noqa: E731 (used once, as groupby's key)
        for (child, activity), group in groupby(self.sheet["lines"], key=key):
            lines = list(group)
            self._room(3 * _LINE)
            self._write(_LEFT, f"{child} · {activity}", font=BOLD, size=9.5)
            self._write_right(_COLUMNS[2], self._money(sum(line["amount"] for line in lines)), font=BOLD)
            self._down()
            for line in lines:
                self._line(line)
            self._down(1.5 * mm)

    def _line(self, line: Mapping[str, Any]) -> None:
        days = _days(line["days"])
        label = self._t(CORRECTION if line["correction"] else DAYS, label=line["label"], days=days)
        wrapped = _wrapped(label, PLAIN, 8.5, _LABELS)
        self._room(len(wrapped) * _LINE)
        if not line["correction"]:
            self._write_right(_COLUMNS[0], str(line["quantity"]))
            self._write_right(_COLUMNS[1], self._money(line["unit"]))
        self._write_right(_COLUMNS[2], self._money(line["amount"]))
        for text in wrapped:
            self._write(_LEFT + 4 * mm, text, size=8.5)
            self._down(4.2 * mm)

    def _sums(self) -> None:
        sheet = self.sheet
        self._room(26 * mm)
        self.canvas.setStrokeColor(_BLUE)
        self.canvas.line(_COLUMNS[0] - 30 * mm, self.y + 3 * mm, _RIGHT, self.y + 3 * mm)
        self._down(1.5 * mm)
        if sheet["kind"] == "credit_note":
            self._sum(self._t(CREDIT_TOTAL), sheet["amount"])
            self._sum(self._t(CREDIT), -sheet["amount"], strong=True)
            self._write(_LEFT, self._t(CREDIT_KEPT[sheet.get("credit", "carry")]))
            self._down()
        else:
            self._sum(self._t(TOTAL), sheet["amount"])
            if sheet["to_pay"] < sheet["amount"]:
                self._sum(self._t(CREDIT_USED), sheet["to_pay"] - sheet["amount"])
            debit = sheet.get("debit")
            day = self.words.day_and_year(date.fromisoformat(debit["on"] if debit else sheet["due_on"]))
            due = self._t(DEBITED_ON if debit else TO_PAY, day=day) if sheet["to_pay"] > 0 else self._t(NOTHING_TO_PAY)
            self._sum(due, sheet["to_pay"], strong=True)
        if sheet["owed_before"] > 0:
            self._write(_LEFT, self._t(OWED_BEFORE, amount=Amount(sheet["owed_before"])), size=8.5)
            self._down()
        self._down(2 * mm)

    def _sum(self, label: str, cents: int, *, strong: bool = False) -> None:
        font, size = (BOLD, 11) if strong else (PLAIN, 9.5)
        self._write_right(_COLUMNS[1] + 2 * mm, label, font=font, size=size)
        self._write_right(_COLUMNS[2], self._money(cents), font=font, size=size)
        self._down(6 * mm if strong else 5 * mm)

    def _ways(self) -> None:
        ways = self.sheet.get("ways", ())
        if not ways or self.sheet["to_pay"] <= 0:
            return
        self._room((len(ways) * 2 + 1) * _LINE)
        self._write(_LEFT, self._t(BY_DEBIT if self.sheet.get("debit") else WAYS), font=BOLD, size=10.5, ink=_BLUE)
        self._down(5.5 * mm)
        for way in ways:
            for number, text in enumerate(_wrapped(way, PLAIN, 8.5, _RIGHT - _LEFT - 5 * mm)):
                self._room(_LINE)
                self._write(_LEFT + (0 if number == 0 else 4 * mm), f"• {text}" if number == 0 else text, size=8.5)
                self._down(4.2 * mm)
        self._down(2 * mm)

    def _slip(self) -> None:
        """Draw the slip to detach at the foot of the page: references, amount, both codes."""
        if self.y < _SLIP + 14 * mm:
            self._foot()
            self.canvas.showPage()
            self.page += 1
        self.y = _SLIP + 12 * mm
        self.canvas.setDash(2, 2)
        self.canvas.setStrokeColor(_GREY)
        self.canvas.line(_LEFT, self.y, _RIGHT, self.y)
        self.canvas.setDash()
        self._down(6 * mm)
        self._write(_LEFT, self._t(SLIP), font=BOLD, size=10, ink=_BLUE)
        self._down(5.5 * mm)
        home = self.sheet["household"]
        rows = [
            self._t(SLIP_LINE, reference=home["reference"], name=home["to"]),
            self._title(),
        ]
        rows += [f"{label} : {value}" for label, value in self.sheet["references"]]
        for text in rows:
            self._write(_LEFT, text)
            self._down()
        self._down(1.5 * mm)
        self._write(_LEFT, self._t(SLIP_SUM, amount=Amount(self.sheet["to_pay"])), font=BOLD, size=12)
        self._codes()

    def _codes(self) -> None:
        codes = self.sheet.get("codes", {})
        if codes.get("datamatrix"):
            self._code(_matrix(codes["datamatrix"]), codes["datamatrix_caption"], 125 * mm, 24 * mm)
        if codes.get("qr"):
            self._code(_qr(codes["qr"]), codes["qr_caption"], 172 * mm, 27 * mm)

    def _code(self, picture: ImageReader, caption: str, middle: float, side: float) -> None:
        """Draw a code with its caption above, both around a middle."""
        self.canvas.setFillColor(_INK)
        self.canvas.setFont(BOLD, 8.5)
        self.canvas.drawCentredString(middle, _CODES_TOP + 2 * mm, caption)
        self.canvas.drawImage(picture, middle - side / 2, _CODES_TOP - side, side, side)

    def _foot(self) -> None:
        before, self.y = self.y, 9 * mm
        self._write(_LEFT, self._t(PAGE, number=self.sheet["number"], page=self.page), size=7.5, ink=_GREY)
        if self.sheet.get("siret"):
            self.canvas.drawRightString(_RIGHT, self.y, self._t(FROM, town=self.sheet["town"], siret=self.sheet["siret"]))
        self.y = before


@lru_cache(maxsize=4)
def _qr(text: str) -> ImageReader:
    """Return the code of the payment page: the same on all bills of a town."""
    picture = Image.open(BytesIO(qr(text))).convert("L")
    # Half of its points: the finest printer needs no more, and each bill compresses them anew.
    return ImageReader(picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.NEAREST))


def _matrix(text: str) -> ImageReader:
    return ImageReader(datamatrix_image(text))


def _month(sheet: Mapping[str, Any], words: Translator) -> str:
    first, last = date.fromisoformat(sheet["first"]), date.fromisoformat(sheet["last"])
    names = [words.month_and_year(one) for one in {first.replace(day=1): None, last.replace(day=1): None}]
    return words.listed(names)


def _days(days: Sequence[str]) -> str:
    """Return days as the bill lists them: "2, 3, 5/11", month by month."""
    dated = [date.fromisoformat(one) for one in days]
    groups = [(month, [str(one.day) for one in group]) for month, group in groupby(dated, key=lambda one: one.month)]
    return " ; ".join(f"{', '.join(numbers)}/{month:02d}" for month, numbers in groups)


@lru_cache(maxsize=512)
def _wrapped(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Return a text as lines that fit; a word is never cut."""
    lines, current = [], ""
    for word in text.split(" "):
        longer = f"{current} {word}".strip()
        if current and stringWidth(longer, font, size) > width:
            lines.append(current)
            current = word
        else:
            current = longer
    return (*lines, current)
