"""Offer: where an amount stands here, in the industry and with like experience, and what to do about it."""

from urllib.parse import urlencode

from careers import experience, offers
from careers.errors import NotPublished
from careers.i18n import _
from careers.narrative import offer as say
from careers.pay import ceilings
from pages.ui import charts, selection, widgets

chosen = selection.current()
widgets.heading_and_pickers(
    chosen, title=say.heading(chosen.job_title, chosen.place, chosen.place_title), industry=True
)
main, chart, figures = widgets.answer_layout()
told = {}
with main, widgets.pairs("offer"):
    told["amount"] = widgets.words_box("amount", _("The offer, in dollars"), _("such as 46,000"), say.LONGEST_TYPED)
    told["years"] = widgets.words_box("years", _("Years of experience"), _("such as 8"), say.LONGEST_TYPED)
with figures, widgets.pairs("time"):
    if chosen.pay == "year":
        told["hours"] = widgets.words_box("hours", _("Hours a week, if part-time"), _("40"), say.LONGEST_TYPED)
        told["weeks"] = widgets.words_box("weeks", _("Weeks a year, if not all"), _("52"), say.LONGEST_TYPED)
with figures:
    widgets.pick("schooling", _("Highest schooling, if years are given"), say.schooling_options())
told["schooling"] = selection.own("schooling")
told["sure"] = selection.own("sure")
question = say.read(told, chosen.pay)


def address(pay: str, **changes: str) -> str:
    """This page for the same offer with another period or another answer."""
    kept = {name: value for name, value in (told | changes).items() if value.strip()}
    return f"{chosen.link('offer', pay=pay)}&{urlencode(kept)}"


def years_told(found: offers.OfferCheck) -> list[str]:
    """What the job pays by years here, or why that cannot be told."""
    schooling = question.schooling if found.estimate else None
    try:
        bands = experience.estimates(found.soc_code, chosen.place, chosen.industry, schooling, found.per)
    except NotPublished:
        bands = ()
    return say.by_years(found, bands)


def answer(found: offers.OfferCheck) -> None:
    """The verdict, and all that follows from it."""
    with main:
        widgets.key_figures(widgets.KeyFigure(*say.main_figure(found)))
    nearest = found.nearest
    with chart:
        widgets.figure_with_table(
            lambda palette: charts.pay_spread(
                say.ladder(found),
                charts.Words(*say.chart_words(found)),
                name="rung_title",
                per=found.per,
                palette=palette,
                own={"rung_title": say.rung_title(nearest)} if nearest else None,
                ceilings=ceilings(),
                reference=say.reference(found),
                has_dots=True,
            ),
            key="ladder",
            sources=["pay_by_place", "pay_by_industry", *(["experience_index"] if found.estimate else [])],
            shown=say.columns_shown(found),
            series=nearest.record.series if nearest and nearest.record else "",
            rule=say.rule(found),
            ceilings=ceilings(),
            later=False,
        )
    with figures:
        widgets.lead(*say.lead(found, question))
        widgets.section(_("Rung by rung"))
        widgets.facts(say.rungs_told(found))
    left, right = widgets.side_by_side()
    with left:
        widgets.section(_("What would move it"))
        widgets.facts([*say.movers(found), *years_told(found)])
        if found.estimate is not None:
            widgets.section(_("How the figure for your years came about"))
            widgets.steps(say.steps_told(found.estimate))
    with right:
        widgets.section(_("What you can say"), _("In your own words; name the source."))
        for label, sentences in zip((_("For more:"), _("What they may answer:")), say.to_say(found), strict=True):
            if sentences:
                widgets.note(label)
                widgets.facts(sentences)
        rows = say.elsewhere(found, chosen.place)
        widgets.section(_("The same offer elsewhere"))
        caption = say.elsewhere_words(found, chosen.place, chosen.place_title, rows)
        if rows.empty:
            widgets.facts([caption])
        else:
            widgets.rows_with_download(
                rows,
                caption,
                key="elsewhere",
                sources=["price_parities", "pay_by_place"],
                shown=list(say.MOVED[found.per]),
            )
        widgets.section(_("How far to trust this"))
        widgets.facts(say.cautions(found))


for sentence in question.problems:
    widgets.notice(sentence)
if question.compared_usd is None:
    with main:
        widgets.lead(*say.nothing_typed())
        example = say.example(chosen.job, chosen.place, chosen.pay)
        if example is not None:
            widgets.links([(example[0], address(chosen.pay, amount=example[1]))])
else:
    try:
        checked = offers.check(
            chosen.job,
            question.compared_usd,
            question.compared_per,
            chosen.place,
            chosen.industry,
            question.years,
            question.schooling,
            sure=question.sure,
        )
    except offers.AskAgain as slip:
        with main:
            widgets.notice(
                str(slip),
                [
                    (words, address(pay, **changes))
                    for words, pay, changes in say.ways_on(slip, told["amount"], chosen.pay)
                ],
            )
    else:
        answer(checked)
