"""A notice in the form that its provider has registered beforehand (Zalo): parameters made of variables."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import WordingError
from bot.message import Template
from bot.reply import Value
from bot.wording_slot import fill, slots, stray

_KEYS = {"name", "params"}


@dataclass(frozen=True, kw_only=True)
class TemplateForm:
    """`[template]` of a wording file. Each parameter has texts; the first whose variables all have values
    is used; one without variables stands in for what is not known: `["{note}", "ghi trong phiếu"]`."""

    name: str
    params: Mapping[str, tuple[str, ...]]

    @property
    def variables(self) -> frozenset[str]:
        return slots(*(text for texts in self.params.values() for text in texts))

    def filled(self, values: Mapping[str, Value]) -> Template:
        """Raises WordingError for a parameter of whose texts none can be filled."""
        return Template(
            name=self.name,
            values={param: _first(param, texts, values) for param, texts in self.params.items()},
        )


def read_template(file: str, table: object) -> TemplateForm:
    """Raises WordingError naming the place."""
    place = f"{file} [template]"
    if not isinstance(table, dict) or not isinstance(table.get("name"), str):
        raise WordingError(f"{place}: needs a text `name`")
    if unknown := set(table) - _KEYS:
        raise WordingError(f"{place}: unknown key {', '.join(sorted(unknown))}")
    params = table.get("params", {})
    if not isinstance(params, dict):
        raise WordingError(f"{place}: `params` is a table of texts")
    return TemplateForm(
        name=table["name"], params={param: _texts(place, param, given) for param, given in params.items()}
    )


def _texts(place: str, param: str, given: object) -> tuple[str, ...]:
    listed = given if isinstance(given, list) else [given]
    texts = tuple(text for text in listed if isinstance(text, str) and text)
    if not texts or len(texts) < len(listed):
        raise WordingError(f"{place}: {param} needs a text, or a list of them")
    for text in texts:
        if leftover := stray(text):
            raise WordingError(f"{place}: {param} has a stray {leftover!r}")
    return texts


def _first(param: str, texts: tuple[str, ...], values: Mapping[str, Value]) -> str:
    for text in texts:
        if slots(text) <= values.keys():
            return fill(text, values)
    raise WordingError(f"the template parameter {param} has no value")
