"""Sources: how one figure is followed back to its line in a file, and every table, source and file there is."""

from careers import overview, pay, provenance
from careers.i18n import _
from careers.narrative import sources as say
from pages.ui import selection, widgets

chosen = selection.current()
records = say.records()
sources = say.sources(records)

sector = chosen.industry if chosen.place == selection.WHOLE_COUNTRY else None
what = widgets.heading_words(chosen, with_industry=sector is not None)
widgets.heading_and_pickers(chosen, title=_("Sources: {what}").format(what=what))
record = pay.lookup(chosen.job, chosen.place, sector)
per = overview.period(record, chosen.pay)
trace = provenance.trace(record, "p50", per)

main, traced, beside = widgets.answer_layout()
with main:
    widgets.lead(say.summary(records))
with traced:
    widgets.section(say.trace_title(trace, per), say.trace_subtitle())
    widgets.steps(say.trace_steps(record, trace, per))
with beside:
    for newer in say.newest(sources):
        widgets.notice(say.newer(newer), [(_("See the newer edition"), newer.address)])

widgets.section(_("Who must be named"))
widgets.facts(say.attributions(sources))

left, right = widgets.side_by_side()
with left:
    widgets.section(_("Sources and their files"), _("Licence of each, and every file that was read."))
    widgets.agencies_files(sources, say.file_line)
with right:
    widgets.section(_("Tables"), _("All that the app reads. Each can be downloaded whole."))
    widgets.links([widgets.api_guide()])
    widgets.published_tables([(entry, say.table_line(entry)) for entry in records])
