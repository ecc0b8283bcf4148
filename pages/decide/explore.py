"""Explore: every occupation in one picture and one list, narrowed by what matters to the reader."""

from careers import explore, pay
from careers.i18n import _
from careers.narrative import explore as say
from pages.ui import charts, selection, widgets

SOURCES = ["pay_by_place", "outlook", "onet_ratings"]
FILTERS = ("schooling", "training", "least_pay", "least_growth", "interest", "skill")

chosen = selection.current()
widgets.heading_and_pickers(chosen.but(industry=None), title=say.heading(chosen.place, chosen.place_title), job=False)
main, chart, figures = widgets.answer_layout()
with main, widgets.pairs("views"):
    listed = widgets.pick("list", _("List"), {name: _(label) for name, label in say.LIST_LABELS.items()})
    measure, order = "growth", "jobs"
    if listed == "all":
        measure = widgets.pick("color", _("Picture"), {name: _(label) for name, label in say.PICTURES.items()})
with figures:
    widgets.section(_("What matters to you?"))
    options = say.options(chosen.pay)
    with widgets.pairs("filters"):
        picked = {name: widgets.pick(name, say.filter_label(name), options[name]) for name in FILTERS}
        words = widgets.words_box("words", _("Words in the title"), _("such as nurse"), explore.LONGEST_TEXT)
        if listed == "all":
            order = widgets.pick("order", _("Order of the list"), {n: _(told) for n, told in say.ORDER_LABELS.items()})

wishes = say.asked(picked, chosen.pay) | {"text": words, "listed": None if listed == "all" else listed}
answer = explore.table(chosen.place, **wishes, order=order, per=chosen.pay)
own, limits = {"soc_code": chosen.job}, pay.ceilings()


def overviews(frame):
    """Where the rows of a frame lead. One link serves as the pattern of hundreds."""
    before, after = chosen.link("overview", job="~").split("~")
    return [f"{before}{code}{after}" for code in frame["soc_code"]]


def picture(palette):
    """All occupations by their number of jobs, or the first of a list."""
    if answer.listed is not None:
        said = charts.Words(*say.leaders_words(answer))
        return charts.leaders(
            rows, said, value=answer.column, addresses=overviews(rows), own=own, ceilings=limits, notes=notes
        )
    if measure == say.DOTS:
        across, up = say.dots_lines(answer)
        return charts.pay_against_growth(
            rows,
            charts.Words(*say.dots_words(answer, rows)),
            name="occupation_title",
            pay=f"pay_{pay.PERIOD[chosen.pay]}_p50_usd",
            growth="employment_change_pct",
            per=chosen.pay,
            palette=palette,
            own=own,
            growth_line=across,
            pay_line=up,
            ceilings=limits,
            sides={name: _(words) for name, words in say.DOT_SIDES.items()},
            notes=notes,
            is_crowded=True,
        )
    said = charts.Words(*say.picture_words(answer, measure, rows, classes.cuts))
    return charts.treemap(rows, said, classes=classes, addresses=overviews(rows), palette=palette, own=own, notes=notes)


with main:
    widgets.lead(*say.lead(answer))
if answer.is_loosenable:
    with chart:
        widgets.notice(say.nothing_left(answer), [(told, selection.stay(name)) for told, name in say.ways_on(answer)])
else:
    if answer.listed is None and measure == say.DOTS:
        rows = say.dots_rows(answer)
        notes = say.dots_notes(answer, rows)
    elif answer.listed is None:
        rows = say.picture_rows(answer, measure)
        cuts = say.classes(answer, measure)
        classes = charts.Classes(*cuts) if cuts else charts.three_classes(list(rows["value"]), chosen.pay)
        notes = say.notes(answer, len(rows), int(rows["value"].isna().sum()))
    else:
        rows, notes = answer.frame.head(say.FIRST_SHOWN), say.notes(answer, len(answer.frame))
    with chart:
        widgets.figure_with_table(
            picture, key="picture", sources=SOURCES, shown=[], rule=_(say.RULE), later=False,
            has_table=False, opens="overview" if measure == say.DOTS else "",
        )  # fmt: skip
    widgets.section(say.list_title(answer))
    widgets.paged_list(
        answer.frame,
        say.list_subtitle(answer),
        key="occupations",
        sources=SOURCES,
        shown=say.list_columns(answer),
        addresses=overviews,
        notes=[*say.list_notes(answer), say.attribution()],
        rule=_(say.RULE),
        own=own,
        ceilings=limits,
        faint="is_uncertain",
    )
