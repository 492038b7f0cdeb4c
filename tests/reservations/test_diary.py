"""The file for a diary follows RFC 5545: lines of 75 octets at most, special signs escaped, ids that stay."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from villars_core.reservations.diary import DiaryDay, diary

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.just("\n"), max_size=120
)


def _read(raw: bytes) -> list[str]:
    """Return the unfolded lines."""
    text = raw.decode()
    assert text.endswith("\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_day_is_a_whole_day_with_an_id_of_its_own() -> None:
    lines = _read(diary([DiaryDay("cantine-1-2026-12-31@villars", date(2026, 12, 31), "Cantine : Léa")], "Cantine", AT))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    for line in (
        "UID:cantine-1-2026-12-31@villars",
        "METHOD:PUBLISH",
        "DTSTAMP:20261123T080000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Cantine : Léa",
    ):
        assert line in lines


def test_a_diary_made_later_changes_the_earlier_one() -> None:
    days = [DiaryDay("cantine-1-2026-12-31@villars", date(2026, 12, 31), "Cantine : Léa")]
    first, later = ([one for one in _read(diary(days, "C", at)) if one.startswith("SEQUENCE:")] for at in (AT, AT + timedelta(minutes=1)))
    assert int(first[0].removeprefix("SEQUENCE:")) < int(later[0].removeprefix("SEQUENCE:")) < 2**31


@given(WORDS)
def test_whatever_a_name_holds_comes_back_from_the_file(name: str) -> None:
    lines = _read(diary([DiaryDay("u", date(2026, 12, 1), name)], name, AT))
    (summary,) = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]
    unescaped, escaping = "", False
    for sign in summary:
        if escaping:
            unescaped, escaping = unescaped + ("\n" if sign == "n" else sign), False
        elif sign == "\\":
            escaping = True
        else:
            unescaped += sign
    assert unescaped == name
