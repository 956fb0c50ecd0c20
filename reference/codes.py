"""Codes by which goods are known: the one spelling of each, and what cannot be one."""

import re
from decimal import Decimal

_HS = re.compile(r"\d{4}(?:\d{2}){0,2}", re.ASCII)
_CAS = re.compile(r"\d{2,7}-\d{2}-\d", re.ASCII)
_UN = re.compile(r"\d{4}", re.ASCII)


def hs_code(text):
    """A code of the Harmonized System as 0106.12, however its digits were separated.

    A heading has four digits, a subheading six, a national line eight. Raises ValueError.
    """
    digits = re.sub(r"[\s.]", "", text)
    if not _HS.fullmatch(digits):
        raise ValueError(f"{text} is no HS code: write four or six digits, such as 0507 or 0106.12.")
    return ".".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)


def hs_subheading(text):
    """A code of six digits as 0106.12. Raises ValueError."""
    code = hs_code(text)
    if len(code) != 7:
        raise ValueError(f"{text} has not six digits: write a subheading, such as 0106.12.")
    return code


def hs_covers(wide, narrow):
    """Whether a code is the same as another, or a heading or subheading above it."""
    return narrow.replace(".", "").startswith(wide.replace(".", ""))


def cas_number(text):
    """A CAS registry number. Its last digit must be right. Raises ValueError.

    The check digit is the sum of the other digits, each times its place from the right, modulo 10.
    """
    number = text.strip()
    if not _CAS.fullmatch(number):
        raise ValueError(f"{text} is no CAS number: write it as 75-45-6.")
    digits = [int(digit) for digit in number.replace("-", "")]
    wanted = sum(place * digit for place, digit in enumerate(reversed(digits[:-1]), start=1)) % 10
    if digits[-1] != wanted:
        raise ValueError(f"The last digit of the CAS number {number} is wrong: copy it again.")
    return number


def un_number(text):
    """A UN number as its four digits, with or without UN before them. Raises ValueError."""
    number = text.strip().upper().removeprefix("UN").strip()
    if not _UN.fullmatch(number):
        raise ValueError(f"{text} is no UN number: write its four digits, such as 1018.")
    return number


def part_of_a_blend(text):
    """A component and its share in per cent by mass, as "HFC-125 44". Raises ValueError."""
    name, _, share = " ".join(text.split()).rpartition(" ")
    if not name or not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", share, re.ASCII):
        raise ValueError(f"{text} is no part of a blend: write it as HFC-125 44, in per cent.")
    return f"{name} {share}"


def share_of(part):
    """The per cent of one part of a blend, exactly."""
    return Decimal(part.rpartition(" ")[2])


def basel_code(text):
    """A code of an annex of the Basel Convention or of the OECD, in capital letters. Raises ValueError."""
    code = text.strip().upper()
    if not re.fullmatch(r"(?:[YDR]\d{1,2}|H\d{1,2}(\.\d)?|[AB]\d{4}|[A-Z]{2}\d{3})", code, re.ASCII):
        raise ValueError(f"{text} is no code of a waste: write it as Y46, A1181, B3011, H6.1 or GC020.")
    return code


def unique_identifier(text):
    """An OECD unique identifier of a modified plant, such as MON-ØØ81Ø-6. Raises ValueError.

    Nine signs in three parts, zero written as Ø. The last figure must be right.
    """
    name = text.strip().upper()
    if not re.fullmatch(r"[A-Z0-9Ø]{2,3}-[A-Z0-9Ø]{5,6}-\d", name) or len(name.replace("-", "")) != 9:
        raise ValueError(f"{text} is no OECD unique identifier: write it as MON-ØØ81Ø-6.")
    if name[-1] != check_figure(name[:-1]):
        raise ValueError(f"The last figure of the identifier {name} is wrong: copy it again.")
    return name


def check_figure(parts):
    """The last figure of a unique identifier, from the first two parts, such as MON-ØØ81Ø.

    Letters count by their place in the alphabet and Ø as 0; the sum of all is added up, figure by figure,
    until one figure is left.
    """
    total = sum(_worth(sign) for sign in parts if sign != "-")
    while total > 9:
        total = sum(map(int, str(total)))
    return str(total)


def _worth(sign):
    if sign.isdigit():
        return int(sign)
    return 0 if sign == "Ø" else ord(sign) - ord("A") + 1
