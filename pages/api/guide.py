"""The API's guide for people: one page of plain HTML, which needs no JavaScript."""

from __future__ import annotations

from html import escape
from typing import Final

from careers import answers
from careers.answers import Parameter, Question
from careers.i18n import FALLBACK, _, language, languages, own_name
from pages.api.description import NAME

_STYLE: Final = """
:root { color-scheme: light dark; --accent: light-dark(#12436D, #7CB8EE); --line: light-dark(#C9D1D9, #3A4653); }
body { font: 1rem/1.55 system-ui, sans-serif; color: light-dark(#17212B, #E9EEF3);
  background: light-dark(#FFFFFF, #10161D); max-width: 60rem; margin: 0 auto; padding: 1rem 1.2rem 3rem; }
a { color: var(--accent); } a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 1.9rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin: 2rem 0 0.3rem; }
code { font-size: 0.92em; overflow-wrap: anywhere; } nav { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.94rem; } caption { text-align: left; padding: 0.3rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.9rem 0.3rem 0; border-bottom: 1px solid var(--line); }
.wide { overflow-x: auto; }
"""


def html() -> str:
    """The whole page, in the language in use."""
    spoken = language()
    home = "/" if spoken == FALLBACK else f"/?lang={spoken}"
    ways = "".join(
        f'<a href="/api{"" if code == FALLBACK else f"?lang={code}"}" lang="{code}" hreflang="{code}">'
        f"{escape(own_name(code))}</a>"
        for code in languages()
        if code != spoken
    )
    paragraphs = (
        _(
            "What a page shows is also JSON, at the same parameters: copy a page’s address, and put /api/ and the name "
            "below in place of the page’s name."
        ),
        _(
            "It can only be read. It needs no key, and other sites may call it. Answers may be kept for an hour; after "
            "that, send the ETag back as If-None-Match."
        ),
        _(
            "A figure that is missing is null, and the flag beside it says why. A figure stands there only with the "
            "flags ok and collapsed."
        ),
        _(
            "What cannot be answered comes with status 400 (a parameter is missing), 404 (no such code, or not "
            "published) or 422 (a value that cannot be used). With it come the sentence that the page would say and "
            "what is nearest."
        ),
        _("Name the agency and its edition, which every answer lists under sources."),
    )
    flags = "".join(
        f"<tr><th scope=row><code>{escape(flag)}</code></th><td>{escape(words)}</td></tr>"
        for flag, words in answers.flags().items()
    )
    title = _("The API of Wageways")
    return (
        f'<!DOCTYPE html><html lang="{spoken}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/favicon.png">'
        f"<style>{_STYLE}</style></head><body>"
        f'<nav aria-label="{escape(_("Pages"))}"><a href="{home}">Wageways</a>'
        f'<a href="/api/{NAME}">{escape(_("OpenAPI description"))}</a>{ways}</nav>'
        f"<main><h1>{escape(title)}</h1>{''.join(f'<p>{escape(text)}</p>' for text in paragraphs)}"
        f"{''.join(map(_question, answers.QUESTIONS))}"
        f"<h2>{escape(_('Whole tables'))}</h2><p>{escape(_('Every published table as CSV:'))} "
        f'<a href="/api/tables/pay_by_place.csv"><code>/api/tables/pay_by_place.csv</code></a></p>'
        f"<h2>{escape(_('Flags'))}</h2><table><tbody>{flags}</tbody></table></main></body></html>"
    )


def _question(question: Question) -> str:
    told = {parameter.name: [parameter.example] for parameter in question.parameters if parameter.example}
    if not question.page:
        told = {"q": [{"titles": "nurse", "places": "columbus", "industries": "retail"}[question.name]]}
    example = answers.address(question, told)
    heads = "".join(f"<th scope=col>{escape(head)}</th>" for head in (_("Parameter"), _("Meaning"), _("Values")))
    rows = "".join(_row(parameter) for parameter in (*question.parameters, answers.LANGUAGE))
    label = _("Parameters of {name}").format(name=question.name)
    return (
        f'<section id="{escape(question.name.replace("/", "-"))}"><h2><code>/api/{escape(question.name)}</code></h2>'
        f"<p>{escape(_(question.title))}. "
        f'{escape(_("For example:"))} <a href="{escape(example)}"><code>{escape(example)}</code></a></p>'
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _row(parameter: Parameter) -> str:
    values = ""
    if parameter.options is not None:
        values = " · ".join(f"<code>{escape(option)}</code>" for option in parameter.options())
    if parameter.is_required:
        values = " ".join(filter(None, (escape(_("Needed.")), values)))
    elif isinstance(parameter.default, str) and parameter.default:
        without = escape(_("Without it: {value}.")).format(value=f"<code>{escape(parameter.default)}</code>")
        values = " ".join(filter(None, (values and f"{values}.", without)))
    return (
        f"<tr><th scope=row><code>{escape(parameter.name)}</code></th><td>{escape(_(parameter.meaning))}</td>"
        f"<td>{values}</td></tr>"
    )
