"""Names that stay English in every language: those of agencies' items, such as industries, places and skills.

A page marks them, so that a screen reader speaks them as English in the middle of another language.
"""

from __future__ import annotations

from careers import tables
from careers.i18n import FALLBACK, language
from careers.occupation_names import shown

_COLUMNS = (
    ("industries", "industry_title"),
    ("places", "place_title"),
    ("onet_elements", "element_name"),
    ("onet_occupations", "onet_title"),
    ("degree_fields", "degree_field_title"),
    ("handbook_pages", "handbook_title"),
    ("credentials", "credential_name"),
    ("technologies", "technology_name"),
    ("technologies", "technology_category"),
    ("skill_scores", "skill_name"),
    ("occupations", "occupation_title"),
)
"""Tables and columns that hold such names."""


@tables.built_once
def _names() -> frozenset[str]:
    found: set[str] = set()
    for table, column in _COLUMNS:
        found |= set(tables.load(table)[column].dropna().astype(str).unique())
    for table in tables.names():
        for source in tables.record(table).sources:
            found |= {source.title, source.agency, source.citation, *(file.name for file in source.files)}
    # Pages write titles as a sentence has them.
    return frozenset(name.casefold() for name in found if any(c.isalpha() for c in name))


def is_english(text: str) -> bool:
    """Whether a text is an agency's name, or several, that stay English although another language is in use."""
    if language() == FALLBACK:
        return False
    return all(name.casefold() in _names() for name in text.split("; ")) and shown(text) is None
