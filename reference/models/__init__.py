"""The tables of what is known."""

from reference.models.conventions import Convention, Objective, Source
from reference.models.illustrations import Illustration, IllustrationRendition

__all__ = ["Convention", "Illustration", "IllustrationRendition", "Objective", "Source"]
