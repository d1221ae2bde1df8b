"""The words of English calendar talk, each with the code that the grammar sees and the value it stands for."""

from __future__ import annotations

from typing import Final

# One character per word class, so that a whole text becomes a string on which the grammar's patterns run.
CODES: Final[dict[str, str]] = {
    name: chr(0xE000 + position)
    for position, name in enumerate(
        """month weekday small number year cardinal a ordinal ordinal_word unit clock_unit season daypart deictic
        last previous past recent next coming following this current that same
        edge end ago before after later earlier since until to from between and or the of in on at by
        dash comma dot slash apostrophe open close colon
        bc decade decade_word zone local time clock noon numeric quarter_code holiday approx half
        fiscal thousand hundred century now each overnight eve some for break two_digit
        ended period_word then""".split()
    )
}
OTHER: Final = "_"  # any other word or mark

MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
# Calendar words that are common English words too: in lower case they need a number or a preposition beside them.
AMBIGUOUS: Final = frozenset(
    "may march april june mar jan jun dec nov apr aug oct sep jul mon tue wed thu fri sat sun august".split()
)

SMALL_NUMBERS: Final[dict[str, int]] = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {word: 10 * value for value, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)}
ORDINALS: Final[dict[str, int]] = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        start=1,
    )
} | {"thirtieth": 30}
DECADES: Final[dict[str, int]] = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
# How many "several" and its like stand for, as (least, most).
VAGUE: Final[dict[str, tuple[int, int]]] = {"several": (3, 9), "few": (2, 5), "couple": (2, 2), "some": (2, 9)}

UNITS: Final[dict[str, str]] = {
    word: unit
    for unit, words in {
        "day": "day days",
        "week": "week weeks wk wks",
        "fortnight": "fortnight fortnights",
        "weekend": "weekend weekends",
        "month": "month months",
        "quarter": "quarter quarters",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
    }.items()
    for word in words.split()
}
SEASONS: Final[dict[str, str]] = {
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "winter": "winter",
    "fall": "autumn",
    "springtime": "spring",
    "summertime": "summer",
    "wintertime": "winter",
}
DAYPARTS: Final = frozenset(
    """morning mornings afternoon afternoons evening evenings night nights dawn daybreak sunrise dusk sunset nightfall
    lunchtime midmorning midafternoon""".split()
)
EDGES: Final[dict[str, str]] = {
    "early": "early",
    "late": "late",
    "mid": "mid",
    "beginning": "start",
    "start": "start",
    "outset": "start",
    "middle": "mid",
    "end": "end",
    "close": "end",
    "onset": "start",
    "midway": "mid",
    "rest": "rest",
    "remainder": "rest",
}

# Minutes east of Greenwich for the zone names that news uses. Names that several countries share keep no offset.
ZONES: Final[dict[str, int | None]] = {
    "gmt": 0,
    "utc": 0,
    "z": 0,
    "est": -300,
    "edt": -240,
    "et": None,
    "cst": -360,
    "cdt": -300,
    "ct": None,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "pt": None,
    "akst": -540,
    "hst": -600,
    "bst": 60,
    "wat": 60,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "cat": 120,
    "sast": 120,
    "msk": 180,
    "eat": 180,
    "trt": 180,
    "irst": 210,
    "gst": 240,
    "pkt": 300,
    "ist": None,
    "npt": 345,
    "ict": 420,
    "wib": 420,
    "sgt": 480,
    "hkt": 480,
    "pht": 480,
    "awst": 480,
    "jst": 540,
    "kst": 540,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
}

_SIMPLE: Final[dict[str, str]] = {
    "a": "a an",
    "last": "last",
    "previous": "previous preceding prior",
    "past": "past",
    "recent": "recent",
    "next": "next",
    "coming": "coming upcoming forthcoming",
    "following": "following ensuing subsequent",
    "this": "this",
    "current": "current present calendar latest",
    "that": "that those",
    "same": "same very",
    "ago": "ago",
    "before": "before",
    "after": "after",
    "later": "later afterwards afterward",
    "earlier": "earlier previously beforehand",
    "since": "since",
    "until": "until till through thru",
    "to": "to into",
    "from": "from starting",
    "between": "between",
    "and": "and &",
    "or": "or",
    "the": "the",
    "of": "of",
    "in": "in during throughout",
    "on": "on",
    "at": "at",
    "by": "by",
    "bc": "bc bce",
    "local": "local",
    "time": "time",
    "noon": "noon midday midnight",
    "half": "half",
    "fiscal": "fiscal financial school academic",
    "thousand": "thousand",
    "hundred": "hundred",
    "now": "now",
    "each": "each every",
    "overnight": "overnight",
    "eve": "eve",
    "for": "for",
    "ended": "ended ending",
    "period_word": "period periods",
    "then": "then",
    "some": "so",
    "approx": "about around circa roughly approximately nearly almost barely exactly",
}
WORDS: Final[dict[str, str]] = {
    **{word: CODES[name] for name, words in _SIMPLE.items() for word in words.split()},
    **dict.fromkeys(MONTHS, CODES["month"]),
    **dict.fromkeys(WEEKDAYS, CODES["weekday"]),
    **dict.fromkeys((*SMALL_NUMBERS, *VAGUE), CODES["cardinal"]),
    **dict.fromkeys(ORDINALS, CODES["ordinal_word"]),
    **dict.fromkeys(DECADES, CODES["decade_word"]),
    **dict.fromkeys(UNITS, CODES["unit"]),
    **dict.fromkeys("hour hours minute minutes seconds hr hrs min mins".split(), CODES["clock_unit"]),
    **dict.fromkeys(SEASONS, CODES["season"]),
    **dict.fromkeys(DAYPARTS, CODES["daypart"]),
    **dict.fromkeys(EDGES, CODES["edge"]),
    **dict.fromkeys("today tomorrow yesterday tonight tmrw tmr tomorow".split(), CODES["deictic"]),
    **dict.fromkeys("-–—−‑", CODES["dash"]),
    ",": CODES["comma"],
    ".": CODES["dot"],
    "/": CODES["slash"],
    **dict.fromkeys("'’‘`", CODES["apostrophe"]),
    "(": CODES["open"],
    ")": CODES["close"],
    ":": CODES["colon"],
}
WORD_VALUES: Final[dict[str, int]] = {**MONTHS, **WEEKDAYS, **SMALL_NUMBERS, **ORDINALS, **DECADES}
