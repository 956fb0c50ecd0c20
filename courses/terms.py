"""Terms explained in place: the first place in a text where each stands becomes a link to its meaning."""

import re
from dataclasses import dataclass, field
from html import escape

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_CLASSES = re.compile(r'\sclass="([^"]*)"')
# Nothing is explained inside these: headings, links, drawings and their captions, what is pressed.
_SKIPPED = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "caption", "figcaption", "figure", "svg", "th"}
)
# Labels and references of the components.
_SKIPPED_CLASSES = frozenset({"tab", "src", "where"})


@dataclass(frozen=True)
class Term:
    """A term with the forms in which it stands in texts."""

    slug: str
    forms: tuple[str, ...]


@dataclass
class Explainer:
    """Marks terms in one piece of HTML after the other. `found` holds the slugs met, in reading order."""

    terms: list[Term]
    found: list[str] = field(default_factory=list)

    def __post_init__(self):
        forms = [(form, term.slug) for term in self.terms for form in term.forms]
        self._slugs = {}
        for form, slug in forms:
            for spelt in _either_case(form):
                self._slugs.setdefault(escape(spelt), slug)
        longest_first = sorted(self._slugs, key=len, reverse=True)
        words = "|".join(re.escape(form) for form in longest_first)
        self._pattern = re.compile(rf"(?<![\w&-])(?:{words})(?![\w-])") if words else None

    def mark(self, html):
        """The same HTML in which terms not met before are links to #term-SLUG."""
        if self._pattern is None:
            return html
        parts, skipping, depth = [], None, 0
        for piece in _TAG.split(html):
            if not piece.startswith("<"):
                parts.append(self._pattern.sub(self._link, piece) if skipping is None else piece)
                continue
            parts.append(piece)
            named = _NAME.match(piece)
            name = named[1].lower() if named else ""
            if skipping is None:
                if not piece.startswith("</") and not piece.endswith("/>") and _is_skipped(name, piece):
                    skipping, depth = name, 1
            elif name == skipping and not piece.endswith("/>"):
                depth += -1 if piece.startswith("</") else 1
                skipping = skipping if depth else None
        return "".join(parts)

    def _link(self, match):
        slug = self._slugs[match[0]]
        if slug in self.found:
            return match[0]
        self.found.append(slug)
        return f'<a class="term" id="use-{slug}" href="#term-{slug}">{match[0]}</a>'


def _either_case(form):
    """A form, and the same with its first letter large or small where a word begins a sentence or not."""
    yield form
    if form[1:2].islower():
        yield form[0].swapcase() + form[1:]


def _is_skipped(name, tag):
    classes = _CLASSES.search(tag)
    return name in _SKIPPED or bool(classes and _SKIPPED_CLASSES & set(classes[1].split()))
