"""What the reader chose: a job, a place, an industry, pay by year or hour. The address bar carries all of it.

A choice made on one page holds on the next: every link made here carries the whole selection, and an address that
carries none of it takes up what was chosen last. The address is hostile input: a value that answers nothing becomes a
`Problem` with a way on, and the rest of the selection stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, Self
from urllib.parse import urlencode

import streamlit as st

from careers import answers, asked, industries, places, titles
from careers import format as fmt
from careers.asked import LONGEST_VALUE, shown
from careers.compare import MOST_JOBS, MOST_PLACES
from careers.errors import CareersError
from careers.i18n import FALLBACK, _, language, languages, set_language
from careers.occupation_names import in_language
from pages.ui import site

Per = Literal["year", "hour"]

ALL_OCCUPATIONS: Final = "00-0000"
WHOLE_COUNTRY: Final = "US"
PARAMETERS: Final = ("job", "place", "industry", "pay")
LANGUAGE: Final = "lang"
"""Parameter of the language; English is what an address without it speaks."""
PRESENT: Final = "present"
"""Parameter that shows a page as slides; only ``1`` does."""
WITH_LISTS: Final = ("compare", "handout")
"""Names of the pages whose address carries several jobs and places."""

MOST: Final = {"job": MOST_JOBS, "place": MOST_PLACES}
"""How many of each the address may carry there. A page that has room for fewer says what it leaves out."""

_REMEMBERED: Final = "selection"
_SHORTLIST: Final = "shortlist"
_PAGE: Final = "page"
_LANGUAGE: Final = "language"


@dataclass(frozen=True)
class Selection:
    """What the reader chose. Every value is one that the published tables know.

    Args:
        job: occupation code; ``00-0000`` is all occupations.
        place: ``US``, a state's letters, a metro's or a nonmetro area's code.
        industry: industry code, or None for all industries.
        pay: whether pay is shown by the ``year`` or by the ``hour``.
    """

    job: str = ALL_OCCUPATIONS
    place: str = WHOLE_COUNTRY
    industry: str | None = None
    pay: Per = "year"

    @property
    def job_title(self) -> str:
        """Name of the occupation, in the agency's words."""
        return titles.occupation(self.job).title

    @property
    def place_title(self) -> str:
        """Name of the place."""
        return places.place(self.place).title

    @property
    def industry_title(self) -> str | None:
        """Name of the industry, or None for all of them."""
        return industries.get(self.industry).title if self.industry else None

    def parameters(self) -> dict[str, str]:
        """The selection as the address carries it, with the language being spoken, and whether it is presented.

        Job and place always stand there, so that a link says all.
        """
        told = {"job": self.job, "place": self.place}
        if self.industry:
            told["industry"] = self.industry
        if self.pay != "year":
            told["pay"] = self.pay
        if language() != FALLBACK:
            told[LANGUAGE] = language()
        if presenting():
            told[PRESENT] = "1"
        return told

    def but(self, **changes: str | None) -> Self:
        """The same selection with other values, each already known to the tables."""
        return replace(self, **changes)

    def link(self, page: str, **changes: str | None) -> str:
        """Address of a page with this selection: ``selection.link("regions", place="OH")``.

        A page with lists takes up the shortlist of this visit as well.

        Raises:
            KeyError: there is no such page.
        """
        told = self.but(**changes)
        return _address(page, (shortlist_with(told) if page in WITH_LISTS else told).parameters())


@dataclass(frozen=True)
class Shortlist:
    """Jobs and places that stand side by side; the address carries each as a list with commas.

    Args:
        jobs, places: one to five codes of each, in the reader's order.
        industry, pay: see `Selection`.
    """

    jobs: tuple[str, ...] = (ALL_OCCUPATIONS,)
    places: tuple[str, ...] = (WHOLE_COUNTRY,)
    industry: str | None = None
    pay: Per = "year"

    @property
    def first(self) -> Selection:
        """What the other pages show: the first job in the first place."""
        return Selection(self.jobs[0], self.places[0], self.industry, self.pay)

    def parameters(self) -> dict[str, str]:
        """The shortlist as the address carries it."""
        return self.first.parameters() | {"job": ",".join(self.jobs), "place": ",".join(self.places)}

    def link(self, page: str, **more: str) -> str:
        """Address of a page with this shortlist, and with further parameters of that page."""
        return _address(page, self.parameters() | more)

    def link_to_read(self, page: str) -> str:
        """The same for somebody who opens it alone: as a page, also while it is being presented."""
        return _address(page, {name: value for name, value in self.parameters().items() if name != PRESENT})


def _address(page: str, parameters: Mapping[str, str]) -> str:
    return f"{site.page(page).path}?{urlencode(parameters, safe=',')}"


def shortlist_with(chosen: Selection) -> Shortlist:
    """The shortlist of this visit with the job and place being looked at, as far as there is room for them.

    Without one, the place is put beside the whole country.
    """
    kept: Shortlist = st.session_state.get(_SHORTLIST, Shortlist())
    jobs, listed = _joined(kept.jobs, chosen.job, ALL_OCCUPATIONS, "job"), kept.places
    if listed == (WHOLE_COUNTRY,) and chosen.place != WHOLE_COUNTRY:
        listed = (chosen.place, WHOLE_COUNTRY)
    return Shortlist(jobs, _joined(listed, chosen.place, "", "place"), chosen.industry, chosen.pay)


def _joined(kept: tuple[str, ...], more: str, blank: str, name: str) -> tuple[str, ...]:
    if more in kept:
        return kept
    return (more,) if kept == (blank,) else (*kept, more)[: MOST[name]]


@dataclass(frozen=True)
class Problem:
    """A value in the address that answers nothing.

    Args:
        message: a plain sentence that names the value, cut short; escape it where it is printed as HTML.
        offers: what is nearest, each a name and what it leads to.
    """

    message: str
    offers: tuple[tuple[str, Selection | Shortlist], ...] = ()


def read(parameters: Mapping[str, str]) -> tuple[Selection, list[Problem]]:
    """The selection that an address carries, and what in it answers nothing.

    Args:
        parameters: name → value of the address; names other than ``PARAMETERS`` are not looked at.

    Returns:
        A selection in which every unknown value is replaced by its default, and one problem for each of those, with
        the nearest values as offers that keep the rest of the selection.
    """
    chosen: dict[str, str | None] = {}
    unknown: list[tuple[str, str, CareersError]] = []
    for name in asked.NAMES:
        value = parameters.get(name, "").strip()
        if not value:
            continue
        try:
            chosen[name] = _first_known(name, value)
        except CareersError as error:
            unknown.append((name, value, error))
    selection = Selection().but(**chosen)
    return selection, [_problem(selection, *told) for told in unknown]


def _first_known(name: str, value: str) -> str | None:
    """The code of a value; of a list, which the page that compares carries, the first that is known.

    Raises:
        CareersError: neither the value nor a part of it is known.
    """
    try:
        return asked.known(name, value)
    except CareersError:
        for part in _parts([value])[:LONGEST_LIST] if name in MOST and "," in value else ():
            try:
                return asked.known(name, part)
            except CareersError:
                continue
        raise


MOST_NAMED: Final = 3
"""Unknown parts of a list that are told with what is nearest; the others are named together."""

LONGEST_LIST: Final = 12
"""Parts of a list that are looked up: enough for a few wrong ones beside five right ones."""


def _parts(values: Sequence[str]) -> list[str]:
    told = (part.strip() for value in values for part in value[: LONGEST_VALUE * LONGEST_LIST].split(","))
    return [part[:LONGEST_VALUE] for part in told if part]


def _problem(selection: Selection, name: str, value: str, error: CareersError) -> Problem:
    fallback = {
        "job": _("You see all occupations together for now."),
        "place": _("You see the whole country for now."),
        "industry": _("You see all industries together for now."),
        "pay": _("You see pay by the year for now."),
    }[name]
    told = asked.explained(name, value, error)
    offers = tuple((near.title, selection.but(**{name: near.code})) for near in told.nearest)
    return Problem(f"{told} {fallback}", offers)


def read_shortlist(parameters: Mapping[str, Sequence[str]]) -> tuple[Shortlist, list[Problem]]:
    """The shortlist that an address carries, and what in it answers nothing.

    Args:
        parameters: name → all values of that name in the address, each perhaps a list with commas.

    Returns:
        What is known of it, each once and at most five of a kind, and one problem for each part that is unknown, stands
        twice or is too many; offers for an unknown part put what is nearest in its place.
    """
    rest = {name: values[-1] for name, values in parameters.items() if name not in MOST and values}
    chosen, problems = read(rest)
    lists: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, int, str, CareersError]] = []
    for name in MOST:
        codes: list[str] = []
        twice, left = [], []
        parts = _parts(parameters.get(name, ()))
        for part in parts[:LONGEST_LIST]:
            try:
                code = str(asked.known(name, part))
            except CareersError as error:
                unknown.append((name, len(codes), part, error))
                continue
            (twice if code in codes else left if len(codes) == MOST[name] else codes).append(code)
        lists[name] = tuple(codes)
        problems += [Problem(_("{name} was named twice. It stands here once.").format(name=_title(name, code)))
                     for code in dict.fromkeys(twice)]  # fmt: skip
        if left or len(parts) > LONGEST_LIST:
            message = {
                "job": _("Five jobs fit side by side. Left out: {names}."),
                "place": _("Five places fit side by side. Left out: {names}."),
            }[name]
            names = [_title(name, code) for code in left] or [_("those at the end")]
            problems.append(Problem(message.format(names=fmt.listed(names))))
    found = Shortlist(
        lists["job"] or (ALL_OCCUPATIONS,), lists["place"] or (WHOLE_COUNTRY,), chosen.industry, chosen.pay
    )
    problems += [_problem_in(found, lists, *told) for told in unknown[:MOST_NAMED]]
    if len(unknown) > MOST_NAMED:
        values = [f"“{shown(part)}”" for _name, _at, part, _error in unknown[MOST_NAMED:]]
        problems.append(Problem(_("We do not know these either: {names}.").format(names=fmt.listed(values))))
    return found, problems


def _title(name: str, code: str) -> str:
    return in_language(titles.occupation(code).title) if name == "job" else places.place(code).title


def _problem_in(
    found: Shortlist, lists: Mapping[str, tuple[str, ...]], name: str, at: int, part: str, error: CareersError
) -> Problem:
    """A part of a list that is unknown, with what is nearest put in its place."""
    told = asked.explained(name, part, error)
    kept = lists[name]
    offers = [
        (near.title, replace(found, **{f"{name}s": (*kept[:at], near.code, *kept[at:])[: MOST[name]]}))
        for near in told.nearest
        if near.code not in kept
    ]
    return Problem(str(told), tuple(offers))


def current_shortlist() -> tuple[Shortlist, list[Problem]]:
    """The jobs and places that the address carries, and what in it answers nothing."""
    return read_shortlist({name: st.query_params.get_all(name) for name in PARAMETERS})


def choose_listed(name: str, value: str) -> None:
    """Take over a choice made on the page that compares: a list of codes, or another value, into the address."""
    told = current_shortlist()[0].parameters() | {name: value}
    _write(read_shortlist({name: [value] for name, value in told.items() if name in PARAMETERS})[0].parameters())


def speak() -> list[Problem]:
    """Speak the language of the address from here on; the menu calls this before anything is said.

    A bare address, such as that of a bookmark, takes up the language of this visit, as it does all other choices.

    Returns:
        A problem if the address names a language that is not on offer: then English is spoken.
    """
    told = st.query_params.get(LANGUAGE, "").strip()[:LONGEST_VALUE]
    if not told and not any(name in st.query_params for name in PARAMETERS):
        told = st.session_state.get(_LANGUAGE, "")
    st.session_state[_LANGUAGE] = spoken = set_language(told)
    if not told or told == spoken:
        return []
    return [
        Problem(_("We do not speak the language “{value}” yet. You read English for now.").format(value=shown(told)))
    ]


def arrive() -> tuple[Selection, list[Problem]]:
    """The selection of this visit, remembered for the next page. The menu calls this once, before the page runs.

    An address with any of our parameters is the whole truth. One with none, such as that of a menu entry, takes up
    what was chosen last and has it written in.
    """
    told: Mapping[str, str] = st.query_params
    remembered = st.session_state.get(_REMEMBERED)
    has_any = any(name in told for name in PARAMETERS)
    if remembered is not None and not has_any:
        whole = shortlist_with(remembered) if current_page() in WITH_LISTS else remembered
        st.query_params.update(whole.parameters())
        return remembered, []
    if current_page() in WITH_LISTS:
        shortlist, problems = current_shortlist()
        selection = shortlist.first
        st.session_state[_SHORTLIST] = shortlist
    else:
        selection, problems = read(told)
    if has_any:
        st.session_state[_REMEMBERED] = selection
    return selection, problems


def enter(page: site.Page) -> None:
    """Note which page is being shown. The menu calls this once, before the page runs."""
    st.session_state[_PAGE] = page.name


def current_page() -> str:
    """Name of the page being shown, for links that stay on it."""
    return str(st.session_state.get(_PAGE, ""))


def current() -> Selection:
    """What the reader chose, for a page to answer."""
    selection, _problems = read(st.query_params)
    return selection


def own(name: str) -> str:
    """A parameter of the page's own as it stands in the address, or nothing. It is hostile."""
    return st.query_params.get(name, "")[:LONGEST_VALUE]


def stay(*dropped: str) -> str:
    """Address of the page being shown as it stands, without some of its own parameters."""
    ours = (*PARAMETERS, LANGUAGE, PRESENT, *dropped)
    kept = {name: value for name, value in st.query_params.items() if name not in ours}
    address = current().link(current_page())
    return f"{address}&{urlencode(kept)}" if kept else address


def presenting() -> bool:
    """Whether the page is shown as slides."""
    return st.query_params.get(PRESENT) == "1"


def as_slides(wanted: bool) -> str:
    """Address of exactly this view as slides, or as a page."""
    path, told = _this_view()
    told.pop(PRESENT, None)
    return f"{path}?{urlencode(told | ({PRESENT: '1'} if wanted else {}), doseq=True, safe=',')}"


def in_languages() -> list[tuple[str, str]]:
    """Every language on offer, and the address of exactly this view in it."""
    path, told = _this_view()
    told.pop(LANGUAGE, None)
    return [
        (code, f"{path}?{urlencode(told | ({} if code == FALLBACK else {LANGUAGE: code}), doseq=True, safe=',')}")
        for code in languages()
    ]


def as_data(page: str = "") -> str | None:
    """Address in the API of what the page being shown answers, or another page at the same parameters; None for a page
    that answers no question.
    """
    question = answers.of_page(page or current_page())
    if question is None:
        return None
    _path, told = _this_view()
    return answers.address(
        question, {name: value if isinstance(value, list) else [value] for name, value in told.items()}
    )


def _this_view() -> tuple[str, dict[str, Any]]:
    """Path of the page being shown, and all that its address carries."""
    page = current_page()
    told: dict[str, Any] = dict((current_shortlist()[0] if page in WITH_LISTS else current()).parameters())
    for name in st.query_params:
        if name not in PARAMETERS:
            told[name] = [value[:LONGEST_VALUE] for value in st.query_params.get_all(name)]
    return site.page(page).path, told


def choose(**changes: Any) -> None:
    """Take over a choice made in the page: it goes through the same check as the address, and into the address."""
    told = current().parameters() | {name: str(value) for name, value in changes.items() if name in PARAMETERS}
    _write(read(told)[0].parameters())


def _write(parameters: Mapping[str, str]) -> None:
    for name in PARAMETERS:
        if name in parameters:
            st.query_params[name] = parameters[name]
        elif name in st.query_params:
            del st.query_params[name]
