"""What holds for every text: no layout hides or adds words, nothing raises, what we sent never comes back as the parent's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from email_gateway import authentication, automatic, charsets, headers, quoting
from email_gateway.attachments import RawFile, judge
from email_gateway.parsing import parse
from tests.email_gateway.corpus import cases
from tests.email_gateway.corpus.apart import APART
from tests.email_gateway.corpus.layouts import TUNED
from tests.email_gateway.corpus.material import NOTICE, Layout

_WORDS = (  # noqa: SIM905 (words are read better so)
    "Léa Tom jeudi mardi lundi 1er décembre cantine garderie oui non merci annuler réserver svp le la de pour et mais pas "
    "finalement école midi 12h30 maman papa malade certificat facture bonjour svp 3 10 14/12 a écrit"
).split()
_LINES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join)
_REPLIES = st.lists(_LINES, min_size=1, max_size=6).map("\n".join)
_LAYOUTS = st.sampled_from([*TUNED, *APART])


@given(layout=_LAYOUTS, reply=_REPLIES)
def test_any_reply_is_read_whole_in_any_layout(layout: Layout, reply: str) -> None:
    written = layout.render(reply)
    raw = cases.message(written.text, written.html, "base64")
    got = parse(raw).reply_text
    assert got.split() == reply.split(), layout.name


@pytest.mark.parametrize(
    "end",
    [
        "\n--\nPS : Léa est allergique aux arachides",
        "\n-- \nNB : Tom a un PAI",
        "Le jeudi 26 novembre à 12:30, Léa a rendez-vous. Elle m'a écrit :\n« soyez à l'heure »\ndonc pas de cantine",
        "Le 26 novembre à 12h30 son père m'a écrit :\nil la prend, donc annulez",
    ],
)
@given(layout=_LAYOUTS)
def test_what_only_looks_like_a_programs_line_is_read_whole_in_any_layout(end: str, layout: Layout) -> None:
    reply = f"Bonjour, oui jeudi\n{end}"
    written = layout.render(reply)
    assert parse(cases.message(written.text, written.html, "base64")).reply_text.split() == reply.split(), layout.name


@given(reply=_REPLIES)
def test_what_we_sent_never_comes_back(reply: str) -> None:
    left = quoting.subtract(f"{reply}\n{NOTICE}", NOTICE)
    assert "Tout annuler" not in left
    assert "Vous pouvez encore changer" not in left
    assert len(left) <= len(reply)


@given(text=st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    assert isinstance(quoting.newest(quoting.Body(text, text)), str)
    assert isinstance(quoting.subtract(text, text), str)
    assert "\n" not in headers.decode_words(text)
    assert isinstance(charsets.clean(text), str)
    assert isinstance(authentication.parsed(text)[1], list)


@given(raw=st.binary(max_size=400), charset=st.text(max_size=20))
def test_no_bytes_raise(raw: bytes, charset: str) -> None:
    assert isinstance(charsets.decode(raw, charset), str)
    assert isinstance(parse(raw).reply_text, str)
    assert len(judge([RawFile("x", "image/png", raw)])) == 1


@given(
    pairs=st.lists(
        st.tuples(st.sampled_from(["from", "subject", "auto-submitted", "references", "date", "return-path"]), st.text(max_size=80)),
        max_size=6,
    )
)
def test_no_header_raises(pairs: list[tuple[str, str]]) -> None:
    found = headers.Headers.of(pairs)
    assert isinstance(automatic.reason(found, automatic.Shape(), ""), str)
    assert isinstance(found.message_id, str)
    assert isinstance(found.date, str)
    assert len(found.people("from")) <= headers.MAX_ADDRESSES
