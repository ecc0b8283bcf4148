"""Majors: from a field of study to the jobs people hold, and from a job to what its graduates studied."""

from dataclasses import replace
from urllib.parse import urlencode

from careers import experience, majors
from careers.errors import NotPublished
from careers.i18n import _
from careers.narrative import majors as say
from pages.ui import charts, selection, widgets

chosen = selection.current()
typed = selection.own("field").strip()
options = {"": _("Choose a field of study")} | {f.degree_field_code: f.title for f in majors.fields()}


def address(field: str = "", **changes: str) -> str:
    """This page with another field of study or another job."""
    return chosen.link("majors", **changes) + (f"&{urlencode({'field': field})}" if field else "")


field, problem = None, None
try:
    field = majors.field(typed) if typed else None
except majors.UnknownField as error:
    problem = error
widgets.heading_and_pickers(
    chosen,
    title=say.heading(field.title if field else None, chosen.job, chosen.job_title),
    pay=False,
)
if problem is not None:
    widgets.notice(str(problem), [(near.title, address(near.code)) for near in problem.nearest])
main, chart, beside = widgets.answer_layout()
with main:
    widgets.pick("field", _("Field of study"), options)
with beside:
    shown = widgets.choice("rows", _("How many"), {"few": _("The 5 most common"), "many": _("The 15 most common")})
most = say.DRAWN[shown]


def draw(lines: majors.Lines, side: say.Side, title: str, *, later: bool) -> None:
    """The chart of one direction."""
    frame = say.table(lines, side)
    widgets.figure_with_table(
        lambda palette: replace(
            charts.pay_spread(
                frame.head(most),
                charts.Words(*say.chart_words(lines, side, title, most)),
                name="label",
                mark="share_words",
                palette=palette,
            ),
            frame=frame.drop(columns=["label", "share_words"]),
        ),
        key=side,
        sources=[majors.TABLE],
        shown=list(say.COLUMNS),
        notes=say.notes(lines, side, most),
        rule=say.rule(),
        addresses=lambda rows: (
            [address(field.degree_field_code if field else "", job=code) for code in rows["soc_code"]]
            if side == "jobs"
            else [address(code) for code in rows["degree_field_code"]]
        ),
        later=later,
    )


def lines_of_job() -> majors.Lines | None:
    """What the graduates in the chosen job studied, or None after saying why not."""
    try:
        return majors.of(chosen.job)
    except NotPublished as gap:
        told = str(gap)
        if chosen.job == selection.ALL_OCCUPATIONS:
            told = _("Choose a field of study to see its jobs, or a job to see what its graduates studied.")
        widgets.notice(told)
        return None


def answer(lines: majors.Lines, side: say.Side, title: str) -> None:
    """The answer of the first screen."""
    with main:
        widgets.key_figures(widgets.KeyFigure(*say.main_figure(lines, side, title)))
    with chart:
        draw(lines, side, title, later=False)
    with beside:
        widgets.lead(*say.lead(lines, side, title))
        widgets.section(_("How to read this"))
        widgets.facts(say.how_to_read(lines, experience.coverage()))


if field is not None:
    try:
        answer(majors.occupations(field.degree_field_code), "jobs", field.title)
    except NotPublished as gap:
        with main:
            widgets.notice(str(gap))
    if chosen.job != selection.ALL_OCCUPATIONS:
        widgets.section(_("And back: what graduates in your job studied"))
        back = lines_of_job()
        if back is not None:
            draw(back, "fields", chosen.job_title, later=True)
else:
    with main:
        of_job = lines_of_job()
    if of_job is not None:
        answer(of_job, "fields", chosen.job_title)
