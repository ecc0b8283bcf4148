"""Related roles: what else a person could do, each role as a trade-off in their place."""

from careers import pay, related
from careers.errors import NotPublished
from careers.i18n import _
from careers.narrative import related as say
from careers.narrative.names import job_title
from pages.ui import charts, failures, selection, widgets
from pages.ui.blocks import Card

chosen = selection.current()
widgets.heading_and_pickers(chosen.but(industry=None), pay=False)


def overview(soc_code: str) -> str:
    """Address of a role's Overview in the same place."""
    return chosen.link("overview", job=soc_code)


found = None
if chosen.job == selection.ALL_OCCUPATIONS:
    widgets.notice(
        _("Choose a job above, and we show what else people like you do."),
        [(_("Or explore all occupations"), chosen.link("explore"))],
    )
else:
    main, chart, figures = widgets.answer_layout()
    with figures:
        picked = widgets.wishes("only", _("Show only what"), {name: _(words) for name, words in say.WISHES.items()})
        shown = widgets.choice("rows", _("How many"), {"first": _("First 12"), "all": _("All")})
    most = say.FIRST_SHOWN if shown == "first" else say.MOST_SHOWN
    try:
        found = related.find(chosen.job, chosen.place, most, **{say.WISH_OF[name]: True for name in picked})
    except NotPublished as gap:
        failures.show(gap)
if found is not None:
    with main:
        widgets.lead(say.now(found))
    if not found.roles:
        dropped = selection.stay("only")
        offers = [(told, f"{dropped}&only={','.join(kept)}" if kept else dropped) for told, kept in say.ways_on(found)]
        with chart:
            widgets.notice(found.loosen_words or "", offers)
    else:
        with chart:
            widgets.figure_with_table(
                lambda palette: charts.pay_against_growth(
                    say.rows(found),
                    charts.Words(*say.picture_words(found)),
                    name="occupation_title",
                    pay=f"pay_{pay.PERIOD[say.per(found)]}_p50_usd",
                    growth="employment_change_pct",
                    per=say.per(found),
                    palette=palette,
                    own={"soc_code": found.soc_code},
                    growth_line=say.growth_line(found),
                    pay_line=say.pay_line(found),
                    ceilings=pay.ceilings(),
                    sides={name: _(words) for name, words in say.SIDES.items()},
                    notes=say.notes(found),
                ),
                key="trade-offs",
                sources=["pay_by_place", "outlook", "related_occupations", "onet_ratings"],
                shown=say.table_columns(found),
                rule=_(say.RULE),
                own={"soc_code": found.soc_code},
                addresses=lambda frame: [overview(code) for code in frame["soc_code"]],
                ceilings=pay.ceilings(),
                opens="overview",
                in_picture=[say.picture_key(found)],
                later=False,
            )
        with figures:
            widgets.key([(job_title(role.occupation_title), overview(role.soc_code)) for role in found.roles])
            widgets.note(say.shown_of_all(found))
        widgets.section(_("What would change"), say.gap_scale())
        widgets.cards(
            [
                Card(
                    job_title(role.occupation_title),
                    overview(role.soc_code),
                    "; ".join(role.reasons),
                    say.trade_offs(role, say.per(found)),
                )
                for role in found.roles
            ]
        )
        widgets.note(found.attribution)
