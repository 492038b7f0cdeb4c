"""The days of feasts that people name instead of a date."""

from datetime import date, timedelta

_MAY, _JUNE, _MARCH, _NOVEMBER = 5, 6, 3, 11


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian computus, Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast_day(name: str, year: int) -> date:
    """Return the day of a feast of the lexicons: "12-25", "easter+39", or a movable one by its name."""
    if name.startswith("easter"):
        return easter(year) + timedelta(days=int(name.removeprefix("easter")))
    if name == "mothers":
        last_sunday = _last_weekday(year, _MAY, 7)
        return last_sunday + timedelta(days=7) if last_sunday == easter(year) + timedelta(days=49) else last_sunday
    if name in _NTH:
        in_month, weekday, nth, shift = _NTH[name]
        return nth_weekday(year, in_month, weekday, nth) + timedelta(days=shift)
    if name == "advent":
        christmas = date(year, 12, 25)
        return christmas - timedelta(days=christmas.isoweekday() + 21)
    month, day = name.split("-")
    return date(year, int(month), int(day))


_NTH = {
    "fathers": (_JUNE, 7, 3, 0),
    "grandmothers": (_MARCH, 7, 1, 0),
    "thanksgiving": (_NOVEMBER, 4, 4, 0),
    "blackfriday": (_NOVEMBER, 4, 4, 1),
}


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth ISO weekday of a month, counted from one."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _last_weekday(year: int, month: int, weekday: int) -> date:
    day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)
