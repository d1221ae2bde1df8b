"""The grammar: every rule in order of preference, the longer and surer ones first."""

from __future__ import annotations

from typing import Final

from geomap.dates.counted import (
    read_ago,
    read_ago_on_day,
    read_ago_this_unit,
    read_counted_pointer,
    read_in_units,
    read_last_hours,
    read_later,
    read_two_counts_ago,
)
from geomap.dates.days import (
    read_day_of_pointed_year,
    read_days_of_month,
    read_listed_day,
    read_month_day,
    read_month_day_in_words,
    read_nth_of_month,
    read_weekday_number,
    read_weekday_of_month,
)
from geomap.dates.grammar import Grammar, Rule, build_grammar, rule
from geomap.dates.months import (
    read_month,
    read_month_of_pointed_year,
    read_month_span_year,
    read_month_year,
    read_pointed_month,
)
from geomap.dates.named import read_holiday, read_holiday_of_year
from geomap.dates.numeric import read_named_attack, read_numeric, read_weekday_numeric
from geomap.dates.offsets import read_from_now, read_offset, read_starting, read_until_now
from geomap.dates.parts import (
    read_half_of,
    read_part_of_year,
    read_pointed_season,
    read_season,
    read_week_number,
    read_week_number_of_year,
)
from geomap.dates.pointed import (
    read_day_before,
    read_deictic,
    read_pointed_part,
    read_pointed_unit,
    read_since_then,
    read_the_unit,
    read_weekend,
    read_year_end,
)
from geomap.dates.quarters import (
    read_first_months,
    read_half,
    read_latest_period,
    read_quarter,
    read_quarter_code,
    read_quarter_number,
    read_quarter_of_pointed_year,
    read_same_period,
    read_year_earlier_period,
    read_year_period,
)
from geomap.dates.weekdays import read_overnight, read_pointed_weekday, read_weekday, read_weekday_of_week
from geomap.dates.years import read_before_christ, read_century, read_decade, read_year, read_year_span

_RULES: tuple[Rule, ...] = (
    # what begins with a count, or hangs on a date after it
    rule("offset from a date", "in? the? (c:count)? u:unit w:hinge", read_offset),
    rule("count from a date", "c:count u:unit s:from from?", read_starting),
    rule("week number of a year", "the? u:unit n:small of? the? p:pointer y:unit", read_week_number_of_year),
    rule(
        "days of a month pointed at",
        "d:day_digits joint e:day_digits (of|in) the? p:pointer u:unit",
        read_days_of_month,
    ),
    rule("another day of the month", "(comma|and|or|comma and) the? d:day_digits", read_listed_day),
    rule("between now", "(between|from) now (and|to|until)", read_from_now),
    rule("until now", "(and|to|until) now", read_until_now),
    rule("eve of a date", "(on)? the e:eve of", read_offset),
    rule("holiday of a year", "h:holiday of? p:pointer u:unit", read_holiday_of_year),
    rule("part of a period", "the? n:nth dash? (c:plain_count dash?)? (u:unit|h:half) (of|in)", read_half_of),
    rule("weekday of a week", "w:weekday comma? of? (the? p:pointer) u:unit", read_weekday_of_week),
    rule("week and weekday", "(the? p:pointer) u:unit on? w:weekday", read_weekday_of_week),
    rule("counted pointer", "the? p:pointer approx? c:plain_count of? u:unit", read_counted_pointer),
    rule("count and pointer", "the? c:plain_count p:pointer u:unit", read_counted_pointer),
    rule("first months", "the? n:ordinal_word c:plain_count dash? u:unit(?! of)", read_first_months),
    rule("year-ago period", "the? a? u:unit dash (ago|earlier) period_word", read_year_earlier_period),
    rule(
        "year-ago quarter",
        "the? u:unit dash (ago|earlier) fiscal? (ordinal_word dash?)? unit",
        read_year_earlier_period,
    ),
    rule("year-ago", "the? u:unit dash (ago|earlier)", read_year_earlier_period),
    rule("a period of a year", "the y:year period_word", read_year_period),
    rule("latest period", "the p:current period_word", read_latest_period),
    rule("two counts ago", "b:count v:unit comma? and? c:count u:unit ago", read_two_counts_ago),
    rule("ago this month", "c:count u:unit ago p:this v:unit", read_ago_this_unit),
    rule("ago on a weekday", "c:count u:unit ago (on|this)? (w:weekday|d:deictic)", read_ago_on_day),
    rule("ago", "approx? a? c:count of? dash? u:unit (or some)? dash? ago", read_ago),
    rule("last hours", "the? p:back c:plain_count u:clock_unit", read_last_hours),
    rule("this or that many ago", "approx? a? b:plain_count joint c:plain_count u:unit ago", read_ago),
    rule("from now", "approx? a? c:count of? u:unit from w:now", read_later),
    rule("later", "approx? a? c:count of? u:unit w:sequel", read_later),
    rule("the day before", "the u:unit w:sequel", read_day_before),
    rule("in units", "in approx? c:count u:unit(?! (from|ago|later|earlier|of|dash|apostrophe))", read_in_units),
    rule("pointed weekday", "the? p:pointer w:weekday(?! (of|in) the? month)", read_pointed_weekday),
    rule("pointed month", "the? p:pointer m:month(?! dot? small)", read_pointed_month),
    rule("pointed season", "the? p:pointer s:season", read_pointed_season),
    rule(
        "quarter of a pointed year",
        "(p:pointer u:unit|y:year) apostrophe other n:ordinal_word dash? q:unit",
        read_quarter_of_pointed_year,
    ),
    rule(
        "same period of the year before",
        "the? same (u:unit|period_word) (of|in|from)? (p:pointer y:unit|a y2:unit dash? (ago|earlier))",
        read_same_period,
    ),
    rule("year end", "u:unit (dash|apostrophe other)? e:edge(?! of)", read_year_end),
    # what names its place in the calendar
    rule("day month short year", "d:small m:month dot? y:two_digit(?!unit|colon)", read_month_day),
    rule(
        "day of a pointed year",
        "(w:weekday comma?)? (m:month dot? d:day_number|the? d2:day_number of? m2:month)"
        " comma? (of|in)? p:pointer u:unit",
        read_day_of_pointed_year,
    ),
    rule("month of a pointed year", "m:month comma? (of|in)? p:pointer u:unit", read_month_of_pointed_year),
    rule("9/11", "n:numeric", read_named_attack),
    rule("numeric", "n:numeric", read_numeric),
    rule("weekday and numeric", "weekday comma? n:numeric", read_weekday_numeric),
    rule(
        "month day, year",
        "(w:weekday dot? comma?)? m:month dot? (dash|slash)? the? d:day_number ((joint|comma and?) the? e:day_number)?"
        " (separator|comma in)? y:year(?!dash small)",
        read_month_day,
    ),
    rule("year month day", "y:year dash? m:month dash? d:day_number", read_month_day),
    rule("month year day", "m:month dash y:year dash d:day_number", read_month_day),
    rule(
        "day month year",
        "(w:weekday dot? comma?)? the? d:day_number (joint the? e:day_number)? (of|dash|slash)? m:month dot?"
        " (separator|comma in)? y:year",
        read_month_day,
    ),
    rule("day month of short year", "the? d:day_number of? m:month dot? (of|apostrophe) y:two_digit", read_month_day),
    rule(
        "month day in words",
        "m:month dot? d:cardinal (comma? y:year)?(?!unit|clock_unit|dash)",
        read_month_day_in_words,
    ),
    rule(
        "month day",
        "(w:weekday dot? comma?)? m:month dot? (dash|slash)? the? d:day_number ((joint|comma and?) the? e:day_number)?"
        "(?!unit|clock_unit|daypart unit|month|thousand|hundred)",
        read_month_day,
    ),
    rule(
        "day month",
        "(w:weekday dot? comma?)? the? d:day_digits (joint the? e:day_digits)? (of|dash|slash)? m:month",
        read_month_day,
    ),
    rule("nth of month", "(w:weekday comma?)? the? d:day_number (joint the? e:day_number)? of m:month", read_month_day),
    rule(
        "month to month year",
        "m:month dot? (dash|to|until|and|or|slash) n:month dot? (separator|comma in)? y:year",
        read_month_span_year,
    ),
    rule("month year", "m:month dot? (separator|comma in)? y:year", read_month_year),
    rule("year month", "y:year dash? m:month", read_month_year),
    rule(
        "weekday of a month",
        "the? n:nth w:weekday (of|in) the? m:month (dot? (comma|of|in)? y:year)?",
        read_weekday_of_month,
    ),
    rule(
        "part of year",
        "the? n:nth dash? (c:plain_count dash?)? (u:unit|h:half) (of|in) (the?) (m:month dot? comma?)? of? y:year",
        read_part_of_year,
    ),
    rule("part of month", "the? n:nth dash? (u:unit|h:half) of m:month", read_part_of_year),
    rule("weekday number", "w:weekday the? d:day_digits(?!unit|clock_unit|month|dash|to|colon)", read_weekday_number),
    rule("month", "m:month", read_month),
    rule("year span", "y:year dash z:two_digit", read_year_span),
    rule("years", "y:year dash z:year", read_year_span),
    rule("before Christ", "y:plain_count bc", read_before_christ),
    rule("decade", "(the:the|of:of)? d:decade", read_decade),
    rule("decade in words", "(the:the|i:in) d:decade_word", read_decade),
    rule("century", "the? n:nth dash? u:unit", read_century),
    rule("quarter of the year before", "the? y:year n:nth dash? u:unit", read_quarter),
    rule("quarter", "the? fiscal? n:nth dash? u:unit(?! (of|in) year)", read_quarter),
    rule("half", "the? n:ordinal_word dash? half(?! (of|dash))", read_half),
    rule("quarter code and year", "q:quarter_code dash? (of|in)? y:year", read_quarter_code),
    rule("year and quarter code", "y:year dash? q:quarter_code", read_quarter_code),
    rule("quarter code", "q:quarter_code", read_quarter_code),
    rule("season and year", "the? s:season (of|in|comma)? y:year", read_season),
    rule("season", "the:the? s:season", read_season),
    rule("quarter number", "u:unit n:small of? y:year", read_quarter_number),
    rule("week number", "the? u:unit n:small ((of|in|comma)? y:year)?", read_week_number),
    rule("holiday and year", "h:holiday comma? (of|in)? y:year", read_holiday),
    rule("holiday", "(p:pointer)? h:holiday", read_holiday),
    rule("labelled year", "the? label:unit of? y:year", read_year),
    rule("year", "y:year", read_year),
    # what counts from publication or from the last date
    rule("pointed part of a day", "the? p:pointer d:daypart", read_pointed_part),
    rule("overnight between weekdays", "overnight (from|between)? w:weekday (to|and|dash) weekday", read_overnight),
    rule("overnight into a weekday", "overnight to v:weekday", read_overnight),
    rule("overnight and weekday", "overnight (on|from)? w:weekday", read_overnight),
    rule("weekday overnight", "w:weekday overnight", read_overnight),
    rule("overnight", "overnight", read_overnight),
    rule("since then", "since then", read_since_then),
    rule("pointed unit", "(the|this)? p:pointer fiscal? u:unit(?! ended)", read_pointed_unit),
    rule("the weekend", "the u:unit", read_weekend),
    rule("the unit", "the? u:unit", read_the_unit),
    rule("nth of a month", "(the|on) d:ordinal of? ((the? p:pointer) u:unit)?", read_nth_of_month),
    rule("deictic", "d:deictic", read_deictic),
    rule("weekday", "w:weekday", read_weekday),
)

GRAMMAR: Final[Grammar] = build_grammar(_RULES)
