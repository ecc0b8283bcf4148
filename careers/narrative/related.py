"""Sentences of Related roles: each role as a trade-off against the present one, and which of them clearly pay more."""

from __future__ import annotations

import math
from typing import Any, Final

import pandas as pd

from careers import columns, pay, tables
from careers import format as fmt
from careers.i18n import N_, _, ngettext
from careers.narrative.names import in_place, job_title
from careers.narrative.overview import PER_WORDS
from careers.narrative.verdicts import label
from careers.outlook import Outlook
from careers.pay import PERIOD, PayRecord, Per
from careers.related import FILTERS, Gap, RelatedRole, RelatedRoles

FIRST_SHOWN: Final = 12
"""Roles that are shown first."""

MOST_SHOWN: Final = 60
"""More than there ever are."""

WISH_OF: Final[dict[str, str]] = {
    "pays": "pays_at_least_as_much",
    "schooling": "no_more_schooling",
    "growing": "growing",
    "jobs": "enough_jobs",
}
"""A filter's name in the address → its name in `careers.related`."""

WISHES: Final[dict[str, str]] = {
    "pays": N_("Pays at least as much here"),
    "schooling": N_("Takes no more schooling"),
    "growing": N_("Is growing"),
    "jobs": N_("Has enough jobs here"),
}
"""The same as a button says it."""


def per(found: RelatedRoles) -> Per:
    """The period in which pay is shown: the year, unless the present job is paid by the hour only."""
    return "hour" if found.own is not None and found.own.pay_annual_p50_flag == "hourly_only" else "year"


def side(role: RelatedRole) -> str:
    """``more`` or ``less`` where the role clearly pays so, ``close`` where too close to call, else ``unknown``."""
    if role.verdict is None or role.verdict.outcome == "unknown":
        return "unknown"
    if role.verdict.outcome != "clear":
        return "close"
    return "more" if role.verdict.higher == 1 else "less"


def _here(found: RelatedRoles) -> str:
    return in_place(found.place_code, found.place_title)


# --- The answer ----------------------------------------------------------------------------------------------


def now(found: RelatedRoles) -> str:
    """The present job's pay here and its growth, which the roles stand against."""
    if found.own is None:
        return _("No pay is published for this job {in_place}, so changes in pay cannot be told.").format(
            in_place=_here(found)
        )
    amount = _middle(found.own, per(found))
    change = _growth(found.own_outlook)
    if not change:
        return _("Your job now: {amount} in the middle.").format(amount=amount)
    return _("Your job now: {amount} in the middle; jobs {change} by {year}.").format(
        amount=amount, change=change, year=found.own_outlook.target_year if found.own_outlook else ""
    )


def _middle(record: PayRecord, period: Per) -> str:
    cell = record.cell("p50", period)
    text = fmt.pay(cell.value, cell.flag, period, pay.ceilings()[PERIOD[period]])
    return _("{amount} {per}").format(amount=text, per=_(PER_WORDS[period])) if cell.value is not None else text


def _growth(record: Outlook | None) -> str:
    if record is None or record.employment_change_pct is None:
        return ""
    return fmt.pct(record.employment_change_pct, signed=True)


def shown_of_all(found: RelatedRoles) -> str:
    """How many roles are shown of how many there are."""
    if found.filters:
        text = _("{shown} of {passing} that pass, out of {all} related roles.")
    else:
        text = _("{shown} of {all} related roles.")
    return text.format(
        shown=fmt.count(len(found.roles)), passing=fmt.count(found.passing_n), all=fmt.count(found.candidates_n)
    )


def ways_on(found: RelatedRoles) -> list[tuple[str, tuple[str, ...]]]:
    """Where nothing passes: words, and the wishes that stay when one is dropped, most fruitful first."""
    in_address = {filter_name: name for name, filter_name in WISH_OF.items()}
    names = [loosening.name for loosening in found.loosen] or list(found.filters)
    return [
        (
            _("Drop “{filter}”").format(filter=_(FILTERS[name])),
            tuple(in_address[kept] for kept in found.filters if kept != name),
        )
        for name in names
    ]


# --- The picture ---------------------------------------------------------------------------------------------


def rows(found: RelatedRoles) -> pd.DataFrame:
    """The present job and the roles shown, as the picture and its table need them.

    Returns:
        The present job first, with the sign of its mark as ``number``, then one row per role in its order:
        ``soc_code``, ``occupation_title``, ``number`` (1, 2, …), ``pay_side``, ``pay_annual_p50_usd`` (or hourly), its
        flag and ``pay_rse_pct``, ``pay_change_usd``, ``pay_verdict``, ``typical_entry_schooling``,
        ``schooling_change``, ``employment_change_pct``, ``growth_word``, ``openings_annual_thousand``,
        ``employment`` and its flag, ``relatedness`` and ``skill_gaps``.
    """
    own = _row(found.soc_code, found.occupation_title, found.own, found.own_outlook, per(found))
    own |= {"number": "◆", "pay_side": "", "relatedness": _("your job now"), "pay_verdict": "–"}
    own |= {"pay_change_usd": 0.0, "pay_change_flag": "ok", "schooling_change": "–", "skill_gaps": "–"}
    entries = [own]
    for number, role in enumerate(found.roles, start=1):
        entry = _row(role.soc_code, role.occupation_title, role.record, role.outlook, per(found))
        change = role.pay_change_usd if role.per == per(found) else None
        entry |= {
            "number": str(number),
            "pay_side": side(role),
            "pay_change_usd": math.nan if change is None else change,
            "pay_change_flag": "not_released" if change is None else "ok",
            "pay_verdict": verdict(role),
            "schooling_change": schooling_change(role),
            "relatedness": "; ".join(role.reasons),
            "skill_gaps": gaps(role),
        }
        entries.append(entry)
    return pd.DataFrame(entries)


def _row(soc_code: str, title: str, record: PayRecord | None, told: Outlook | None, period: Per) -> dict[str, Any]:
    cell = None if record is None else record.cell("p50", period)
    figure = f"pay_{PERIOD[period]}_p50"
    return {
        "soc_code": soc_code,
        "occupation_title": title,
        f"{figure}_usd": math.nan if cell is None or cell.value is None else cell.value,
        f"{figure}_flag": "not_released" if cell is None else cell.flag,
        "pay_rse_pct": _known(None if record is None else record.pay_rse_pct),
        "employment": _known(None if record is None else record.employment),
        "employment_flag": "not_released" if record is None else record.employment_flag,
        "employment_change_pct": _known(None if told is None else told.employment_change_pct),
        "growth_word": None if told is None else told.growth_word,
        "openings_annual_thousand": _known(None if told is None else told.openings_annual_thousand),
        "typical_entry_schooling": None if told is None else told.typical_entry_schooling,
    }


def _known(value: float | None) -> float:
    return math.nan if value is None else value


def table_columns(found: RelatedRoles) -> list[str]:
    """Columns of the table under the picture, the role first."""
    return [
        "occupation_title",
        "number",
        f"pay_{PERIOD[per(found)]}_p50_usd",
        "pay_change_usd",
        "pay_verdict",
        "typical_entry_schooling",
        "schooling_change",
        "employment_change_pct",
        "openings_annual_thousand",
        "employment",
        "skill_gaps",
        "relatedness",
    ]


def picture_key(found: RelatedRoles) -> str:
    """What the numbers of the picture stand for, where no links beside it say so."""
    return "; ".join(f"{number} {job_title(role.occupation_title)}" for number, role in enumerate(found.roles, start=1))


def picture_words(found: RelatedRoles) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the picture of pay against growth."""
    return picture_title(found), picture_subtitle(found), picture_sentence(found)


def picture_title(found: RelatedRoles) -> str:
    """The finding: how many roles clearly pay more, and how many of these grow."""
    if found.own is None:
        return _("Pay and growth of similar roles")
    better = [role for role in found.roles if side(role) == "more"]
    number = fmt.count(len(found.roles))
    if not better:
        if len(found.roles) == 1:
            return _("The one role that is left does not clearly pay more")
        return _("None of these {number} roles clearly pays more").format(number=number)
    grow = sum((role.growth_pct or 0) > 0 for role in better)
    words = {"more": fmt.count(len(better)), "number": number, "grow": fmt.count(grow)}
    if len(better) == 1:
        text = _("1 of {number} similar roles clearly pays more, and it grows")
        if not grow:
            text = _("1 of {number} similar roles clearly pays more, but it does not grow")
        return text.format(**words)
    if grow == len(better):
        return _("{more} of {number} similar roles clearly pay more, and all of them grow").format(**words)
    if not grow:
        return _("{more} of {number} similar roles clearly pay more, but none of them grows").format(**words)
    return ngettext(
        "{more} of {number} similar roles clearly pay more; {grow} of them grows",
        "{more} of {number} similar roles clearly pay more; {grow} of them grow",
        grow,
    ).format(**words)


def picture_subtitle(found: RelatedRoles) -> str:
    """What the axes show, of where and when."""
    return _("Up: middle pay {per} {in_place}, {edition}. Right: change in US jobs, {years}.").format(
        per=_(PER_WORDS[per(found)]),
        in_place=_here(found),
        edition=fmt.edition(tables.record("pay_by_place").source().edition),
        years=_years(found),
    )


def _years(found: RelatedRoles) -> str:
    told = [found.own_outlook, *(role.outlook for role in found.roles)]
    return next((record.edition for record in told if record is not None), "")


def picture_sentence(found: RelatedRoles) -> str:
    """The picture in one sentence: the best and the worst paid, and the fastest growing."""
    period = per(found)
    paid = [role for role in found.roles if role.record and role.record.cell("p50", period).value is not None]
    if not paid:
        return _("Middle pay of these roles is not released here.")
    by_pay = sorted(paid, key=lambda role: role.record.cell("p50", period).value or 0 if role.record else 0)
    text = _("{role} {amount}")
    ends = [
        text.format(role=job_title(role.occupation_title), amount=_middle(role.record, period))
        for role in (by_pay[-1], by_pay[0])
        if role.record is not None
    ]
    told = _("Highest paid: {top}.").format(top=ends[0])
    if len(paid) > 1:
        told += " " + _("Lowest paid: {bottom}.").format(bottom=ends[1])
    growing = [role for role in found.roles if role.growth_pct is not None]
    if growing:
        fastest = max(growing, key=lambda role: role.growth_pct or -math.inf)
        told += " " + _("Grows most: {role} {change}.").format(
            role=job_title(fastest.occupation_title), change=_growth(fastest.outlook)
        )
    return told


def pay_line(found: RelatedRoles) -> tuple[str, float] | None:
    """Words and value of the line of the present job's pay."""
    cell = None if found.own is None else found.own.cell("p50", per(found))
    if cell is None or cell.value is None:
        return None
    return _("your job {amount}").format(amount=fmt.usd(cell.value, per(found))), cell.value


def growth_line(found: RelatedRoles) -> tuple[str, float] | None:
    """Words and value of the line of all jobs' growth."""
    told = [found.own_outlook, *(role.outlook for role in found.roles)]
    average = next((o.all_occupations_change_pct for o in told if o and o.all_occupations_change_pct is not None), None)
    if average is None:
        return None
    return _("all jobs {change}").format(change=fmt.pct(average, signed=True)), average


SIDES: Final[dict[str, str]] = {
    "more": N_("pays more"),
    "close": N_("too close to call"),
    "less": N_("pays less"),
    "unknown": N_("cannot be told"),
}
"""What a mark's colour stands for."""


def notes(found: RelatedRoles) -> list[str]:
    """What stands under the picture: how verdicts come about, and who has no dot."""
    told = [_("Verdicts rest on average pay, by a 90% test over all pairs shown: no error is printed for the middle.")]
    figure = f"pay_{PERIOD[per(found)]}_p50"
    listed = rows(found).iloc[1:]
    drawn = (listed[f"{figure}_usd"].notna() | (listed[f"{figure}_flag"] == "top_coded")) & listed[
        "employment_change_pct"
    ].notna()
    absent = int((~drawn).sum())
    if absent:
        told.append(
            ngettext(
                "{number} role has no released pay here, so no dot.",
                "{number} roles have no released pay here, so no dot.",
                absent,
            ).format(number=fmt.count(absent))
        )
    return told


RULE: Final = N_(
    "Change in pay = middle pay of the role here less that of your job here, both as published. Related roles are "
    "those O*NET lists, in its tiers, and the ten nearest by the pattern of importance of skills and knowledge."
)


# --- The trade-offs ------------------------------------------------------------------------------------------


def verdict(role: RelatedRole) -> str:
    """Whether the difference in pay is real."""
    return _("not released here") if role.verdict is None else label(role.verdict)


def schooling_change(role: RelatedRole) -> str:
    """How much more or less schooling entry typically takes."""
    change = role.schooling_change
    if change is None:
        return _("not stated")
    if change == 0:
        return _("the same")
    if change > 0:
        return ngettext("{number} level more", "{number} levels more", change).format(number=fmt.count(change))
    return ngettext("{number} level less", "{number} levels less", -change).format(number=fmt.count(-change))


def gaps(role: RelatedRole) -> str:
    """What matters more there, with its importance here and there."""
    if role.gaps is None:
        return _("not rated by O*NET")
    if not role.gaps:
        return _("nothing that is important there")
    return "; ".join(_gap(gap) for gap in role.gaps)


def _gap(gap: Gap) -> str:
    return _("{skill} ({here} → {there})").format(
        skill=gap.element_name, here=fmt.index(gap.here), there=fmt.index(gap.there)
    )


def trade_offs(role: RelatedRole, period: Per) -> list[tuple[str, str, str]]:
    """One role's trade-offs: what, the figure, and what helps to read it."""
    record = role.record
    amount = fmt.flag_words("not_released") if record is None else _middle(record, period)
    told = [(_("Middle pay here"), amount, _pay_note(role, period))]
    schooling = role.outlook.typical_entry_schooling if role.outlook else None
    words = columns.cell({"typical_entry_schooling": schooling}, "typical_entry_schooling")
    note = schooling_change(role) if schooling is not None and role.schooling_change is not None else ""
    told.append((_("Schooling to get in"), words, note))
    if role.outlook is not None and role.growth_pct is not None:
        word = _("“{word}”").format(word=_(role.outlook.growth_word)) if role.outlook.growth_word else ""
        told.append(
            (
                _("Change in US jobs, {years}").format(years=fmt.edition(role.outlook.edition)),
                _growth(role.outlook),
                word,
            )
        )
    if role.openings is not None:
        told.append((_("Openings a year, US"), fmt.count(role.openings), ""))
    told.append((_("Jobs here"), fmt.jobs(role.jobs, role.jobs_flag), ""))
    name = _("Matters more there")
    if not role.gaps:
        return [*told, (name, gaps(role), "")]
    return [*told, *((name if gap is role.gaps[0] else "", _gap(gap), gap.plain_phrase or "") for gap in role.gaps)]


def _pay_note(role: RelatedRole, period: Per) -> str:
    if role.pay_change_usd is None or role.pay_change_pct is None or role.per != period:
        return ""
    change = fmt.usd_change(role.pay_change_usd, period)
    share = fmt.pct(role.pay_change_pct, 0, signed=True)
    return _("{change} ({share}), {verdict}").format(change=change, share=share, verdict=verdict(role))


def gap_scale() -> str:
    """How to read the numbers behind skills."""
    return _("Behind each skill: how important it is in your job → in that role, from 1 to 5.")
