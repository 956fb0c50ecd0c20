"""What a certificate states, copied out of the register before it is drawn."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ModuleLine:
    """One module passed: the convention's slug ("" for a national one), its name, the mark as printed."""

    convention: str
    name: str
    mark: str


@dataclass(frozen=True)
class CertificateContent:
    """Everything printed on one certificate. `language` is that of the labels, not of the name."""

    serial: str
    holder_name: str
    holder_latin_name: str
    administration: str
    curriculum: str
    curriculum_version: int
    modules: tuple[ModuleLine, ...]
    issued_on: date
    valid_until: date | None
    replaces: str
    signatory: str
    verify_url: str
    language: str = "en"
