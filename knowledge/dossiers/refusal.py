"""A row that cannot be taken, in words for the clerk who has to correct it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """`row` is the number that an editor or a spreadsheet shows, `field` the dotted name ("" for the whole
    row). `reason` is Vietnamese and never repeats the value, which may be about a person."""

    row: int
    field: str
    reason: str
