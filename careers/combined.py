"""Pay in one place and one industry together, which nobody publishes: modelled between its two published neighbours.

Methods, “Place and industry together”: median(place) × median(industry, US) ÷ median(US). It takes for granted that an
industry pays a job as far above or below its middle in this place as in the whole country.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from careers import pay
from careers.i18n import _
from careers.pay import SMALLEST_RSE_PCT, PayRecord, Per
from careers.significance import CRITICAL_Z


@dataclass(frozen=True)
class Combined:
    """A modelled figure and the published ones it stands between.

    Attributes:
        place: the occupation in the place, all industries; as published.
        industry: the occupation in the industry, whole country; as published.
        nation: the occupation in the whole country, all industries.
        per: the period of the figures.
        value_usd: the modelled middle pay, or None where a figure it rests on is missing.
        low_usd, high_usd: 90% range from the errors of both neighbours. How far the assumption itself is off, it
            does not cover.
        reason: why there is no figure, in a sentence; empty where there is one.
    """

    place: PayRecord
    industry: PayRecord
    nation: PayRecord
    per: Per
    value_usd: float | None
    low_usd: float | None
    high_usd: float | None
    reason: str = ""


def estimate(soc_code: str, place: str, industry: str, per: Per = "year") -> Combined:
    """Model the middle pay of an occupation in one place and one industry.

    Args:
        soc_code: such as ``43-4051``.
        place: a place other than ``US``.
        industry: an industry's code.
        per: year or hour.

    Returns:
        The figure with its range. The agency prints errors for averages only, so the neighbours' errors of average pay
        stand in for those of the middle; both are added as independent ones are, by their squares.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
        NotPublished: one of the two neighbours is not published.
    """
    here, sector, nation = pay.lookup(soc_code, place), pay.lookup(soc_code, "US", industry), pay.lookup(soc_code)
    cells = [record.cell("p50", per) for record in (here, sector, nation)]
    errors = [record.pay_rse_pct for record in (here, sector)]
    values = [cell.value for cell in cells]
    if any(cell.flag == "top_coded" for cell in cells):
        reason = _("One of the published figures is only known to be above what the agency prints.")
    elif any(value is None for value in values):
        reason = _("One of the published figures it would rest on is not released.")
    elif any(error is None for error in errors):
        reason = _("The error of one of the published figures is not released, so we could not say how sure it is.")
    else:
        first, second, whole = (float(value) for value in values if value is not None)
        value = first * second / whole
        error = math.hypot(*(max(rse, SMALLEST_RSE_PCT) / 100 for rse in errors if rse is not None))
        reach = value * CRITICAL_Z * error
        return Combined(here, sector, nation, per, value, value - reach, value + reach)
    return Combined(here, sector, nation, per, None, None, None, reason)
