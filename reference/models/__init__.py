"""The tables of what is known."""

from reference.models.conventions import Convention, Objective, Source
from reference.models.glossary import GlossaryTerm
from reference.models.handouts import Handout
from reference.models.illustrations import Illustration, IllustrationRendition

__all__ = [
    "Convention",
    "GlossaryTerm",
    "Handout",
    "Illustration",
    "IllustrationRendition",
    "Objective",
    "Source",
]
