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
class Signature:
    """Who signs for the administration. The picture is a PNG; empty: a line to sign on."""

    name: str
    office: str = ""
    picture: bytes = b""


@dataclass(frozen=True)
class Wording:
    """Words of an administration's own. An empty one leaves those of the language."""

    heading: str = ""
    opening: str = ""
    statement: str = ""
    note: str = ""


@dataclass(frozen=True)
class Design:
    """How an administration's certificates look: a PNG or nothing as logo, up to three signatures."""

    logo: bytes = b""
    signatures: tuple[Signature, ...] = ()
    wording: Wording = Wording()


@dataclass(frozen=True)
class CertificateContent:
    """Everything printed on one certificate. `language` is that of the labels, not of the name.

    `signatory` is printed where the design names nobody. A specimen says across the sheet that it is one.
    """

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
    level: str = "achievement"
    design: Design = Design()
    specimen: bool = False


@dataclass(frozen=True)
class TranscriptRow:
    """One attempt: what was sat, when it was handed in, the mark and the pass mark as printed."""

    title: str
    on: date
    mark: str
    needed: str
    passed: bool


@dataclass(frozen=True)
class TranscriptModule:
    """One module with its dates (None: not done) and its attempts in order."""

    convention: str
    name: str
    started_on: date | None
    completed_on: date | None
    rows: tuple[TranscriptRow, ...] = ()


@dataclass(frozen=True)
class TranscriptCertificate:
    """One certificate. `state` is a word of the register: valid, expired, superseded, suspended, revoked."""

    title: str
    serial: str
    issued_on: date
    valid_until: date | None
    state: str


@dataclass(frozen=True)
class TranscriptContent:
    """Everything printed on a transcript. Days are those of the administration."""

    holder_name: str
    holder_latin_name: str
    staff_number: str
    office: str
    administration: str
    drawn_on: date
    modules: tuple[TranscriptModule, ...]
    certificates: tuple[TranscriptCertificate, ...]
    verify_url: str
    language: str = "en"
