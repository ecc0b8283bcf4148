"""Numbers and dates as text. The only place where a figure becomes words, so that it reads the same everywhere.

Every function answers in the language of ``careers.i18n``. A figure that is missing is an error here (``ValueError``)
unless its flag says why: then the reason is what is shown, never a blank and never zero.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from careers.i18n import N_, _, babel_locale, language, ngettext

Per = Literal["year", "hour"]

MINUS: Final = "\N{MINUS SIGN}"
NO_BREAK: Final = "\N{NO-BREAK SPACE}"

FLAG_WORDS: Final[dict[str, str]] = {
    "not_released": N_("not released"),
    "hourly_only": N_("paid by the hour only"),
    "annual_only": N_("paid by the year only"),
    "top_coded": N_("more than the source prints"),
}
"""What is said in place of a figure that is not there, by its flag."""


def _number(value: float, what: str) -> float:
    if value is None or not math.isfinite(value):
        raise ValueError(f"{what} is missing: show the words for its flag instead.")
    return float(value)


def _signs(text: str) -> str:
    """A true minus sign in place of the hyphen that locales write."""
    return text.replace("-", MINUS)


def _decimal(value: float, decimals: int) -> str:
    # Rounded before the sign is written, so that -0.04 reads 0.0 and not -0.0.
    return _decimal_in(round(value, decimals) + 0.0, decimals, babel_locale())


# A page prints the same few hundred figures at every visit, and Babel takes 30 microseconds for each.
@lru_cache(maxsize=20_000)
def _decimal_in(rounded: float, decimals: int, locale: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _signs(str(format_decimal(rounded, format=pattern, locale=locale)))


def _dollars(value: float, decimals: int) -> str:
    return _dollars_in(round(value, decimals) + 0.0, decimals, babel_locale())


@lru_cache(maxsize=20_000)
def _dollars_in(rounded: float, decimals: int, locale: str) -> str:
    pattern = "¤#,##0" + ("." + "0" * decimals if decimals else "")
    return _signs(str(format_currency(rounded, "USD", format=pattern, locale=locale, currency_digits=False)))


def usd_year(value: float) -> str:
    """Yearly pay in whole dollars: ``$41,250``."""
    return _dollars(_number(value, "Yearly pay"), 0)


def usd_hour(value: float) -> str:
    """Hourly pay in dollars and cents: ``$19.83``."""
    return _dollars(_number(value, "Hourly pay"), 2)


def usd(value: float, per: Per) -> str:
    """Pay per year in whole dollars, or per hour in dollars and cents."""
    return usd_year(value) if per == "year" else usd_hour(value)


def usd_axis(value: float, per: Per) -> str:
    """Pay as an axis prints it: ``$40k`` a year, ``$20`` an hour."""
    number = _number(value, "Pay")
    if per == "year" and abs(number) >= 1000:
        return _("{dollars}k").format(dollars=_dollars(number / 1000, 0))
    return _dollars(number, 0 if float(number).is_integer() else 2)


def usd_change(value: float, per: Per) -> str:
    """A difference in pay with its sign: ``+$840``, ``−$1.20``, ``$0``."""
    number = _number(value, "A difference in pay")
    text = usd(number, per)
    return f"+{text}" if round(number, 0 if per == "year" else 2) > 0 else text


def pct(value: float, decimals: Literal[0, 1] = 1, *, signed: bool = False) -> str:
    """A share or change in percent (``4.2`` means 4.2%): ``4.2%``, ``−6%``, ``+2%`` where ``signed``.

    One decimal is printed even where it is zero, so that columns line up; whole percents take ``decimals=0``.
    """
    number = _number(value, "A percentage")
    text = _("{number}%").format(number=_decimal(number, decimals))
    return f"+{text}" if signed and round(number, decimals) > 0 else text


def points(value: float) -> str:
    """A difference of two rates: ``1.3 points``."""
    number = round(_number(value, "A difference of rates"), 1)
    return ngettext("{number} point", "{number} points", abs(number)).format(number=_decimal(number, 1))


def count(value: float, *, signed: bool = False) -> str:
    """A whole number of jobs, people or rows as published: ``85,930``; ``+1,200`` where ``signed``."""
    text = _decimal(_number(value, "A count"), 0)
    return f"+{text}" if signed and round(value) > 0 else text


def people(value: float) -> str:
    """A number of people or jobs to three significant figures: ``2.60 million``, ``85,900``, ``312``."""
    number = _number(value, "A number of people")
    if number == 0:
        return _decimal(0, 0)
    rounded = round(number, 2 - math.floor(math.log10(abs(number))))
    if abs(rounded) >= 1e9:
        return _("{number} billion").format(number=_significant(rounded / 1e9)).replace(" ", NO_BREAK)
    if abs(rounded) >= 1e6:
        return _("{number} million").format(number=_significant(rounded / 1e6)).replace(" ", NO_BREAK)
    return _decimal(rounded, 0)


def _significant(value: float) -> str:
    return _decimal(value, max(0, 2 - math.floor(math.log10(abs(value)))))


def ratio(value: float) -> str:
    """A ratio such as a location quotient, two decimals: ``0.93``."""
    return _decimal(_number(value, "A ratio"), 2)


def one_decimal(value: float) -> str:
    """An average in a unit that stands beside it, such as hours: ``36.0``."""
    return _decimal(_number(value, "An average"), 1)


def index(value: float) -> str:
    """A price level where the US is 100: ``92.7``."""
    return _decimal(_number(value, "An index"), 1)


def at_least(text: str) -> str:
    """An amount that is only known from below: ``at least $239,200``."""
    return _("at least {amount}").format(amount=text)


def flag_words(flag: str) -> str:
    """What to say in place of a figure with this flag.

    Raises:
        ValueError: the flag stands for a figure that is there, or is unknown.
    """
    if flag not in FLAG_WORDS:
        raise ValueError(f"The flag {flag!r} has no words of its own.")
    return _(FLAG_WORDS[flag])


def pay(value: float | None, flag: str, per: Per, ceiling: float | None = None) -> str:
    """A pay cell as text, whatever its flag.

    Args:
        value: dollars per year or hour; read only where the flag is ``ok`` or ``collapsed``.
        flag: the cell's flag.
        per: ``year`` or ``hour``.
        ceiling: highest pay that the edition prints, same unit, from ``pay_editions``; names a top-coded cell.

    Raises:
        ValueError: the flag promises a figure and there is none, or the flag is unknown.
    """
    if flag in ("ok", "collapsed"):
        if value is None:
            raise ValueError("The flag promises a figure, and there is none.")
        return usd(value, per)
    if flag == "top_coded" and ceiling is not None and math.isfinite(ceiling):
        return at_least(usd(ceiling, per))
    return flag_words(flag)


def jobs(value: float | None, flag: str) -> str:
    """A number of jobs as published, or the words for its flag."""
    if flag in ("ok", "collapsed"):
        if value is None:
            raise ValueError("The flag promises a figure, and there is none.")
        return count(value)
    return flag_words(flag)


def day(when: date | datetime | str) -> str:
    """A date written out: ``July 14, 2026``. Text is read as ISO 8601."""
    moment = datetime.fromisoformat(when) if isinstance(when, str) else when
    return str(format_date(moment, format="long", locale=babel_locale()))


def edition(text: str) -> str:
    """An edition as its source names it, in the language in use: ``May 2025``, ``2024–34``."""
    return _(text)


def listed(items: list[str]) -> str:
    """Two or more things in one sentence: ``Ohio, Texas and Maine``."""
    if len(items) < 2:
        return "".join(items)
    text = _("{first} and {last}")
    if language() == "es" and _SOUNDS_LIKE_I.match(items[-1]):
        # "Ohio e Indiana": before the same sound the Spanish word for "and" changes.
        text = text.replace(" y ", " e ")
    return text.format(first=", ".join(items[:-1]), last=items[-1])


_SOUNDS_LIKE_I: Final = re.compile(r"(i|í|hi(?![aeo])|hí)", re.IGNORECASE)
"""Beginnings before which "y" becomes "e" in Spanish; "hierro" and "hielo" begin with another sound."""
