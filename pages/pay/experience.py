"""Experience: pay by years of potential experience in the census, as modelled for a place and industry, and beside it,
never blended, the Labor Department's wage levels, schooling as context, and what salary surveys reported, a file of the
reader's own among them.
"""

from dataclasses import asdict

import pandas as pd

from careers import experience, schooling, surveys, wage_levels
from careers.errors import NotPublished
from careers.i18n import _
from careers.narrative import experience as say
from pages.ui import charts, selection, uploads, widgets

chosen = selection.current()
widgets.heading_and_pickers(chosen, pay=False, industry=True)


def bands(profile: experience.ExperienceProfile) -> None:
    """The answer: what the census's people earn by their years, whole country."""
    main, chart, beside = widgets.answer_layout()
    with main:
        widgets.key_figures(widgets.KeyFigure(*say.main_figure(profile)))
    with chart:
        shown = [f"pay_annual_{percentile}_usd" for percentile in charts.PERCENTILES]
        widgets.figure_with_table(
            lambda palette: charts.bands_by_experience(
                pd.DataFrame([asdict(band) for band in profile.bands]),
                charts.Words(say.title(profile), say.subtitle(profile), say.sentence(profile)),
                palette=palette,
            ),
            key="bands",
            sources=["pay_by_experience"],
            shown=["experience_band", "people_n", *shown, "pay_annual_p50_se_usd"],
            series=say.codes(profile),
            notes=[say.people(profile)],
            rule=say.rule(profile),
            later=False,
        )
    with beside:
        widgets.section(_("How to read this"))
        everyone = experience.profile(selection.ALL_OCCUPATIONS)
        widgets.facts([*say.gap(profile, everyone), *say.how_to_read(profile, chosen.place, chosen.place_title)])


def applied_here() -> None:
    """The model: the same for the place and the industry."""
    applied, told = None, []
    try:
        applied = experience.profile(chosen.job, chosen.place, chosen.industry)
        if applied.base.flag == "hourly_only":
            applied = experience.profile(chosen.job, chosen.place, chosen.industry, "hour")
        told = say.applied_facts(applied)
        if applied.industry_code:
            told += say.in_industry(applied, experience.within(chosen.job, "sector", applied.industry_code))
    except NotPublished as gap:
        told = [str(gap)]
    here, there = widgets.side_by_side()
    with here:
        widgets.section(say.applied_title(applied) if applied else _("What that means here"))
        widgets.facts(told)
        widgets.links([(_("Check an offer against this"), chosen.link("offer"))])
    with there:
        if applied is not None:
            widgets.rows_with_download(
                pd.DataFrame(say.applied(applied)),
                say.applied_caption(applied),
                key="applied",
                sources=["experience_index", "pay_by_place"],
                shown=say.APPLIED_COLUMNS,
            )


def who_is_there(profile: experience.ExperienceProfile) -> None:
    """Shares of the people by years, beside all workers'."""
    shares = experience.shares(chosen.job)
    widgets.figure_with_table(
        lambda palette: charts.shares_with_error(
            say.share_rows(shares).assign(band_words=say.band_words()),
            charts.Words(*say.share_words(profile, shares)),
            name="band_words",
            palette=palette,
        ),
        key="shares",
        sources=["pay_by_experience"],
        shown=say.share_columns(shares),
        series=say.codes(profile),
        notes=say.share_notes(profile),
        rule=say.rule(profile),
        height=460,
    )


def by_schooling(profile: experience.ExperienceProfile) -> None:
    """What people in the job earn by schooling."""
    rows = experience.by_schooling(chosen.job)
    if rows.empty:
        widgets.facts([say.schooling_missing()])
        return
    widgets.rows_with_download(
        rows,
        say.schooling_caption(profile),
        key="schooling",
        sources=[experience.GROUPS_TABLE],
        shown=say.SCHOOLING_COLUMNS,
    )


def own_survey(name: str, reading: surveys.Reading) -> None:
    """The reader's own figures about this job, or what is wrong with the file."""
    widgets.section(say.own_survey_title(name))
    if reading.faults:
        widgets.notice(say.own_survey_faults(reading))
        uploads.rows(say.own_survey_fault_rows(reading), say.own_survey_title(name), say.FAULT_COLUMNS)
        return
    widgets.facts(say.own_survey_facts(reading, chosen.job, chosen.job_title))
    mine = reading.about(chosen.job)
    if mine:
        uploads.rows(say.own_survey_rows(mine), say.own_survey_caption(mine), say.OWN_COLUMNS)


found = None
try:
    found = experience.profile(chosen.job)
except NotPublished as gap:
    widgets.notice(str(gap))
if found is not None:
    bands(found)
    applied_here()

left, right = widgets.side_by_side()
with left:
    widgets.section(_("Labor Department wage levels"), _("Levels of skill, not of years."))
    try:
        widgets.facts(say.wage_levels(wage_levels.lookup(chosen.job, chosen.place)))
    except NotPublished as gap:
        widgets.facts([str(gap)])
if found is not None:
    with right:
        who_is_there(found)

left, right = widgets.side_by_side()
with left:
    widgets.section(_("Schooling, as context"))
    widgets.facts(say.schooling(schooling.earnings()))
if found is not None:
    with right:
        by_schooling(found)

figures = experience.surveys(chosen.job)
widgets.section(say.survey_title(figures))
left, right = widgets.side_by_side()
with left:
    widgets.facts(say.survey_facts(figures))
    own = uploads.own_file("survey", say.own_survey_label(), surveys.LARGEST_FILE_BYTES, surveys.read)
    uploads.wanted(say.own_survey_words(), experience.SURVEY_TABLE, surveys.COLUMNS)
with right:
    if figures:
        widgets.rows_with_download(
            pd.DataFrame([asdict(figure) for figure in figures]),
            say.survey_subtitle(figures),
            key="surveys",
            sources=[experience.SURVEY_TABLE],
            shown=["survey_publisher", "experience_label", "statistic", "pay_usd", "pay_period"],
        )
    if own is not None:
        own_survey(*own)
