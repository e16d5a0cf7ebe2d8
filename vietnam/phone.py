"""Telephone numbers: whatever people type, to E.164 and back to something to show."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from vietnam.text import nfc

_OLD_MOBILE = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",  # MobiFone
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",  # VinaPhone
    "162": "32", "163": "33", "164": "34", "165": "35",  # Viettel
    "166": "36", "167": "37", "168": "38", "169": "39",
    "199": "59",  # Gmobile
    "186": "56", "188": "58",  # Vietnamobile
}  # fmt: skip
"""11-digit mobiles to 10 digits, 15/09/2018 to 30/06/2019 (plan of the Ministry of Information and
Communications). Old paper files and long-kept contact lists still hold them."""

_SEPARATORS = re.compile(r"[\s.\-–—_/,()]+")
_HOME = re.compile(r"(?:\+84|0084|84)0?(?P<abroad>[1-9]\d{8,9})|0(?P<home>[1-9]\d{8,9})")
_USUAL = re.compile(r"(?:0|\+?84)((?:3[2-9]|7[06-9]|8[1-8]|9[0-8])\d{7})", re.ASCII)
"""Ten digits of the mobile blocks in use, a part of what phonenumbers takes for a mobile: read thirty times
faster than by it, which lists of a million people need."""
_REACHABLE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def parse_phone(text: str) -> str | None:
    """E.164 of a text that is one telephone number and nothing else; None when it is none.

    Vietnamese numbers as 0…, 84…, +84…, 0084…, with separators; 11-digit mobiles of before 2019 become
    what they are now. A foreign number needs its `+`. Service numbers (1900, 1022) are nobody's phone.
    """
    if usual := _USUAL.fullmatch(text):
        return f"+84{usual[1]}"
    compact = _SEPARATORS.sub("", nfc(text))
    if compact.startswith("+") and not compact.startswith("+84"):
        return _valid(compact) if compact[1:].isdecimal() else None
    match = _HOME.fullmatch(compact)
    if match is None or not compact.isascii():
        return None
    national = match["abroad"] or match["home"]
    if len(national) == 10 and (now := _OLD_MOBILE.get(national[:3])):
        national = now + national[3:]
    return _valid(f"+84{national}")


def is_mobile(e164: str) -> bool:
    """A Vietnamese mobile, which is what an SMS can reach; fixed lines and foreign numbers are not."""
    if e164.startswith("+") and _USUAL.fullmatch(e164):
        return True
    number = _read(e164)
    return (
        number is not None
        and number.country_code == 84
        and phonenumbers.number_type(number) == PhoneNumberType.MOBILE
    )


def mask(e164: str) -> str:
    """The number as its owner may be shown it, in GSM-7: `+84905123456` -> `09xx xxx 456`."""
    if e164.startswith("+84"):
        return _hidden("0" + e164.removeprefix("+84"))
    return "+" + _hidden(e164.removeprefix("+"))


def _hidden(digits: str) -> str:
    if len(digits) < 8:
        return "x" * len(digits)
    shown = digits[:2] + "x" * (len(digits) - 5) + digits[-3:]
    return f"{shown[:-6]} {shown[-6:-3]} {shown[-3:]}"


def _valid(e164: str) -> str | None:
    number = _read(e164)
    if number is None or not phonenumbers.is_valid_number(number):
        return None
    if phonenumbers.number_type(number) not in _REACHABLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _read(e164: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(e164)
    except NumberParseException:
        return None
