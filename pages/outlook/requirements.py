"""What it takes: what people do, schooling, experience and training, skills and knowledge, tools, and how to get in."""

from careers import duties, export, requirements, schooling, skill_scores, tables, worklife
from careers.errors import NotPublished
from careers.i18n import _
from careers.narrative import requirements as say
from careers.narrative import worklife as people
from pages.ui import charts, selection, widgets

chosen = selection.current()
widgets.heading_and_pickers(chosen, pay=False)


def importance(group, items, later=True):
    widgets.figure_with_table(
        lambda palette: charts.against_average(
            say.rated(say.by_weight(items)),
            charts.Words(*say.rated_words(told, group, items)),
            name="element_name",
            scale=(items[0].minimum, items[0].maximum),
            ends=say.importance_ends(),
            palette=palette,
        ),
        key=group,
        sources=["onet_ratings", "onet_elements"],
        shown=say.RATED_COLUMNS,
        rule=say.rating_rule(),
        notes=say.rating_notes(told, group, items),
        later=later,
        height=360,
    )


def scores(later=True):
    widgets.figure_with_table(
        lambda palette: charts.against_average(
            say.score_rows(told.scores),
            charts.Words(*say.score_words(told.scores)),
            name="skill_name",
            rating="skill_score",
            average="everyone_skill_score",
            scale=skill_scores.SCALE,
            ends=say.importance_ends(),
            palette=palette,
        ),
        key="scores",
        sources=[skill_scores.TABLE],
        shown=say.SCORE_COLUMNS,
        rule=say.score_rule(),
        notes=say.score_notes(told.scores),
        later=later,
        height=360,
    )


def held(life, later=True):
    frame = say.held_rows(told, people.table(life, "schooling"))
    widgets.figure_with_table(
        lambda palette: charts.shares_with_error(
            frame, charts.Words(*people.words(life, "schooling")), name="trait_words", palette=palette
        ),
        key="schooling",
        sources=[worklife.SHARES_TABLE, worklife.TABLE, requirements.ATTAINED_TABLE],
        shown=people.table_columns(frame),
        series=people.series(life),
        rule=people.rule(),
        notes=[
            people.asked(life, "schooling"),
            *people.first_notes(life, chosen.place, chosen.place_title),
            *say.held_notes(told),
        ],
        later=later,
        height=400,
    )


main, chart, figures = widgets.answer_layout()
told, done = None, None
with main:
    try:
        told = requirements.lookup(chosen.job, chosen.place)
        done = duties.lookup(chosen.job)
    except NotPublished as gap:
        if told is None:
            offers = [(near.title, chosen.link("requirements", job=near.code)) for near in gap.nearest]
            widgets.notice(say.choose_one(), offers)
        else:
            widgets.notice(str(gap))
with chart:
    if told is not None and told.skills:
        importance("skill", told.skills, later=False)
    elif told is not None and told.scores is not None:
        scores(later=False)
    else:
        held(worklife.lookup(chosen.job), later=False)
if told is not None:
    with main:
        widgets.lead(*say.first_duties(done))
    with figures:
        widgets.key_figures(*(widgets.KeyFigure(*figure) for figure in say.entry_figures(told)))
        widgets.note(*say.entry_notes(told))

    way_in, what_they_do = widgets.side_by_side()
    with way_in:
        widgets.section(_("How to get in"))
        widgets.listing(say.steps(told), numbered=True)
        if told.prompts():
            widgets.section(_("For your résumé"), _("Lines to write, with a number where you can."))
            widgets.listing(say.prompts(told, "resume"))
            widgets.section(_("For the interview"), _("Have a story ready: the problem, what you did, how it ended."))
            widgets.listing(say.prompts(told, "interview"))
        widgets.section(_("Official pages"))
        widgets.links(say.links(told))
    if done is not None:
        with what_they_do:
            widgets.section(say.duties_title(done))
            widgets.rows_with_download(
                say.duties_table(done), say.duties_caption(done), key="duties", sources=["onet_ratings"],
                shown=say.DUTIES_COLUMNS,
            )  # fmt: skip
            widgets.section(_("Tasks"), say.tasks_note(done))
            widgets.listing([(task, []) for task in say.tasks(done)], in_english=True)

    tools, evidence = widgets.side_by_side() if done is not None else (what_they_do, what_they_do)
    with tools:
        widgets.section(_("Software"))
        widgets.facts(say.technology(told))
        widgets.section(_("Who likes this work"))
        widgets.facts(say.interests(told))
        if say.reported(told):
            widgets.section(_("How much preparation"))
            widgets.facts(say.reported(told))
    with evidence:
        if told.held is not None and (told.skills or told.scores is not None):
            held(told.held)
        if said := say.earnings(told, schooling.earnings()):
            widgets.section(_("What goes with schooling, over all jobs"))
            widgets.facts(said)
            widgets.note(*export.source_lines([tables.record(schooling.EARNINGS_TABLE)]))
        if told.skills and told.scores is not None:
            scores()
        if told.knowledge:
            importance("knowledge", told.knowledge)
    widgets.note(*say.attribution(told, done))
