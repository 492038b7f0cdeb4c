"""Headers made of the parts that French mail programs use: in whatever order, what stands under them is not the parent's."""

import textwrap
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from email_gateway.quoting import newest_of_text

_REPLIES = st.sampled_from(
    [
        "Oui",
        "1",
        "Bonjour,\n\nLéa sera absente mardi.\n\nCordialement,\nNadia Martin",
        "Pas de cantine le 3 et le 4 svp\n- lundi ok\n- mardi non",
        "Le mardi 1er décembre Tom est chez son père",
        "Je ne comprends pas la facture. Pouvez-vous m'expliquer ?\nMerci d'avance",
    ]
)
_OLDER = "Bonjour Nadia,\n\nLa cantine de Léa est réservée pour lundi.\n\n1. Tout annuler\n2. Garder ainsi\n\n04 77 00 00 00"
_ADDRESS = "reponse+k3j5h7q2@villars.example"
_SPACE = st.sampled_from([" ", "\u00a0", "\u202f"])
_MAY_SPACE = st.sampled_from(["", " ", "\u00a0", "\u202f"])
_DAYS = st.sampled_from(["", "mar. ", "mardi ", "jeu. "])
_DATES = st.one_of(
    st.builds("{}{} {} 2026".format, _DAYS, st.integers(1, 28), st.sampled_from(["janv.", "févr.", "mai", "août", "novembre", "déc."])),
    st.sampled_from(["24/11/2026", "24/11/26", "24.11.2026", "2026-11-24", "mardi 24/11/2026", "mar., nov. 24, 2026"]),
)
_TIMES = st.sampled_from(
    ["10:12", "9:05", "10:12:33", "10h12", "10:12 AM", "10:12 +0100", "10:12:33 UTC+1", "10:12 CET", "10:12:33 GMT+01:00"]
)
_NAMES = st.sampled_from(
    ["Service Éducation de Villars", "Mairie de Villars - Cantine", "Service Éducation, Villars", "cantine", "Mme O'Brien [Mairie]"]
)
_PEOPLE = st.one_of(
    st.builds("{} <{}>".format, _NAMES, st.just(_ADDRESS)),
    st.builds('"{}" <mailto:{}>'.format, _NAMES, st.just(_ADDRESS)),
    st.builds("{0} <{1}<mailto:{1}>>".format, _NAMES, st.just(_ADDRESS)),
    st.sampled_from([_ADDRESS, f"<{_ADDRESS}>", f"Cantine ({_ADDRESS})"]),
)
_WROTE = st.builds("a{}écrit{}:".format, _SPACE, _MAY_SPACE)
_ATTRIBUTIONS = st.one_of(
    st.builds("Le {} à {}, {} {}".format, _DATES, _TIMES, st.one_of(_PEOPLE, _NAMES), _WROTE),
    st.builds("Le {} {}, {} {}".format, _DATES, _TIMES, _PEOPLE, _WROTE),
    st.builds("Le {}, {} {}".format, _DATES, _PEOPLE, _WROTE),
    st.builds("{} {} {} <{}>:".format, _DATES, _TIMES, _NAMES, st.just(_ADDRESS)),
)
_COLON = st.builds("{}:{}".format, _MAY_SPACE, st.sampled_from(["", " ", "\t"]))


@st.composite
def _blocks(draw: st.DrawFn) -> str:
    keys = [
        (draw(st.sampled_from(["De", "de", "From", "Expéditeur"])), draw(_PEOPLE)),
        (draw(st.sampled_from(["Envoyé", "Date", "Envoyé le", "Sent"])), f"{draw(_DATES)} {draw(_TIMES)}"),
        (draw(st.sampled_from(["À", "A", "To", "Pour"])), "Nadia Martin <nadia@parents.example>"),
        (
            draw(st.sampled_from(["Objet", "objet", "Sujet", "Subject"])),
            draw(st.sampled_from(["Cantine", "[EXT] Une réponse", "RE: Cantine"])),
        ),
    ]
    rule = draw(st.sampled_from(["", "", "_" * 32, "-----Message d'origine-----", "----- Mail original -----", "-" * 16]))
    lines = [f"{key}{draw(_COLON)}{value}" for key, value in draw(st.permutations(keys))]
    return "\n".join([rule, *lines] if rule else lines)


_BLOCKS = _blocks()
_WIDTHS = st.sampled_from([0, 60, 72, 78])
_MARKS = st.sampled_from(["", "> ", ">"])
_GAPS = st.sampled_from(["\n", "\n\n", "\n\n\n"])
_DEVICES = st.sampled_from(
    ["", "Envoyé de mon iPhone\n\n", "Obtenez Outlook pour iOS\n", "Envoyé depuis mon smartphone Samsung Galaxy.\n\n"]
)


def _folded(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False) if width else text


def _marked(text: str, mark: str) -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


@given(reply=_REPLIES, header=_ATTRIBUTIONS, width=_WIDTHS, mark=_MARKS, gap=_GAPS, device=_DEVICES)
def test_whatever_the_attribution_only_the_answer_is_read(reply: str, header: str, width: int, mark: str, gap: str, device: str) -> None:
    body = f"{reply}\n\n{device}{_folded(header, width)}{gap}{_marked(_OLDER, mark)}\n"
    assert newest_of_text(body).split() == reply.split()


@given(reply=_REPLIES, header=_BLOCKS, mark=_MARKS, gap=_GAPS, device=_DEVICES)
def test_whatever_the_block_of_headers_only_the_answer_is_read(reply: str, header: str, mark: str, gap: str, device: str) -> None:
    body = f"{reply}\n\n{device}{header}{gap}{_marked(_OLDER, mark)}\n"
    assert newest_of_text(body).split() == reply.split()


@given(reply=_REPLIES, header=_ATTRIBUTIONS, width=_WIDTHS, mark=st.sampled_from(["> ", ">"]))
def test_an_answer_under_the_quotation_is_read(reply: str, header: str, width: int, mark: str) -> None:
    body = f"{_folded(header, width)}\n{_marked(_OLDER, mark)}\n\n{reply}\n"
    assert newest_of_text(body).split() == reply.split()


def test_what_parents_say_stays_whole() -> None:
    """The sentences that the understanding is tried on: none of them looks like a header, a signature or a notice."""
    changed = [words for words in _said() if newest_of_text(words).split() != words.split()]
    assert changed == []


def _said() -> set[str]:
    folder = Path(__file__).parents[1] / "understanding" / "corpus"
    lines = [line for file in sorted(folder.glob("*fr*.tsv")) for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    said = {words for words in (line.rpartition("\t")[2].strip() for line in lines) if any(char.isalnum() for char in words)}
    assert len(said) > 1_000
    # A telephone's own line, typed into a chat, is cut all the same.
    return {words for words in said if "Envoyé de mon" not in words}
