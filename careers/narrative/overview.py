"""Sentences of the Overview: what a job pays here, how that compares, and whether it grows."""

from __future__ import annotations

from careers import format as fmt
from careers.i18n import N_, _, ngettext
from careers.narrative.names import in_place, job_in_sentence, job_title
from careers.narrative.verdicts import label
from careers.outlook import Outlook
from careers.pay import Cell, PayRecord, Per, Verdict
from careers.prices import RealAmount

PER_WORDS: dict[Per, str] = {"year": N_("a year"), "hour": N_("an hour")}

GROWTH_WORDS = {
    "decline": N_("decline"),
    "little or no change": N_("little or no change"),
    "slower than average": N_("slower than average"),
    "as fast as average": N_("as fast as average"),
    "faster than average": N_("faster than average"),
    "much faster than average": N_("much faster than average"),
}
"""The agency's growth words, for the translation catalogue."""


def amount(cell: Cell, per: Per, ceiling: float | None = None) -> str:
    """A pay figure with its period: "$45,610 a year", "at least $239,200 a year", "not released"."""
    text = fmt.pay(cell.value, cell.flag, per, ceiling)
    has_amount = cell.value is not None or (cell.flag == "top_coded" and ceiling is not None)
    return _("{amount} {per}").format(amount=text, per=_(PER_WORDS[per])) if has_amount else text


def heading(record: PayRecord) -> str:
    """The page's heading: the job and the place."""
    return _("{job} {in_place}").format(
        job=job_title(record.occupation_title), in_place=in_place(record.place_code, record.place_title)
    )


def middle(record: PayRecord, per: Per, ceiling: float | None = None) -> str:
    """What half of the workers earn."""
    cell = record.cell("p50", per)
    who = _("{job} {in_place}").format(
        job=job_in_sentence(record.occupation_title), in_place=in_place(record.place_code, record.place_title)
    )
    if cell.value is not None:
        return _("Half of {who} earn more than {amount}, and half earn less.").format(who=who, amount=amount(cell, per))
    if cell.flag == "top_coded" and ceiling is not None:
        return _("More than half of {who} earn {amount}.").format(who=who, amount=amount(cell, per, ceiling))
    return _("The middle pay of {who}: {words}.").format(who=who, words=fmt.pay(None, cell.flag, per, ceiling))


def spread(record: PayRecord, per: Per, ceiling: float | None = None) -> str:
    """The middle half and the two outer tenths; only what is released."""
    p10, p25, p75, p90 = (record.cell(f"p{p}", per) for p in (10, 25, 75, 90))
    parts = []
    if p25.value is not None and p75.value is not None:
        parts.append(
            _("The middle half earn {low} to {high}.").format(low=fmt.usd(p25.value, per), high=amount(p75, per))
        )
    if p10.value is not None:
        parts.append(_("The lowest-paid tenth earn {amount} or less.").format(amount=fmt.usd(p10.value, per)))
    if p90.value is not None:
        parts.append(_("The highest-paid tenth earn {amount} or more.").format(amount=fmt.usd(p90.value, per)))
    elif p90.flag == "top_coded" and ceiling is not None:
        parts.append(_("The highest-paid tenth earn {amount}.").format(amount=amount(p90, per, ceiling)))
    return " ".join(parts)


def jobs(record: PayRecord) -> str:
    """How many jobs there are, and how common they are here."""
    if record.employment is None:
        return _("The number of jobs {in_place} is not released.").format(
            in_place=in_place(record.place_code, record.place_title)
        )
    text = ngettext(
        "About {number} job {in_place}.", "About {number} jobs {in_place}.", round(record.employment)
    ).format(number=fmt.people(record.employment), in_place=in_place(record.place_code, record.place_title))
    quotient = record.location_quotient
    if quotient is None or record.place_code == "US":
        return text
    if 0.95 <= quotient <= 1.05:
        return text + " " + _("They are about as common here as in the US as a whole.")
    if quotient > 1:
        return (
            text
            + " "
            + _("They are {ratio} times as common here as in the US as a whole.").format(ratio=fmt.ratio(quotient))
        )
    return (
        text
        + " "
        + _("They are less common here: {ratio} times the US share of jobs.").format(ratio=fmt.ratio(quotient))
    )


def real_pay(real: RealAmount, per: Per) -> str:
    """What the middle pay buys after local prices."""
    level = real.parity.parity_index
    value = fmt.usd(real.real_usd, per)
    if abs(level - 100) < 0.05:
        return _("Prices here are at the US level, so this pay buys what it says.")
    if level < 100:
        text = _("Prices here are {percent} below the US level, so this pay buys what {amount} buys on average.")
    else:
        text = _("Prices here are {percent} above the US level, so this pay buys what {amount} buys on average.")
    return text.format(percent=fmt.pct(abs(level - 100)), amount=value)


def outlook(record: Outlook) -> str:
    """How many jobs are projected, in the agency's word, and how many openings."""
    if record.employment_change_pct is None:
        return _("The {edition} projections give no growth for this job.").format(edition=record.edition)
    change = fmt.pct(record.employment_change_pct, signed=True)
    everyone = (
        fmt.pct(record.all_occupations_change_pct, signed=True) if record.all_occupations_change_pct is not None else ""
    )
    if record.growth_word is not None:
        text = _("Jobs in the United States: {change} from {base} to {target} (“{word}”; all jobs {everyone}).")
    else:
        text = _("Jobs in the United States: {change} from {base} to {target} (all jobs {everyone}).")
    sentence = text.format(
        change=change,
        base=record.base_year,
        target=record.target_year,
        word=_(record.growth_word) if record.growth_word else "",
        everyone=everyone,
    )
    if record.openings:
        growth = (record.employment_change_thousand or 0) * 1000 / (record.target_year - record.base_year)
        if growth < record.openings / 2:
            text = _("About {openings} openings a year, most of them to replace people who leave or change jobs.")
        else:
            text = _("About {openings} openings a year.")
        sentence += " " + text.format(openings=fmt.people(record.openings))
    return sentence


def versus(record: PayRecord, other: PayRecord, verdict: Verdict, per: Per, other_words: str) -> str:
    """How the middle pay stands against another cell's, with the verdict on the averages.

    Args:
        record, other: the two cells.
        verdict: `careers.pay.compare` of both.
        per: year or hour.
        other_words: the other, inside a sentence: "the US middle", "all occupations here".
    """
    mine, theirs = record.cell("p50", per).value, other.cell("p50", per).value
    if mine is None or theirs is None:
        return ""
    share = (mine / theirs - 1) * 100
    if verdict.outcome in ("too_close", "disagree"):
        return _("{amount} against {other}: {verdict}.").format(
            amount=fmt.usd_change(mine - theirs, per), other=other_words, verdict=label(verdict)
        )
    if round(abs(share)) == 0:
        text = _("About the same as {other}{verdict}.")
    elif share > 0:
        text = _("{percent} more than {other}{verdict}.")
    else:
        text = _("{percent} less than {other}{verdict}.")
    words = f" ({label(verdict)})"
    return text.format(percent=fmt.pct(abs(share), 0), other=other_words, verdict=words)
