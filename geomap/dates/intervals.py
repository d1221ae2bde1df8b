"""Inclusive day intervals: calendar arithmetic that says None at the ends of time instead of raising.

Weeks are ISO weeks, Monday to Sunday. Seasons are the northern meteorological ones, winter from December on.
"""

from __future__ import annotations

import datetime
from calendar import monthrange

Interval = tuple[datetime.date, datetime.date]

_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def day(year: int, month: int, number: int) -> datetime.date | None:
    """The date, or None when there is no such day (30 February, year 0)."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def add_days(date: datetime.date, count: int) -> datetime.date | None:
    """The day ``count`` days later, None beyond the years 1 to 9999."""
    ordinal = date.toordinal() + count
    if 1 <= ordinal <= datetime.date.max.toordinal():
        return datetime.date.fromordinal(ordinal)
    return None


def add_months(date: datetime.date, count: int) -> datetime.date | None:
    """The same day ``count`` months later, the month's last day where there is none."""
    position = date.year * 12 + date.month - 1 + count
    year, month = divmod(position, 12)
    if not 1 <= year <= 9999:
        return None
    return datetime.date(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))


def add_units(date: datetime.date, count: int, unit: str) -> datetime.date | None:
    """The day that is ``count`` units away."""
    if abs(count) > 120_000:
        return None
    if unit == "day":
        return add_days(date, count)
    if unit in ("week", "weekend"):
        return add_days(date, 7 * count)
    if unit == "fortnight":
        return add_days(date, 14 * count)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(date, months * count)


def month_interval(year: int, month: int, count: int = 1) -> Interval | None:
    """``count`` months from the first of the given one."""
    first = day(year, month, 1)
    if first is None:
        return None
    last_month = add_months(first, count - 1)
    if last_month is None:
        return None
    return first, last_month.replace(day=monthrange(last_month.year, last_month.month)[1])


def nth_weekday(year: int, month: int, weekday: int, count: int) -> datetime.date | None:
    """The ``count``-th weekday (0 is Monday) of a month, -1 the last; None when the month has no such day."""
    period = month_interval(year, month)
    if period is None:
        return None
    if count > 0:
        date = add_days(period[0], (weekday - period[0].weekday()) % 7 + 7 * (count - 1))
    else:
        date = add_days(period[1], -((period[1].weekday() - weekday) % 7))
    return date if date and period[0] <= date <= period[1] else None


def season_interval(year: int, season: str) -> Interval | None:
    """The season that starts in ``year``: winter 2019 is December 2019 to February 2020."""
    return month_interval(year, _SEASON_MONTH[season], 3)


def year_interval(year: int, count: int = 1) -> Interval | None:
    """``count`` whole years."""
    first, last = day(year, 1, 1), day(year + count - 1, 12, 31)
    return (first, last) if first and last else None


def unit_interval(date: datetime.date, unit: str) -> Interval | None:
    """The day, ISO week, weekend, month ... that holds ``date``. The weekend is that of its ISO week."""
    if unit == "day":
        return date, date
    if unit == "month":
        return month_interval(date.year, date.month)
    if unit == "quarter":
        return month_interval(date.year, date.month - (date.month - 1) % 3, 3)
    if unit == "half":
        return month_interval(date.year, 1 if date.month < 7 else 7, 6)
    if unit == "year":
        return year_interval(date.year)
    if unit == "decade":
        return year_interval(max(1, date.year - date.year % 10), 10 if date.year >= 10 else 9)
    if unit == "century":
        return year_interval(max(1, date.year - date.year % 100), 100 if date.year >= 100 else 99)
    monday = add_days(date, -date.weekday())
    if monday is None:
        return None
    first, last = add_days(monday, 5 if unit == "weekend" else 0), add_days(monday, 13 if unit == "fortnight" else 6)
    return (first, last) if first and last else None


def shifted_interval(date: datetime.date, count: int, unit: str, rounded_to: str) -> Interval | None:
    """The day, week, month ... (``rounded_to``) that holds the day ``count`` units away."""
    shifted = add_units(date, count, unit)
    return unit_interval(shifted, rounded_to) if shifted else None


def week_of_year(year: int, week: int) -> Interval | None:
    """The ISO week."""
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    sunday = add_days(monday, 6)
    return (monday, sunday) if sunday else None


def week_of_period(period: Interval, number: int) -> Interval | None:
    """The ``number``-th week of a month or year, -1 the last. A week belongs where its Thursday is, as in ISO 8601."""
    if number > 0:
        thursday = add_days(period[0], (3 - period[0].weekday()) % 7)
        thursday = thursday and add_days(thursday, 7 * (number - 1))
    else:
        thursday = add_days(period[1], -((period[1].weekday() - 3) % 7))
        thursday = thursday and add_days(thursday, 7 * (number + 1))
    if thursday is None or not period[0] <= thursday <= period[1]:
        return None
    return unit_interval(thursday, "week")


def narrow(period: Interval, edge: str) -> Interval:
    """The early, middle or late part of a period.

    A week gives Monday to Wednesday, Tuesday to Thursday, Thursday to Sunday; a decade years 0 to 3, 4 to 6, 7 to 9;
    anything else its thirds, in whole months where it is made of months.
    """
    first, last = period
    length = (last - first).days + 1
    if length == 1:
        return period
    part = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[edge]
    if length == 7:
        low, high = ((0, 2), (1, 3), (3, 6))[part]
        return first + datetime.timedelta(low), first + datetime.timedelta(high)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if (
        first.day == 1
        and months >= 3
        and (last + datetime.timedelta(1) if last < datetime.date.max else last).day in (1, 31)
    ):
        if months >= 240 and months % 12 == 0:
            low, high = 12 * (months // 12 * part // 3), 12 * (months // 12 * (part + 1) // 3)
        elif months == 120:
            low, high = ((0, 4), (4, 7), (7, 10))[part]
            low, high = 12 * low, 12 * high
        else:
            low, high = months * part // 3, months * (part + 1) // 3
        a, b = add_months(first, low), add_months(first, high - 1)
        if a and b:
            return a, b.replace(day=monthrange(b.year, b.month)[1])
    if first.day == 1 and months == 1:
        low, high = ((1, 10), (11, 20), (21, last.day))[part]
        return first.replace(day=low), first.replace(day=high)
    third = length / 3
    low_day, high_day = int(part * third), max(int(part * third), int((part + 1) * third) - 1)
    return first + datetime.timedelta(low_day), first + datetime.timedelta(high_day)
