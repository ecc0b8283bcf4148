"""The sentences a page prints: built from figures, through gettext, each true for every selection.

One module per page. Nothing here knows a screen; every function takes records of ``careers`` and returns plain text.
"""
