"""A catalogue of the size of the national one."""

from knowledge.procedures.shipped import load_shipped
from nlu.meaning import Entry
from webhooks.known import entry_of

PROCEDURES = 6_000
SCOPES = ("cấp xã", "cấp tỉnh", "cấp bộ", "có yếu tố nước ngoài", "liên thông", "lưu động", "qua bưu chính")


def entries() -> list[Entry]:
    """The shipped procedures, and variants of their names up to the size of a national catalogue."""
    shipped = [entry_of(procedure) for procedure in load_shipped()]
    variants = []
    for number in range(PROCEDURES - len(shipped)):
        of = shipped[number % len(shipped)]
        scope = SCOPES[number // len(shipped) % len(SCOPES)]
        name = f"{of.official_name} {scope}, trường hợp {number // (len(shipped) * len(SCOPES)) + 1}"
        code = f"9.{number:06d}"
        variants.append(Entry(code=code, name=name, official_name=name, family=code))
    return [*shipped, *variants]
