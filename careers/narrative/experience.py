"""Sentences of the Experience page: census bands and survey figures, side by side and never blended."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict

import pandas as pd

from careers import format as fmt
from careers.columns import FEWEST_PEOPLE, word
from careers.experience import BANDS, Band, BandShare, ExperienceProfile, SurveyFigure
from careers.i18n import N_, _, ngettext
from careers.narrative import census
from careers.narrative.names import in_place, industry_in_sentence, job_in_sentence, place_in_sentence
from careers.narrative.worklife import VERDICTS
from careers.pay import Per
from careers.schooling import Earnings
from careers.significance import CRITICAL_Z
from careers.surveys import LARGEST_FILE_BYTES, MOST_ROWS, Reading
from careers.titles import occupation
from careers.wage_levels import WageLevels

SPANS = {
    "0-5": N_("under 5 years"),
    "5-10": N_("5 to 10 years"),
    "10-20": N_("10 to 20 years"),
    "20+": N_("20 years or more"),
}
"""Bands as a sentence needs them."""

MOST_JOBS_NAMED = 4
"""Jobs that a sentence names; of more it tells the number."""

PER_WORDS: dict[Per, str] = {"year": N_("a year"), "hour": N_("an hour")}


def _about(value: float) -> str:
    """An estimate, to the nearest hundred dollars."""
    return fmt.usd_year(round(value, -2))


def _known(profile: ExperienceProfile) -> list[Band]:
    return [band for band in profile.bands if band.pay_annual_p50_usd is not None]


def _is_small(profile: ExperienceProfile) -> bool:
    """Whether no band has enough people to be shown."""
    return max(band.people_n for band in profile.bands) < FEWEST_PEOPLE


def is_clear(first: Band, last: Band) -> bool:
    """Whether two bands' medians lie further apart than their errors explain (90%)."""
    errors = (first.pay_annual_p50_se_usd, last.pay_annual_p50_se_usd)
    values = (first.pay_annual_p50_usd, last.pay_annual_p50_usd)
    if None in errors or None in values:
        return False
    gap = abs((values[1] or 0) - (values[0] or 0))
    return gap >= CRITICAL_Z * math.hypot(errors[0] or 0, errors[1] or 0)


def title(profile: ExperienceProfile) -> str:
    """The finding: the middle of the first and the last band that are shown, as far as their errors support it."""
    known = _known(profile)
    if not known and _is_small(profile):
        return _("Too few people to show pay by years of experience")
    if len(known) < 2:
        return _("Pay by years of potential experience")
    first, last = known[0], known[-1]
    if not is_clear(first, last):
        return _("No clear difference in middle pay between {first} and {last} of potential experience").format(
            first=_(SPANS[first.experience_band]), last=_(SPANS[last.experience_band])
        )
    return _("Middle pay: {low} with {first}, {high} with {last}").format(
        low=_about(first.pay_annual_p50_usd or 0),
        first=_(SPANS[first.experience_band]),
        high=_about(last.pay_annual_p50_usd or 0),
        last=_(SPANS[last.experience_band]),
    )


def subtitle(profile: ExperienceProfile) -> str:
    """Measure, price year, who, place, period."""
    return _("Yearly pay in {year} dollars, {job}, full-time and year-round, {covered}").format(
        year=profile.year, job=job_in_sentence(profile.occupation_title), covered=covered(profile)
    )


def covered(profile: ExperienceProfile) -> str:
    """Whose figures these are, from what the loader found in the files."""
    return census.covered(profile.coverage)


def sentence(profile: ExperienceProfile) -> str:
    """The chart in one sentence: the middle of each band."""
    if _is_small(profile):
        return _("No group is shown: each has fewer than {number} people.").format(number=FEWEST_PEOPLE)
    told = []
    for band in profile.bands:
        span, value = _(SPANS[band.experience_band]), band.pay_annual_p50_usd
        if value is not None:
            told.append(_("{amount} with {span}").format(amount=_about(value), span=span))
        elif band.people_n < FEWEST_PEOPLE:
            told.append(_("not shown with {span}").format(span=span))
        else:
            told.append(_("more than the source prints with {span}").format(span=span))
    return _("The middle of each group: {bands}.").format(bands=fmt.listed(told))


def main_figure(profile: ExperienceProfile) -> tuple[str, str, str, bool]:
    """The answer as a card: label, value, note, and that it is the main one."""
    known = _known(profile)
    if not known:
        words = fmt.flag_words("top_coded")
        if _is_small(profile):
            words = _("not shown: fewer than {number} people").format(number=FEWEST_PEOPLE)
        return _("Middle pay by potential experience, {year}").format(year=profile.year), words, "", True
    first, last = known[0], known[-1]
    low, high = first.pay_annual_p50_usd or 0, last.pay_annual_p50_usd or 0
    label = _("Middle pay with {span} of potential experience, {year}").format(
        span=_(SPANS[last.experience_band]), year=profile.year
    )
    if first is last:
        return label, _about(high), _("a year; the other groups have no figure"), True
    if not is_clear(first, last):
        note = _("a year, too close to the {low} with {span} to tell them apart")
    elif high > low:
        note = _("a year, {percent} more than the {low} with {span}")
    else:
        note = _("a year, {percent} less than the {low} with {span}")
    percent = fmt.pct(abs(high / low - 1) * 100, 0)
    return (
        label,
        _about(high),
        note.format(percent=percent, low=_about(low), span=_(SPANS[first.experience_band])),
        True,
    )


def how_to_read(profile: ExperienceProfile, place_code: str, place_title: str) -> list[str]:
    """Whose figures these are, what the bands are, and what they are not."""
    said = [
        shared(profile),
        scope(profile, place_code, place_title),
        _(
            "Potential experience is the number of years a person could have worked: age minus years of schooling "
            "minus six. The census does not ask how long somebody has done this job."
        ),
        _(
            "These are different people in one year, {year}, and not one person’s path. Those with 20 years or more "
            "started in other times, often with other schooling."
        ).format(year=profile.year),
        _(
            "The lowest tenth in a group is not “entry level”. It also holds people with long experience, some of "
            "whom work in cheaper places or lower-paid branches."
        ),
    ]
    return [sentence for sentence in said if sentence]


def people(profile: ExperienceProfile) -> str:
    """How many people stand behind the bands, and what is left out."""
    counted = fmt.listed(
        [
            _("{people} with {span}").format(people=fmt.count(band.people_n), span=_(SPANS[band.experience_band]))
            for band in profile.bands
        ]
    )
    text = _("People asked: {counted}.").format(counted=counted)
    errors = [b.pay_annual_p50_se_usd for b in profile.bands if b.pay_annual_p50_se_usd is not None]
    if errors:
        low, high = (_about(CRITICAL_Z * edge(errors)) for edge in (min, max))
        margin = low if low == high else _("{low} to {high}").format(low=low, high=high)
        about = _("about ") if profile.error_is_approximate else ""
        text += " " + _("Each middle is give or take {about}{margin} (90%).").format(about=about, margin=margin)
    return text


def codes(profile: ExperienceProfile) -> str:
    """Which records of the microdata answer."""
    return census.codes(profile.census_occupation_code)


def rule(profile: ExperienceProfile) -> str:
    """How the figures were computed."""
    return _(
        "Employees who worked 50 weeks or more and 35 hours or more a week; wages in {year} dollars; percentiles "
        "weighted, and interpolated within $2,500, because people round their pay. Shown to the nearest $100; the CSV "
        "has them as computed."
    ).format(year=profile.year)


def shared(profile: ExperienceProfile) -> str:
    """Says so where the census code covers more than this job."""
    if profile.shared_by < 2:
        return ""
    return ngettext(
        "The census does not tell this job apart: its code covers {number} occupation.",
        "The census does not tell this job apart: its code covers {number} occupations, and these figures are theirs "
        "together.",
        profile.shared_by,
    ).format(number=profile.shared_by)


def scope(profile: ExperienceProfile, place_code: str, place_title: str) -> str:
    """Says so where a place was chosen, above all one whose people are not in the files."""
    return census.scope(profile.coverage, place_code, place_title)


# --- Surveys --------------------------------------------------------------------------------------------------------


def survey_title(figures: tuple[SurveyFigure, ...]) -> str:
    """Heading of the surveys, with their years."""
    if not figures:
        return _("What salary surveys say")
    return _("What salary surveys said, {years}").format(years=_years(figures))


def _years(figures: tuple[SurveyFigure, ...]) -> str:
    first, last = min(f.as_of_from_year for f in figures), max(f.as_of_to_year for f in figures)
    return str(first) if first == last else _("{first} to {last}").format(first=first, last=last)


def survey_facts(figures: tuple[SurveyFigure, ...]) -> list[str]:
    """Where the survey figures come from, how to take them and where they disagree; or that there are none."""
    if not figures:
        return [_("No salary survey by experience is bundled for this job. The census figures above stand alone.")]
    sources = fmt.listed(sorted({f.survey_source for f in figures}))
    said = [
        _(
            "Career guides quoted these figures from {sources}. They stand here as reported, in dollars of {years}, "
            "and are not blended with the census figures."
        ).format(sources=sources, years=_years(figures))
    ]
    if all(f.sample_size is None for f in figures):
        said.append(_("None of them says how many people were asked."))
    if any(f.statistic == "typical" for f in figures):
        said.append(_("“Typical” means that the guide does not say whether it is an average or a median."))
    return [*said, *disagreements(figures), *bonus(figures)]


def survey_subtitle(figures: tuple[SurveyFigure, ...]) -> str:
    """Caption of the table of survey figures."""
    titles = fmt.listed(sorted({job_in_sentence(f.reported_title) for f in figures}))
    return _("{sources} figures for “{titles}”, as career guides reported them, {years}").format(
        sources=fmt.listed(sorted({f.survey_source for f in figures})), titles=titles, years=_years(figures)
    )


def _amount(figure: SurveyFigure) -> str:
    per: Per = "year" if figure.pay_period == "year" else "hour"
    return _("{amount} {per}").format(amount=fmt.usd(figure.pay_usd, per), per=_(PER_WORDS[per]))


def disagreements(figures: tuple[SurveyFigure, ...]) -> list[str]:
    """Where the reports contradict each other, a sentence each."""
    said = []
    middles = [f for f in figures if f.statistic in ("average", "median", "typical")]
    for (_place, _period, label), group in _alike(middles).items():
        amounts = list(dict.fromkeys(_amount(f) for f in sorted(group, key=lambda f: f.pay_usd)))
        if len(amounts) > 1:
            text = _("They disagree on pay with {span}: {amounts}.") if label else _("They disagree on pay: {amounts}.")
            said.append(text.format(span=_(label), amounts=fmt.listed(amounts)))
    overall = [f for f in middles if f.experience_label is None and f.pay_period == "year"]
    spans = [f for f in middles if f.experience_label is not None and f.pay_period == "year"]
    if overall and spans:
        mean, top = max(overall, key=lambda f: f.pay_usd), max(spans, key=lambda f: f.pay_usd)
        if mean.pay_usd > top.pay_usd:
            said.append(
                _(
                    "One figure over everyone ({kind}), {amount}, is above the highest for any experience, {top}. Both "
                    "cannot describe the same people."
                ).format(kind=word("statistic", mean.statistic), amount=_amount(mean), top=_amount(top))
            )
    return said


def _alike(figures: list[SurveyFigure]) -> dict[tuple[str, str, str], list[SurveyFigure]]:
    """Figures about the same place, pay period and experience, in the order in which they come."""
    groups: dict[tuple[str, str, str], list[SurveyFigure]] = {}
    for figure in figures:
        groups.setdefault((figure.place_code, figure.pay_period, figure.experience_label or ""), []).append(figure)
    return groups


def bonus(figures: tuple[SurveyFigure, ...]) -> list[str]:
    """Bonus and commission, where a survey reports them."""
    return [
        _("One also reports about {amount} in bonus and commission.").format(amount=_amount(f))
        for f in figures
        if f.statistic == "bonus_and_commission"
    ]


# --- In a place and an industry ------------------------------------------------------------------------------------


def applied_title(profile: ExperienceProfile) -> str:
    """Where the modelled pay applies."""
    record = profile.base.records[0]
    words = in_place(profile.place_code, record.place_title)
    if profile.industry_code is None:
        return _("What that means {in_place}").format(in_place=words)
    industry = next(r for r in profile.base.records if r.industry_code == profile.industry_code)
    return _("What that means in {industry}, {place}").format(
        industry=industry_in_sentence(industry.industry_code, industry.industry_title),
        place=place_in_sentence(profile.place_code, record.place_title),
    )


def applied_caption(profile: ExperienceProfile) -> str:
    """What the table of modelled pay shows."""
    return _("Estimated middle pay {per} by years of potential experience").format(per=_(PER_WORDS[profile.base.per]))


def applied(profile: ExperienceProfile) -> list[dict[str, object]]:
    """One row per band: the modelled middle pay with its range, and how it is known. Estimates to the nearest $100."""
    return [
        {
            "experience_band": found.experience_band,
            "estimate_low_usd": _rounded(found.low_usd, profile.base.per),
            "estimate_usd": _rounded(found.value_usd, profile.base.per),
            "estimate_high_usd": _rounded(found.high_usd, profile.base.per),
            "estimate_flag": found.flag,
            "evidence_badge": found.badge,
            "asked_n": found.people_n,
        }
        for found in profile.estimates
    ]


APPLIED_COLUMNS = (
    *("experience_band", "estimate_low_usd", "estimate_usd", "estimate_high_usd"),
    *("evidence_badge", "asked_n"),
)


def _rounded(value: float | None, per: Per) -> float | None:
    return None if value is None else round(value, -2 if per == "year" else 1)


def applied_facts(profile: ExperienceProfile) -> list[str]:
    """How the modelled pay was had, and what its badges mean."""
    base = profile.base
    said = []
    if base.value_usd is None:
        at_least = next((e.at_least_usd for e in profile.estimates if e.at_least_usd is not None), None)
        reason = base.reason or _("The middle pay there: {words}.").format(words=fmt.flag_words(base.flag))
        if at_least is None:
            said.append(reason)
        else:
            told = [
                _("{amount} with {span}").format(
                    amount=fmt.at_least(_about(e.at_least_usd)), span=_(SPANS[e.experience_band])
                )
                for e in profile.estimates
                if e.at_least_usd is not None
            ]
            said.append(
                _("The middle pay there is above what is printed. It is {bands}.").format(bands=fmt.listed(told))
            )
    said.append(
        _(
            "No agency publishes pay by experience for a place or an industry. We take the middle pay published there "
            "and scale it by how the people of each group stand to everyone in this job, in the whole country."
        )
    )
    if base.kind == "place_and_industry":
        said.append(
            _(
                "Here even the middle pay is modelled: the place’s figure times how the industry pays against all "
                "industries in the country, as if the two had nothing to do with each other."
            )
        )
    said.append(
        _(
            "“Measured” means that at least 50 people with these years were asked, enough to stand on their own. "
            "“Modelled” leans on similar jobs, on place and industry together, or on a place whose people are not in "
            "the files. “Not shown” means too few people. All ranges are 90%."
        )
    )
    return said


def in_industry(profile: ExperienceProfile, bands: Mapping[str, Band]) -> list[str]:
    """What the census's own people in the chosen sector earn, beside the model; nothing where it cannot tell.

    Args:
        profile: as applied to an industry.
        bands: `careers.experience.within` that sector.
    """
    told = [
        _("{amount} with {span} ({people} people)").format(
            amount=_about(band.pay_annual_p50_usd), span=_(SPANS[name]), people=fmt.count(band.people_n)
        )
        for name, band in bands.items()
        if band.pay_annual_p50_usd is not None
    ]
    if not told:
        return []
    record = next(r for r in profile.base.records if r.industry_code == profile.industry_code)
    return [
        _(
            "Asked directly, whole country, in {industry}, a year: {bands}. These are measured, in {year} dollars."
        ).format(
            industry=industry_in_sentence(record.industry_code, record.industry_title),
            bands="; ".join(told),
            year=profile.year,
        )
    ]


def gap(profile: ExperienceProfile, everyone: ExperienceProfile) -> list[str]:
    """From the first band to the last in dollars and percent, beside all occupations."""
    first, last = profile.bands[0], profile.bands[-1]
    if first.pay_annual_p50_usd is None or last.pay_annual_p50_usd is None:
        return [_("The gap between the first and the last group cannot be told: one of them has no figure.")]
    if not is_clear(first, last):
        said = _("Between under 5 years and 20 years or more, middle pay shows no clear difference.")
    else:
        said = _("From under 5 years to 20 years or more, middle pay differs by {dollars} ({percent}).").format(
            dollars=_change(profile), percent=_percent(profile)
        )
    if profile.soc_code == everyone.soc_code:
        return [said]
    return [
        said,
        _("Over all occupations it is {dollars} ({percent}).").format(
            dollars=_change(everyone), percent=_percent(everyone)
        ),
    ]


def _ends(profile: ExperienceProfile) -> tuple[float, float]:
    return profile.bands[0].pay_annual_p50_usd or 0.0, profile.bands[-1].pay_annual_p50_usd or 0.0


def _change(profile: ExperienceProfile) -> str:
    low, high = _ends(profile)
    return fmt.usd_change(round(high - low, -2), "year")


def _percent(profile: ExperienceProfile) -> str:
    low, high = _ends(profile)
    return fmt.pct((high / low - 1) * 100, 0, signed=True)


# --- Who is in the job ----------------------------------------------------------------------------------------------


def share_rows(shares: tuple[BandShare, ...]) -> pd.DataFrame:
    """One row per band in order: its share of the job's people with range and error, and that of all occupations'."""
    rows = [
        {
            "experience_band": share.experience_band,
            "share_pct": share.share_pct,
            "share_low_pct": share.low_pct,
            "share_high_pct": share.high_pct,
            "share_se_points": share.se_points,
            "everyone_share_pct": share.everyone_pct,
            "verdict": _(VERDICTS[share.outcome]),
            "people_n": share.people_n,
        }
        for share in shares
    ]
    frame = pd.DataFrame(rows)
    return frame.drop(columns=["everyone_share_pct", "verdict"]) if _is_everyone(shares) else frame


def band_words() -> list[str]:
    """Names of the bands, as the chart's labels."""
    return [word("experience_band", band) for band in BANDS]


def share_columns(shares: tuple[BandShare, ...]) -> list[str]:
    """Columns of the table under that chart."""
    return list(share_rows(shares).columns)


def _is_everyone(shares: tuple[BandShare, ...]) -> bool:
    return all(share.outcome == "itself" for share in shares)


def share_words(profile: ExperienceProfile, shares: tuple[BandShare, ...]) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the chart of who is in the job."""
    known = [share for share in shares if share.share_pct is not None]
    clear = [share for share in known if share.outcome == "clear"]
    if clear:
        widest = max(clear, key=lambda share: abs((share.share_pct or 0) - (share.everyone_pct or 0)))
        title = _("{share} have {span}, against {everyone} of all workers").format(
            share=fmt.pct(widest.share_pct or 0, 0),
            span=_(SPANS[widest.experience_band]),
            everyone=fmt.pct(widest.everyone_pct or 0, 0),
        )
    elif not known:
        title = _("Too few people were asked to show who is in the job")
    elif _is_everyone(shares):
        title = _("{share} have {span}").format(
            share=fmt.pct(known[-1].share_pct or 0, 0), span=_(SPANS[known[-1].experience_band])
        )
    else:
        title = _("No clear difference from all workers in years of experience")
    subtitle = _("Share by years of potential experience, {job}, full-time and year-round, {covered}, {year}").format(
        job=job_in_sentence(profile.occupation_title), covered=covered(profile), year=profile.year
    )
    told = [
        _("{span} {share} (all workers {everyone})").format(
            span=_(SPANS[share.experience_band]),
            share=fmt.pct(share.share_pct or 0),
            everyone=fmt.pct(share.everyone_pct or 0),
        )
        if not _is_everyone(shares)
        else _("{span} {share}").format(span=_(SPANS[share.experience_band]), share=fmt.pct(share.share_pct or 0))
        for share in known
    ]
    sentence = _("By years of potential experience: {groups}.").format(groups="; ".join(told))
    if not known:
        sentence = _("No group is shown: each has fewer than {number} people.").format(number=FEWEST_PEOPLE)
    return title, subtitle, sentence


def share_notes(profile: ExperienceProfile) -> list[str]:
    """What the shares do not say, and how sure they are."""
    approximate = _("The likely ranges are approximate: these files hold no weights made for errors.")
    return [
        _(
            "This shows who is in the job now. It does not show where others went: into a better job, another one, or "
            "out of work."
        ),
        *([approximate] if profile.error_is_approximate else []),
    ]


# --- A survey file of the reader's own ------------------------------------------------------------------------------


def own_survey_label() -> str:
    """What to drop into the box."""
    return _("A survey file of your own (CSV)")


def own_survey_words() -> str:
    """What may be dropped, and what becomes of it."""
    return _(
        "Up to {megabytes} MB and {rows} rows, in UTF-8, with the columns below. It stays in the memory of this "
        "browser session until you remove it or close the page. It is stored nowhere and shown to nobody else."
    ).format(megabytes=LARGEST_FILE_BYTES // 1_000_000, rows=fmt.count(MOST_ROWS))


def own_survey_title(file: str) -> str:
    """Heading of what a file came to."""
    return _("Your file: {file}").format(file=file)


def own_survey_faults(reading: Reading) -> str:
    """That nothing of a faulty file is shown, and how many faults there are."""
    return ngettext(
        "Nothing of this file is shown, because something is wrong with it. Correct it and drop it again:",
        "Nothing of this file is shown, because {number} things are wrong with it. Correct them and drop it again:",
        len(reading.faults),
    ).format(number=fmt.count(len(reading.faults)))


def own_survey_fault_rows(reading: Reading) -> pd.DataFrame:
    """One row per fault: where in the file, and what."""
    return pd.DataFrame(
        [
            {"file_row": fault.row, "file_column": fault.column or None, "fault_cause": fault.cause}
            for fault in reading.faults
        ]
    )


FAULT_COLUMNS = ("file_row", "file_column", "fault_cause")


def own_survey_facts(reading: Reading, soc_code: str, occupation_title: str) -> list[str]:
    """How many of the figures are about this job, and where they disagree; or what else they are about."""
    mine = reading.about(soc_code)
    job, everything = job_in_sentence(occupation_title), fmt.count(len(reading.figures))
    if not mine:
        names = [job_in_sentence(occupation(code).title) for code in dict.fromkeys(f.soc_code for f in reading.figures)]
        if len(names) > MOST_JOBS_NAMED:
            names = [*names[:MOST_JOBS_NAMED], _("{number} more").format(number=len(names) - MOST_JOBS_NAMED)]
        return [_("No figure of your file is about {job}. It is about {jobs}.").format(job=job, jobs=fmt.listed(names))]
    said = [
        _("About {job}: {mine} of {number} figures. They stand as your file has them, never merged with others.")
        .format(mine=fmt.count(len(mine)), number=everything, job=job)
    ]  # fmt: skip
    return [*said, *disagreements(mine), *bonus(mine)]


def own_survey_caption(figures: tuple[SurveyFigure, ...]) -> str:
    """Caption of the table of the reader's own figures."""
    return _("Figures of your file about this job, {years}").format(years=_years(figures))


OWN_COLUMNS = (
    *("survey_publisher", "reported_title", "place_code", "experience_label", "statistic", "pay_usd", "pay_period"),
    *("sample_size", "as_of_from_year", "as_of_to_year"),
)


def own_survey_rows(figures: tuple[SurveyFigure, ...]) -> pd.DataFrame:
    """The reader's own figures as rows; a span without words of its own is told in years."""
    rows = [asdict(figure) | {"experience_label": figure.experience_label or _span(figure)} for figure in figures]
    return pd.DataFrame(rows)


def _span(figure: SurveyFigure) -> str | None:
    low, high = figure.experience_from_years, figure.experience_to_years
    if low is None:
        return None
    if high is None:
        return _("{low} years or more").format(low=f"{low:g}")
    return _("{low} to {high} years").format(low=f"{low:g}", high=f"{high:g}")


# --- Schooling, as context ------------------------------------------------------------------------------------------

SCHOOLING_WORDS = {
    "below_high_school": N_("no high school diploma"),
    "high_school": N_("a high school diploma"),
    "some_college": N_("some college"),
    "associates": N_("an associate’s degree"),
    "bachelors": N_("a bachelor’s degree"),
    "masters": N_("a master’s degree"),
    "professional": N_("a professional degree"),
    "doctoral": N_("a doctorate"),
}


def schooling(levels: tuple[Earnings, ...]) -> list[str]:
    """Earnings by schooling over all occupations, as context."""
    told = [
        _("{amount} with {schooling}").format(
            amount=fmt.usd_year(level.earnings_weekly_p50_usd), schooling=_(SCHOOLING_WORDS[level.level])
        )
        for level in levels
    ]
    return [
        _("Middle pay a week of full-time workers from 25 years on, {year}: {levels}.").format(
            year=levels[0].year, levels="; ".join(told)
        ),
        _(
            "These are of all occupations together (Bureau of Labor Statistics, employment projections, table of "
            "education), and say nothing about one job: people with more schooling also work in other jobs."
        ),
    ]


def schooling_missing() -> str:
    """What is said where no group by schooling has enough people."""
    return _("For this job no group by schooling is shown: each has fewer than {number} people.").format(
        number=FEWEST_PEOPLE
    )


def schooling_caption(profile: ExperienceProfile) -> str:
    """What the table of pay by schooling shows."""
    return _("Yearly pay by highest schooling, {job}, full-time and year-round, {covered}, {year}").format(
        job=job_in_sentence(profile.occupation_title), covered=covered(profile), year=profile.year
    )


SCHOOLING_COLUMNS = (
    *("split_group", "people_n", "pay_annual_p25_usd", "pay_annual_p50_usd", "pay_annual_p75_usd"),
    "pay_annual_p50_se_usd",
)


# --- Wage levels ---------------------------------------------------------------------------------------------------

_LEVELS = ("I", "II", "III", "IV")


def wage_levels(levels: WageLevels) -> list[str]:
    """The Labor Department's four levels, and what they are not."""
    if not levels.levels_usd:
        told = _("No levels are released for this job there.")
    else:
        levels_told = "; ".join(
            _("level {number} {amount}").format(number=number, amount=fmt.usd(value, levels.per))
            for number, value in zip(_LEVELS, levels.levels_usd, strict=True)
        )
        told = _("In {place}: {levels} {per}.").format(
            place=levels.place_title, levels=levels_told, per=_(PER_WORDS[levels.per])
        )
    said = [
        told,
        _(
            "The Labor Department sets these for employers who hire from abroad, {edition}. They are levels of skill "
            "that a job asks for, and never years of experience."
        ).format(edition=fmt.edition(levels.source.edition)),
    ]
    if not levels.is_area_told:
        said.append(_("A level may come from a wider area than the one named; the file does not say."))
    return said
