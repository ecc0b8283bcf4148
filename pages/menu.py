"""The frame around every page: which pages there are, what the reader chose, the menu on top and the sources below."""

import gc

import streamlit as st

from careers.i18n import _
from pages.ui import selection, site, widgets

# Streamlit looks for garbage after every rerun, and would look through what all other visitors have open. Set aside,
# that costs nothing here; the server looks through it now and then (docs/decisions/garbage-is-collected-apart.md).
gc.freeze()

# The first thing that is said: what follows speaks this language.
language_problems = selection.speak()
st.set_page_config(
    layout="wide",
    menu_items={"About": _("Wageways: pay and outlook of any US occupation, with every figure traceable.")},
)
scripts = {
    page.name: st.Page(page.script, title=_(page.title), url_path=page.name, default=not page.name)
    for page in site.PAGES
}
# Our own menu carries the reader's choices in its addresses; Streamlit's would drop them.
running = st.navigation(list(scripts.values()), position="hidden")
shown = site.page(running.url_path)

widgets.style()
widgets.follow_links()
selection.enter(shown)
chosen, problems = selection.arrive()
st.set_page_config(page_title=f"{_(shown.title)}: {widgets.heading_words(chosen)} – Wageways")
if selection.presenting():
    widgets.slides(shown)
else:
    widgets.navigation(chosen, shown)
widgets.problems([*language_problems, *problems])
# Two pages made at the same time take as long as one after the other, and both come late.
with site.TURN:
    running.run()
widgets.footer(["pay_by_place"])
