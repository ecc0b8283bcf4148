"""Handout in the app: the address decides what stands on the sheet, the counselor's words stay in the visit."""

from __future__ import annotations

import re

from tests.app.test_shell import visit, words

SCRIPT = "decide/handout.py"
TWO = {"job": "43-4051,29-1141", "place": "OH,US"}


def address(app) -> dict[str, str]:
    told = {name: app.query_params[name] for name in app.query_params}
    return {name: value if isinstance(value, str) else ",".join(value) for name, value in told.items()}


def row(told: str, name: str, number: int = 0) -> list[str]:
    """The figures of a row of the sheet."""
    part = told.split(f'<th scope="row">{name}</th>')[number + 1].split("</tr>")[0]
    return re.findall(r"<td data-name=[^>]*>([^<]*)</td>", part)


def test_the_sheet_holds_the_published_figures_of_two_jobs_in_two_places():
    app = visit(SCRIPT, **TWO)
    told = words(app)
    assert not app.exception
    assert "<h1>One page to hand out</h1>" in told
    assert row(told, "Ohio") == ["$31,340", "$45,610", "$63,210", "$49,162"]
    assert row(told, "Ohio", 1) == ["$66,980", "$82,510", "$105,290", "$88,937"]
    assert row(told, "United States", 1) == ["$68,940", "$97,550", "$137,470", "$97,550"]


def test_pay_by_the_hour_is_taken_from_the_address():
    told = words(visit(SCRIPT, **TWO, pay="hour"))
    assert row(told, "Ohio")[1] == "$21.93"


def test_two_sizes_of_paper_are_offered():
    app = visit(SCRIPT, **TWO)
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["Download PDF (Letter)", "Download PDF (A4)"]


def test_name_and_note_stand_on_the_sheet_as_text_and_never_in_the_address():
    app = visit(SCRIPT, **TWO)
    before = address(app)
    app.text_input(key="own-name").set_value("Ana <i>Núñez</i>")
    app.text_input(key="own-organisation").set_value("Career Center")
    app.text_area(key="own-note").set_value("<script>alert(1)</script>\nSee you on Monday.").run()
    told = words(app)
    assert not app.exception
    assert "Made by Ana &lt;i&gt;Núñez&lt;/i&gt;, Career Center on " in told
    assert '<p class="">&lt;script&gt;alert(1)&lt;/script&gt;</p>' in told
    assert "See you on Monday." in told
    assert address(app) == before
    assert not any("Núñez" in component.proto.json for component in app.get("bidi_component"))


def test_signs_that_the_pdf_cannot_show_are_named_on_the_page():
    app = visit(SCRIPT, **TWO)
    app.text_area(key="own-note").set_value("Nos vemos el martes, Núñez – 5 €").run()
    assert not any("The PDF cannot show" in caption.value for caption in app.caption)
    app.text_area(key="own-note").set_value("שלום 🎓").run()
    told = [caption.value for caption in app.caption if "The PDF cannot show" in caption.value]
    assert len(told) == 1
    assert told[0].startswith("The PDF cannot show ש ל ו ם 🎓: an empty box (□)")
    app.text_area(key="own-note").set_value("一二三四五六七八九").run()
    assert any("一 二 三 四 五 六 七 八 …: an empty box" in caption.value for caption in app.caption)


def test_name_and_note_outlast_a_look_at_another_page_and_are_gone_in_another_visit():
    app = visit(SCRIPT, **TWO)
    app.text_input(key="own-name").set_value("Ana Núñez").run()
    app.switch_page("pay/overview.py").run()
    assert "Ana Núñez" not in words(app)
    app.switch_page(SCRIPT).run()
    assert "Made by Ana Núñez on " in words(app)
    assert "Ana Núñez" not in words(visit(SCRIPT, **TWO))


def test_more_than_fit_are_named_with_a_way_on():
    app = visit(SCRIPT, job="43-4051,29-1141,15-1252,11-1021,13-2011", place="OH,18140,US,CA")
    told = words(app)
    assert not app.exception
    assert "Four jobs fit on the page. Left out: Accountants and auditors." in told
    assert "Three places fit on the page. Left out: California." in told
    assert (
        'href="/compare?job=43-4051,29-1141,15-1252,11-1021,13-2011&amp;place=OH,18140,US,CA">Compare them all' in told
    )
    assert "Left out, because it does not fit on one page: Accountants and auditors; California." in told


def test_odd_addresses_cost_only_the_part_at_fault():
    app = visit(SCRIPT, job="43-4051,nonsense,43-4051", place="OH,<b>", pay="week")
    told = words(app)
    assert not app.exception
    assert row(told, "Ohio")[1] == "$45,610"
    assert "“nonsense”" in told
    assert "named twice" in told
    assert "<b>”" not in told


def test_all_cells_suppressed_are_told_in_words():
    told = words(visit(SCRIPT, job="11-1011", place="MA"))
    assert row(told, "Massachusetts") == ["not released"] * 4
    assert "nothing to draw" not in told


def test_an_empty_address_takes_up_what_was_chosen_last():
    app = visit("decide/compare.py", **TWO)
    for name in list(app.query_params):
        del app.query_params[name]
    app.switch_page(SCRIPT).run()
    assert address(app) == TWO


def test_compare_and_overview_lead_to_the_handout():
    assert 'href="/handout?job=43-4051,29-1141&amp;place=OH,US"' in words(visit("decide/compare.py", **TWO))
    assert 'href="/handout?job=43-4051&amp;place=OH,US"' in words(visit("pay/overview.py", job="43-4051", place="OH"))


def test_the_sheets_figures_have_an_address_as_data():
    assert 'href="/api/compare?job=43-4051,29-1141&amp;place=OH,US"' in words(visit(SCRIPT, **TWO))


def test_in_spanish_the_sheet_says_so_and_its_figures_are_the_same():
    told = words(visit(SCRIPT, **TWO, lang="es"))
    assert '<article class="ww ww-sheet" lang="es"' in told
    assert row(told, '<span lang="en">Ohio</span>') == ["$31,340", "$45,610", "$63,210", "$49,162"]


def test_as_slides_the_sheet_is_still_there():
    app = visit(SCRIPT, **TWO, present="1")
    assert not app.exception
    assert "ww-sheet" in words(app)
