"""How slow a test lets a look-up be.

A test shares its machine with whatever else runs. So it counts the processor time of its own thread, and catches only a
look-up that has become slow in kind, such as a scan where there was an index. The limits themselves are held by
`make bench`, on a quiet machine.
"""

from typing import Final

SLACK: Final = 5
"""A test allows this many times the limit."""
