"""Compare: up to five jobs in up to five places, as paid and after local prices, with all that stands beside pay."""

from careers import compare
from careers.i18n import _
from careers.narrative import compare as say
from pages.ui import charts, selection, widgets

CENSUS = ("work_life", "pay_by_experience")

chosen, _problems = selection.current_shortlist()
asked = (chosen.jobs, chosen.places, chosen.industry)
grid = compare.grid(*asked, wanted=chosen.pay)
names = say.names(grid)
widgets.list_pickers(chosen, say.heading(grid), names, selection.MOST)

main, chart, figures = widgets.answer_layout()
measure = "nominal"
if len(chosen.places) > 1:
    with figures:
        labels = {"0": _("As paid"), "1": _("After local prices")}
        measure = "real" if widgets.choice("real", _("Local prices"), labels) == "1" else "nominal"
with main:
    widgets.lead(*say.lead(grid, measure))

with chart:
    parts = say.parts(grid, measure, chosen.pay, apart=selection.presenting())
    told = {"per": grid.per, "ceilings": grid.ceilings, "after_prices": measure == "real"}
    reach = max(charts.farthest(part.rows, **told) for part in parts) if len(parts) > 1 else 0.0
    for part in parts:
        widgets.figure_with_table(
            lambda palette, part=part: charts.pay_spread(
                part.rows, charts.Words(*part.words), name="row_title", palette=palette, reach=reach,
                panel=part.panel, mark=part.mark, **told,
            ),
            key=part.key,
            sources=say.sources(grid, measure),
            shown=say.columns(grid, measure),
            notes=part.notes,
            rule=say.rule(measure),
            ceilings=grid.ceilings,
            later=False,
        )  # fmt: skip

if len(grid.all_cells) > 1:
    firsts, seconds = say.pair_options(grid)
    with figures:
        widgets.section(_("Is the difference real?"))
        with figures if say.panel(grid) else widgets.pairs("cells"):
            first = tuple(widgets.pick("first", _("This one"), firsts).split("."))
            second = tuple(widgets.pick("second", _("Against this one"), seconds).split("."))
        widgets.facts(say.pair(grid, first, second))
        widgets.note(say.pair_note(grid, first, second))

widgets.section(_("Beside pay"))
with widgets.pairs("years"):
    bands = {told: _(words) for told, words in say.YEARS.items()}
    years = widgets.pick("years", _("Your years of experience"), bands, compare.band_start)
grid = compare.grid(*asked, years=float(years) if years else None, wanted=chosen.pay)
widgets.matrix(
    [(names[job], chosen.first.but(job=job).link("overview")) for job in chosen.jobs],
    say.beside(grid),
    _("Jobs, outlook, what it takes and work life"),
    frame=say.beside_rows(grid),
    key="beside",
    sources=["pay_by_place", "outlook", "outlook_by_state", *CENSUS, "related_occupations"],
    notes=say.beside_notes(grid),
)

places = say.places_with_prices(grid)
if len(places) > 1:
    widgets.section(_("If you move"))
    with widgets.pairs("move"):
        here = widgets.pick("from", _("From"), places)
        there = widgets.pick("to", _("To"), say.after_first(places))
        typed = widgets.words_box("amount", say.amount_label(grid.per), "", 20)
    amount = compare.typed_amount(typed) if typed else say.usual_amount(grid, here)
    if amount is None:
        widgets.notice(say.no_amount(grid, here, typed))
    else:
        widgets.facts(say.moving(compare.move(amount, here, there, grid.price_year), grid.per))
        if not typed:
            widgets.note(say.usual_words(grid, here))

widgets.links([(_("Make one page of paper to hand out"), chosen.link("handout"))])
