"""Is 3/4/2012 in March or in April? A table's other cells show which of the two its writer means.

One program wrote all of a file's dates, and a day beyond the twelfth betrays its order.
"""

from __future__ import annotations

import re
from typing import BinaryIO

NUMERIC = re.compile(r"\s*[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}\b.*", re.DOTALL)
"""A cell that begins with such a date."""

CELL = re.compile(rb"[,;\t|\"\n]([0-9]{1,2})([/.-])([0-9]{1,2})\2[0-9]{4}(?=[,;\t|\"\r\n])")
CHUNK = 256 * 1024


def find_day_first(stream: BinaryIO) -> bool | None:
    """Whether the dates in a stream of cells begin with the day; None where nothing shows it, or
    where they contradict each other. Leaves the stream at its start.

    >>> from io import BytesIO
    >>> find_day_first(BytesIO(b"Title,Date\\nHeat,3/4/2012\\nUs,3/14/2012\\n"))
    False
    """
    day_first = month_first = False
    while chunk := stream.read(CHUNK):
        for one, _, two in CELL.findall(chunk):
            day_first |= 12 < int(one) <= 31 and int(two) <= 12
            month_first |= 12 < int(two) <= 31 and int(one) <= 12
    stream.seek(0)
    return None if day_first == month_first else day_first
