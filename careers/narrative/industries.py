"""Sentences of Industries: where most of the jobs are, where pay is best, and what the two choices add up to."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from careers import format as fmt
from careers.combined import Combined
from careers.i18n import N_, _, ngettext
from careers.industry_pay import IndustryPay, Level, Order
from careers.narrative.names import (
    in_place,
    industry_in_sentence,
    industry_name,
    job_in_sentence,
    place_in_sentence,
    place_short,
)
from careers.narrative.overview import PER_WORDS, amount
from careers.narrative.regions import WHY_LEFT_OUT, WHY_NOT_RANKED, period_note
from careers.pay import PERIOD, PayRecord, Per, Verdict

LEVEL_LABELS: Final[dict[Level, str]] = {
    "sector": N_("Sectors"),
    "3-digit": N_("3-digit"),
    "4-digit": N_("4-digit"),
    "5-6-digit": N_("5–6-digit"),
}

ORDER_LABELS: Final[dict[Order, str]] = {"jobs": N_("Most jobs first"), "pay": N_("Best pay first")}

KINDS: Final[dict[Level, str]] = {
    "sector": N_("sectors"),
    "3-digit": N_("3-digit industries"),
    "4-digit": N_("4-digit industries"),
    "5-6-digit": N_("5- and 6-digit industries"),
}


def _ceiling(answer: IndustryPay) -> float:
    return answer.ceilings[PERIOD[answer.per]]


def _middle(answer: IndustryPay, row: dict[str, Any]) -> str:
    figure = f"pay_{PERIOD[answer.per]}_p50"
    value = row[f"{figure}_usd"]
    return fmt.pay(None if pd.isna(value) else value, str(row[f"{figure}_flag"]), answer.per, _ceiling(answer))


def _named(row: dict[str, Any]) -> str:
    return industry_in_sentence(str(row["industry_code"]), str(row["industry_title"]))


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _best(answer: IndustryPay) -> dict[str, Any] | None:
    ranking = answer.ranking
    if ranking is None or not len(ranking.rows):
        return None
    return {str(name): value for name, value in ranking.rows.iloc[0].items()}


# --- The answer ----------------------------------------------------------------------------------------------------


def lead(answer: IndustryPay, wanted: Per) -> list[str]:
    """The answer in two or three sentences: of the chosen industry, or where most jobs are and pay is best."""
    told = overall(answer) if answer.industry is None else [own_industry(answer), modelled(answer)]
    return [sentence for sentence in (*told, period_note(answer.per, wanted)) if sentence]


def overall(answer: IndustryPay) -> list[str]:
    """Where most of the jobs are, and where pay is best."""
    if answer.ranking is None:
        text = _("The agency publishes no {kinds} for this job. Choose another level of detail.")
        return [text.format(kinds=_(KINDS[answer.level]))]
    return [most_jobs(answer), best_pay(answer)]


def modelled(answer: IndustryPay) -> str:
    """Place and industry together in a sentence, or why there is no figure."""
    together = answer.combined
    if together is None:
        return ""
    place = _start(in_place(together.place.place_code, together.place.place_title))
    if together.value_usd is None:
        text = _("{place}, no figure for this industry can be modelled: {reason}")
        return text.format(place=place, reason=together.reason[:1].lower() + together.reason[1:])
    text = _("{place} we model about {amount} for it; nobody publishes the two together.")
    return text.format(place=place, amount=_rough(together.value_usd, together.per))


def own_industry(answer: IndustryPay) -> str:
    """The chosen industry: its middle pay with the verdict against all, and its share of the jobs."""
    record = answer.industry
    if record is None:
        return ""
    cell = record.cell("p50", answer.per)
    name = _start(industry_in_sentence(record.industry_code, record.industry_title))
    text = _("{industry}: {amount}").format(industry=name, amount=amount(cell, answer.per, _ceiling(answer)))
    return text + _against(record, answer.nation, answer.industry_against_nation, answer.per, _("all industries"))


def _against(record: PayRecord, nation: PayRecord, verdict: Verdict | None, per: Per, other: str) -> str:
    mine, theirs = record.cell("p50", per).value, nation.cell("p50", per).value
    if verdict is None or mine is None or theirs is None:
        return "."
    share = (mine / theirs - 1) * 100
    if verdict.outcome == "clear" and mine != theirs:
        text = _(", {percent} above {other} ({amount}), a clear difference.")
        if mine < theirs:
            text = _(", {percent} below {other} ({amount}), a clear difference.")
    elif verdict.outcome == "unknown":
        text = _("; {other}: {amount}. Whether the two differ cannot be told.")
    else:
        text = _(", too close to call against {other} ({amount}).")
    percent = fmt.pct(abs(share), 0 if abs(share) >= 1 else 1)
    return text.format(percent=percent, other=other, amount=fmt.usd(theirs, per))


def most_jobs(answer: IndustryPay) -> str:
    """The industry with the most of this occupation’s jobs, with its share of them."""
    row = answer.most_jobs
    if row is None:
        return ""
    words = {"industry": _named(row), "jobs": fmt.count(row["employment"]), "kinds": _(KINDS[answer.level])}
    share = row["occupation_share_pct"]
    told = _(", {share} of this occupation’s").format(share=fmt.pct(share)) if pd.notna(share) else ""
    text = _("The most jobs are in {industry}: {jobs}{share}.")
    if answer.jobs_hidden:
        text = _("Of the {kinds} that release their jobs, the most are in {industry}: {jobs}{share}.")
    return text.format(**words, share=told)


def best_pay(answer: IndustryPay) -> str:
    """The best-paid industry, whether that is clear, and how it compares with the one that has the most jobs."""
    row, ranking = _best(answer), answer.ranking
    if row is None or ranking is None:
        return _("No industry’s pay is sure enough to be ranked.") if answer.ranking is not None else ""
    if int((ranking.rows["rank"] == 1).sum()) > 1:
        return _("Several industries share the best pay: {amount}.").format(amount=_middle(answer, row))
    words = {"industry": _named(row), "amount": _middle(answer, row)}
    if len(ranking.rows) == 1:
        return _("Only {industry} can be ranked by pay: {amount} in the middle.").format(**words)
    share = row["occupation_share_pct"]
    close = sum(verdict.outcome != "clear" for verdict in answer.leader)
    text = _("Pay is best in {industry}: {amount} in the middle{share}.")
    if len(ranking.left_out):
        text = _("Of those that can be ranked, pay is best in {industry}: {amount} in the middle{share}.")
    held = _(", with {share} of the jobs").format(share=_small_share(share)) if pd.notna(share) else ""
    text = text.format(**words, share=held)
    if close:
        text += " " + ngettext(
            "{number} other is too close to call.", "{number} others are too close to call.", close
        ).format(number=fmt.count(close))
    return text


def _small_share(share: float) -> str:
    return fmt.pct(share) if share >= 0.05 else _("under {share}").format(share=fmt.pct(0.1))


def asides(answer: IndustryPay) -> list[str]:
    """What must be known beside the answer."""
    told = [] if answer.industry is None else [sentence for sentence in overall(answer) if sentence]
    if answer.place is not None:
        place = _start(in_place(answer.place.place_code, answer.place.place_title))
        cell = answer.place.cell("p50", answer.per)
        text = _("{place}, all industries together: {amount}").format(
            place=place, amount=amount(cell, answer.per, _ceiling(answer))
        )
        verdict = answer.place_against_nation
        told.append(text + _against(answer.place, answer.nation, verdict, answer.per, _("the US")))
    if answer.best_against_most is not None and answer.most_jobs is not None:
        most = _named(answer.most_jobs)
        if answer.best_against_most.outcome == "clear" and answer.best_against_most.higher == 1:
            told.append(_("The best-paid industry pays clearly more on average than {industry}.").format(industry=most))
        else:
            told.append(
                _("Whether the best-paid industry pays more than {industry} is too close to call.").format(
                    industry=most
                )
            )
    if answer.place is not None and answer.industry is None:
        told.append(
            _("No agency publishes pay by industry in {place}. Choose an industry to see a modelled figure.").format(
                place=place_in_sentence(answer.place.place_code, answer.place.place_title)
            )
        )
    return told


# --- Place and industry together -----------------------------------------------------------------------------------


def between(answer: IndustryPay) -> list[tuple[str, str, str, bool]]:
    """Label, figure, note and whether it is the main one: the modelled figure beside its published neighbours.

    With a place but no industry, the place alone.
    """
    together = answer.combined
    if together is None and answer.place is not None and answer.industry is None:
        cell = answer.place.cell("p50", answer.per)
        place = place_short(answer.place.place_code, answer.place.place_title)
        paid = fmt.pay(cell.value, cell.flag, answer.per, _ceiling(answer))
        return [(_("{place}, all industries").format(place=place), paid, _("Published"), False)]
    if together is None:
        return []
    place = place_short(together.place.place_code, together.place.place_title)
    industry = industry_in_sentence(together.industry.industry_code, together.industry.industry_title)
    cells = [record.cell("p50", together.per) for record in (together.place, together.industry)]
    published = [fmt.pay(cell.value, cell.flag, together.per, _ceiling(answer)) for cell in cells]
    if together.value_usd is None or together.low_usd is None or together.high_usd is None:
        figure, note = _("no figure"), together.reason
    else:
        figure = _("about {amount}").format(amount=_rough(together.value_usd, together.per))
        note = _("Modelled, not published. Range {low} to {high}.").format(
            low=_rough(together.low_usd, together.per), high=_rough(together.high_usd, together.per)
        )
    return [
        (_("{place}, all industries").format(place=place), published[0], _("Published"), False),
        (_("US, {industry}").format(industry=industry), published[1], _("Published"), False),
        (_("{place}, {industry}").format(place=place, industry=industry), figure, note, True),
    ]


def _rough(usd: float, per: Per) -> str:
    """A modelled amount to $100 a year or ten cents an hour: more would pretend to be known."""
    return fmt.usd(round(usd, -2 if per == "year" else 1), per)


def assumption(together: Combined) -> str:
    """What the modelled figure takes for granted."""
    place = place_in_sentence(together.place.place_code, together.place.place_title)
    industry = industry_in_sentence(together.industry.industry_code, together.industry.industry_title)
    return _(
        "The model multiplies the middle pay in {place} by how pay in {industry} compares with all industries in the "
        "whole country. It takes place and industry to be independent: pay in {industry} lies as far above or below "
        "the middle in {place} as elsewhere. The 90% range holds the errors of both published figures (of average pay, "
        "as none is printed for the middle), not how far that assumption is off."
    ).format(place=place, industry=industry)


# --- Around the chart ----------------------------------------------------------------------------------------------


def spread_words(answer: IndustryPay) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the spread by industry."""
    return _title(answer), _subtitle(answer), _sentence(answer)


def _title(answer: IndustryPay) -> str:
    most, best, ranking = answer.most_jobs, _best(answer), answer.ranking
    if most is None or best is None or ranking is None or answer.jobs_hidden:
        return _("Jobs and pay by industry")
    words = {"most": _named(most), "best": _named(best)}
    if len(ranking.rows) == 1 or (ranking.rows["rank"] == 1).sum() > 1:
        return _("The most jobs are in {most}").format(**words)
    if any(verdict.outcome != "clear" for verdict in answer.leader):
        return _("The most jobs are in {most}; where pay is best is too close to call").format(**words)
    is_one = most["industry_code"] == best["industry_code"]
    if len(ranking.left_out):
        text = _("The most jobs are in {most}, the best pay of those ranked in {best}")
        return (_("The most jobs, and the best pay of those ranked, are in {most}") if is_one else text).format(**words)
    text = _("The most jobs are in {most}, the best pay in {best}")
    return (_("The most jobs and the best pay are in {most}") if is_one else text).format(**words)


def _subtitle(answer: IndustryPay) -> str:
    measure = _("Share of jobs and pay by the year") if answer.per == "year" else _("Share of jobs and pay by the hour")
    return _("{measure}, {job}, whole country, {edition}").format(
        measure=measure, job=job_in_sentence(answer.nation.occupation_title), edition=fmt.edition(answer.nation.edition)
    )


def _sentence(answer: IndustryPay) -> str:
    rows = answer.ranking.rows if answer.ranking is not None else pd.DataFrame()
    if not len(rows):
        return _("No industry’s pay is sure enough to be ranked; the table shows what is published.")
    if len(rows) == 1:
        return best_pay(answer)
    top, bottom = ({str(k): v for k, v in rows.iloc[at].items()} for at in (0, -1))
    nation = answer.nation.cell("p50", answer.per)
    return _("Middle pay {per}: from {high} in {top} down to {low} in {bottom}; all industries {all}.").format(
        per=_(PER_WORDS[answer.per]), high=_middle(answer, top), top=_named(top), low=_middle(answer, bottom),
        bottom=_named(bottom), all=fmt.pay(nation.value, nation.flag, answer.per, _ceiling(answer)),
    )  # fmt: skip


def notes(answer: IndustryPay) -> list[str]:
    """What stands under the chart: how to read it, and what is left out and why."""
    told = [_("Line: lowest to highest tenth. Band: middle half of workers. Mark: middle. This is spread, not error.")]
    if answer.ranking is not None and len(answer.ranking.left_out):
        counts = answer.ranking.left_out["reason"].value_counts(sort=False)
        parts = [
            _("{number} {reason}").format(number=fmt.count(number), reason=_(WHY_LEFT_OUT[str(reason)]))
            for reason, number in counts.items()
        ]
        told.append(_("Left out of the ranking by pay, drawn pale: {parts}.").format(parts="; ".join(parts)))
    share = answer.frame["occupation_share_pct"].sum() if answer.level == "sector" and len(answer.frame) else 0.0
    if answer.level == "sector" and answer.jobs_hidden:
        told.append(
            _("The shares shown add up to {share}; the rest is in sectors whose number is not released.").format(
                share=fmt.pct(share)
            )
        )
    elif answer.level != "sector":
        told.append(_("Industries of this level do not cover all jobs; their shares do not add up to 100%."))
    return told


def table(answer: IndustryPay) -> pd.DataFrame:
    """The answer's rows with names for a chart and the part each plays in the ranking in words."""
    frame = answer.frame
    codes = zip(frame["industry_code"], frame["industry_title"], strict=True)
    return frame.assign(
        industry_name=[industry_name(str(code), str(title)) for code, title in codes],
        ranking=[_in_ranking(str(reason)) for reason in frame["reason"]],
        is_left_out=~frame["reason"].isin(["", "other_level"]),
    )


def _in_ranking(reason: str) -> str:
    if not reason:
        return _("ranked")
    if reason == "other_level":
        return _("your industry, for comparison")
    return _("left out: {reason}").format(reason=_(WHY_NOT_RANKED[reason]))


def table_columns(per: Per) -> list[str]:
    """Columns that the table shows, the industry first."""
    paid = [f"pay_{PERIOD[per]}_{s}_usd" for s in ("p10", "p25", "p50", "p75", "p90", "mean")]
    return ["industry_title", "industry_code", "occupation_share_pct", "employment", *paid, "pay_rse_pct", "ranking"]


def reference(answer: IndustryPay) -> tuple[str, float] | None:
    """Words and value of the dashed line: the chosen place, else the whole country, all industries."""
    record = answer.place or answer.nation
    cell = record.cell("p50", answer.per)
    if cell.value is None:
        return None
    place = _("US") if record.place_code == "US" else place_short(record.place_code, record.place_title)
    text = _("{place}, all industries {amount}").format(place=place, amount=fmt.usd(cell.value, answer.per))
    return text, cell.value
