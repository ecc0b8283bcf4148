"""Regions: what the job pays in every state, metro and nonmetro area, as paid or after local prices."""

from careers import regions
from careers.i18n import _
from careers.narrative import regions as say
from pages.ui import charts, failures, selection, widgets
from pages.ui.blocks import Tile
from pages.ui.theme import Palette

chosen = selection.current()
widgets.heading_and_pickers(chosen.but(industry=None))
main, chart, figures = widgets.answer_layout()
with figures, widgets.row():
    kind = widgets.choice("kind", _("Which places"), {name: _(words) for name, words in say.KIND_LABELS.items()})
    real = widgets.choice("real", _("Local prices"), {"0": _("As paid"), "1": _("After local prices")}) == "1"
    rows = widgets.choice("rows", _("How many"), {"best": _("The best"), "all": _("All")})
answer = regions.answer(chosen.job, chosen.place, kind, chosen.pay, real)
own = {"place_code": answer.here.place_code}
own_is_listed = chosen.place in say.place_options(answer)
shared = {"sources": ["pay_by_place", *(["price_parities"] if real else [])], "shown": say.table_columns(answer)}
shared |= {"own": own, "rule": say.rule(answer), "ceilings": answer.ceilings, "faint": "is_left_out"}


def address(place_code: object) -> str:
    kept = ("&kind=" + kind if kind != "state" else "") + ("&real=1" if real else "")
    return chosen.link("regions", place=str(place_code)) + kept


def in_order(palette: Palette) -> charts.Drawing:
    return charts.ranked_places(
        say.table(answer),
        charts.Words(*say.ranked_words(answer)),
        name="place_name",
        value=answer.column,
        per=answer.per,
        palette=palette,
        own=own,
        reference=say.reference(answer),
        most=regions.FIRST_SHOWN if rows == "best" else None,
        ceilings=answer.ceilings,
        left_out="is_left_out",
        signs=say.marks(answer),
        notes=say.notes(answer),
    )


def on_map(palette: Palette) -> charts.Drawing:
    drawn, words = say.map_rows(answer), charts.Words(*say.map_words(answer))
    told = {"value": answer.column, "classes": charts.three_classes(list(drawn[answer.column]), answer.per)}
    told |= {"palette": palette, "own": chosen.place if own_is_listed else None, "ceilings": answer.ceilings}
    return charts.state_map(drawn, words, **told) if kind == "state" else charts.metro_map(drawn, words, **told)


with main:
    if answer.gap is not None:
        failures.show(answer.gap)
    widgets.lead(*say.lead(answer, chosen.pay))
if answer.ranking is not None:
    with chart:
        widgets.figure_with_table(
            in_order,
            key="ranked",
            series=answer.here.series,
            addresses=lambda shown: [address(code) for code in shown["place_code"]],
            later=False,
            **shared,
        )
with figures:
    widgets.key_figures(*(widgets.KeyFigure(*figure) for figure in say.key_figures(answer)))
    widgets.note(*say.asides(answer, chosen.industry_title))

if say.has_map(answer):
    words = charts.Words(*say.map_words(answer))
    left, right = widgets.side_by_side()
    with left:
        widgets.section(_("Choose a place"), _("Here or on the map."))
        widgets.place_box(_("Place"), say.place_options(answer), chosen.place)
        heading, metros = say.around(answer, regions.metros_around(chosen.job, chosen.place, answer.per))
        if metros:
            widgets.note(heading)
            widgets.links([(told, address(code)) for told, code in metros], heading)
    with right, widgets.only("wide", "map") if kind == "state" else widgets.row():
        widgets.figure_with_table(on_map, key=f"map-{kind}", notes=say.map_notes(answer), picks_place=True, **shared)
    if kind == "state":
        classes = charts.three_classes(list(say.map_rows(answer)[answer.column]), answer.per)
        tiles = [
            Tile(code, name, told, classes.level(usd), address(code), code == chosen.place)
            for code, name, told, usd in say.tiles(answer)
        ]
        with widgets.only("narrow", "tiles"):
            widgets.tiles(words.title, words.subtitle, tiles, classes, say.notes(answer), shared["sources"])
