"""What the pages of an identification guide show: home, key, comparison, entry."""

from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.access import administrations_of, hidden_from
from courses.contents import identity_of
from courses.guide_contents import IDENTIFIERS, Guide, thing_of
from courses.guides.comparing import Row, compare
from courses.guides.forms import NOT_CONFIRMED, EntryForm
from courses.guides.keys import agreeing, counts, gains, ranked
from courses.models import GuidePage
from courses.models.pages import pages_of
from reference.finder.terms import LONGEST_QUERY, is_code
from reference.models import Illustration, Source

UNSEEN = "-"
"""Stands in an address for a character that cannot be seen."""
A_PAGE = 24
"""So many entries are shown before somebody asks for all."""
MOST_FINDS = 30
MOST_COMPARED = 4
SAID = ("summary", "control", "document", "action", "handling", "caption")


def guide_page_of(module, request):
    """The live page of a module's guide in the language of the reader, else the first; or None."""
    pages = GuidePage.objects.live().filter(unit__module__slug=module, unit__retired_at=None)
    pages = pages.select_related("unit__module", "locale").order_by("path")
    return min(
        (page for page in pages if page.in_place),
        key=lambda page: page.locale.language_code != get_language(),
        default=None,
    )


def guides_read_by(user):
    """The guides that somebody may read, as the catalogue has them: as many queries for any number."""
    allowed = administrations_of(user)
    pages = list(
        GuidePage.objects.live()
        .filter(unit__retired_at=None)
        .select_related("unit__module__convention", "locale")
        .order_by("unit__module__order", "path")
    )
    homes = pages_of({page.unit.module_id for page in pages})
    found = {}
    for page in sorted(pages, key=lambda page: page.locale.language_code != get_language()):
        module, home = page.unit.module, homes.get(page.unit.module_id)
        if not hidden_from(module, allowed) and home is not None and page.is_descendant_of(home):
            found.setdefault(page.unit_id, page)
    return sorted(found.values(), key=lambda page: page.unit.module.order)


def guides_context(user):
    """The guides that somebody may read, with what each is about."""
    return {
        "guides": [
            {"page": page, "module": page.unit.module, "identity": identity_of(page.unit.module)}
            for page in guides_read_by(user)
        ]
    }


def kind_titles():
    """What the kinds of identifiers are called."""
    return {
        "hs": _("HS"),
        "cas": _("CAS"),
        "un": _("UN"),
        "ashrae": _("ASHRAE"),
        "appendix": _("Appendix or annex"),
        "oecd": _("OECD"),
        "waste": _("Waste code"),
        "other": _("Other"),
    }


@dataclass(frozen=True)
class Code:
    """An identifier, and whether the reference confirms it."""

    text: str
    confirmed: bool

    @property
    def typed(self):
        """Whether this is a code by itself, without words."""
        return is_code(self.text)


def code_of(text):
    return Code(text.removesuffix(NOT_CONFIRMED), not text.endswith(NOT_CONFIRMED))


@dataclass(frozen=True)
class Shown:
    """An entry in a list. `fits` and `against` are titles of the characters that were observed."""

    entry: EntryForm
    url: str
    drawing: Illustration | None
    fits: list = field(default_factory=list)
    against: list = field(default_factory=list)

    @property
    def tell(self):
        """The shortest way of saying what it is known by."""
        return self.entry.diagnostic[0].text if self.entry.diagnostic else self.entry.summary


def drawings(guide: Guide, names):
    """{name: illustration} of some drawings: one query."""
    wanted = {guide.pictures[name]: name for name in names if name in guide.pictures}
    found = Illustration.objects.in_bulk(wanted) if wanted else {}
    return {wanted[pk]: drawing for pk, drawing in found.items()}


def frame(page, request):
    """What stands around every page of a guide."""
    module = page.module
    return {
        "module": module,
        "module_title": page.module_page.title,
        "module_url": page.module_page.get_url(request),
        "identity": identity_of(module),
        "guide_title": page.title,
        "guide_url": page.get_url(request),
    }


def what_it_shows(guide, entry):
    """[(title of a character, texts of the states)] of what an entry is known to show."""
    group = guide.group(entry.group)
    return [
        (
            character.title,
            [state.text for state in character.states if state.id in entry.states[character.id]],
        )
        for character in (group.characters if group else ())
        if character.id in entry.states
    ]


def _url(guide, page, request, name):
    return f"{page.get_url(request) or ''}{guide.places[name]}/" if name in guide.places else ""


def shown(guide, page, request, entries, seen=None):
    """Entries as a list shows them, with their drawings."""
    entries = list(entries)
    found = drawings(guide, [entry.picture for entry in entries])
    rows = []
    for entry in entries:
        titles = {character.id: character.title for character in guide.group(entry.group).characters}
        known = {name: state for name, state in (seen or {}).items() if entry.states.get(name)}
        rows.append(
            Shown(
                entry=entry,
                url=_url(guide, page, request, entry.id),
                drawing=found.get(entry.picture),
                fits=[titles[name] for name, state in known.items() if state in entry.states[name]],
                against=[titles[name] for name, state in known.items() if state not in entry.states[name]],
            )
        )
    return rows


# --- home and search --------------------------------------------------------------------------------


def home_context(guide, page, request):
    """Groups with their entries, and what a search finds."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    matches = guide.index.find(query) if query else []
    rows = shown(guide, page, request, [guide.entries[match.key] for match in matches[:MOST_FINDS]])
    groups = [group for group in guide.form.groups if guide.members[group.id]]
    plates = {
        group.id: next((entry.picture for entry in guide.members[group.id] if entry.picture), "")
        for group in groups
    }
    found = drawings(guide, plates.values())
    slug = page.module.slug
    return {
        "query": query,
        "finds": [
            {"row": row, "term": term if (term := thing_of(row.entry).term(query)) != row.entry.title else ""}
            for row in rows
        ],
        "more": max(0, len(matches) - MOST_FINDS),
        "groups": [
            {
                "group": group,
                "number": len(guide.members[group.id]),
                "drawing": found.get(plates[group.id]),
                "url": reverse("courses:guide_key", args=[slug, group.id]),
            }
            for group in groups
        ],
        "number": len(guide.entries),
        "drill_url": reverse("courses:drill", args=[slug]) if guide.cards else "",
    }


# --- key ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """A state that can be chosen: where that leads, and how many entries would still fit."""

    text: str
    url: str
    number: int
    drawing: Illustration | None


@dataclass(frozen=True)
class Asked:
    """A character that was not observed yet."""

    title: str
    observe: str
    drawing: Illustration | None
    choices: list[Choice]
    unseen_url: str


@dataclass(frozen=True)
class Seen:
    """A character that was observed, or could not be: what was said, and the address that takes it back."""

    title: str
    text: str
    url: str


def observations(group, query):
    """{character: state or UNSEEN} of what an address says; what the vocabulary does not know is not read."""
    states = {character.id: {state.id for state in character.states} for character in group.characters}
    return {
        name: value
        for name, value in query.items()
        if name in states and (value in states[name] or value == UNSEEN)
    }


def key_context(guide, page, group, request):
    """One step of the key: what to look at next, what was seen, and all entries, the best first."""
    said = observations(group, request.GET)
    seen = {name: state for name, state in said.items() if state != UNSEEN}
    matrix, members = guide.matrices[group.id], guide.members[group.id]
    characters = {character.id: character for character in group.characters}
    told = [name for name in gains(matrix, seen) if name not in said]
    left = counts(matrix, seen)
    everything = request.GET.get("all") == "1"
    order = list(islice(ranked(matrix, seen), None if everything else A_PAGE))
    best = [members[place.place] for place in order]
    pictures = [picture for name in told for picture in _pictures(characters[name])]
    found = drawings(guide, pictures)
    address = reverse("courses:guide_key", args=[page.module.slug, group.id])

    def to(**changes):
        kept = {name: value for name, value in (said | changes).items() if value}
        return f"{address}?{urlencode(kept)}" if kept else address

    asked = [
        Asked(
            title=character.title,
            observe=character.observe,
            drawing=found.get(character.picture),
            choices=[
                Choice(
                    text=state.text,
                    url=to(**{name: state.id}),
                    number=left[name][state.id],
                    drawing=found.get(state.picture),
                )
                for state in character.states
            ],
            unseen_url=to(**{name: UNSEEN}),
        )
        for name in told
        for character in [characters[name]]
    ]
    texts = {(one.id, state.id): state.text for one in group.characters for state in one.states}
    return frame(page, request) | {
        "group": group,
        "next": asked[0] if asked else None,
        "others": asked[1:],
        "seen": [
            Seen(characters[name].title, texts.get((name, value), _("cannot see")), to(**{name: ""}))
            for name, value in said.items()
        ],
        "rows": shown(guide, page, request, best, seen),
        "agreeing": agreeing(matrix, seen).bit_count(),
        "number": len(members),
        "all_url": to(all="1") if len(members) > len(order) else "",
        "clear_url": address,
        "compare_url": reverse("courses:guide_compare", args=[page.module.slug]),
        "most": MOST_COMPARED,
    }


def _pictures(character):
    return [character.picture, *(state.picture for state in character.states)]


# --- comparison -----------------------------------------------------------------------------------


def named_entries(guide, request):
    """The entries that an address names, each once, in its order: `?entries=a,b` or the field repeated."""
    names = [name for part in request.GET.getlist("entries") for name in part.split(",")]
    return [guide.entries[name] for name in dict.fromkeys(names) if name in guide.entries][:MOST_COMPARED]


def compare_context(guide, page, request):
    """Entries side by side; with fewer than two the page offers all to choose from."""
    entries = named_entries(guide, request)
    enough = len(entries) > 1
    compared = compare(_rows(guide, entries)) if enough else None
    return frame(page, request) | {
        "rows": shown(guide, page, request, entries) if enough else [],
        "compared": compared,
        "chosen": {entry.id for entry in entries},
        "groups": [] if enough else [(group, guide.members[group.id]) for group in guide.form.groups],
        "most": MOST_COMPARED,
        "asked": bool(request.GET.getlist("entries")),
    }


def _rows(guide, entries):
    """Characters first, then what else is said of entries."""
    characters = {}
    for entry in entries:
        for character in guide.group(entry.group).characters:
            characters.setdefault(character.id, character.title)
    texts = [
        {
            (one.id, state.id): state.text
            for one in guide.group(entry.group).characters
            for state in one.states
        }
        for entry in entries
    ]
    for name, title in characters.items():
        cells = zip(entries, texts, strict=True)
        yield Row(
            title,
            tuple(tuple(text[name, state] for state in entry.states.get(name, ())) for entry, text in cells),
            seen=True,
        )
    only = tuple(tuple(row.text for row in entry.diagnostic) for entry in entries)
    yield Row(_("What only this shows"), only)
    for name, title in (
        ("control", _("Control")),
        ("document", _("Document to ask for")),
        ("action", _("What to do")),
        ("handling", _("Hazards and handling")),
    ):
        yield Row(title, tuple((said,) if (said := getattr(entry, name)) else () for entry in entries))
    for kind, title in kind_titles().items():
        yield Row(title, tuple(tuple(getattr(entry.identifiers, kind)) for entry in entries))


# --- entry ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A text of an entry, and whether it is confirmed."""

    text: str
    confirmed: bool


def entry_context(guide, entry, page, request):
    """All that is said of one entry."""
    unsure = {text.rstrip(".").casefold() for text in entry.unconfirmed}
    used = set()

    def told(text):
        held = {part for part in unsure if part in text.casefold()}
        used.update(held)
        return Told(text, not held)

    group = guide.group(entry.group)
    texts = {name: told(getattr(entry, name)) for name in SAID if getattr(entry, name)}
    lists = {name: [told(text) for text in getattr(entry, name)] for name in ("found_in", "concealment")}
    found = drawings(guide, [name for name, _path in entry.pictures()])
    alike = [
        {
            "entry": guide.entries.get(other.entry),
            "url": _url(guide, page, request, other.entry),
            "name": other.name,
            "tell_apart": told(other.tell_apart),
        }
        for other in entry.look_alikes
    ]
    diagnostic = [{"told": told(row.text), "drawing": found.get(row.picture)} for row in entry.diagnostic]
    compared = [entry.id, *(other.entry for other in entry.look_alikes if other.entry in guide.entries)]
    sources = {source.code: source for source in Source.objects.filter(pack=page.module.slug)}
    kinds = kind_titles()
    address = reverse("courses:guide_compare", args=[page.module.slug])
    return frame(page, request) | {
        "entry": entry,
        "group": group,
        "group_url": reverse("courses:guide_key", args=[page.module.slug, entry.group]) if group else "",
        "drawing": found.get(entry.picture),
        "texts": texts,
        "lists": lists,
        "codes": [
            (kinds[kind], [code_of(text) for text in listed])
            for kind in IDENTIFIERS
            if (listed := getattr(entry.identifiers, kind))
        ],
        "diagnostic": diagnostic,
        "characters": what_it_shows(guide, entry),
        "look_alikes": alike,
        "compare_url": f"{address}?entries={','.join(compared[:MOST_COMPARED])}" if len(compared) > 1 else "",
        "unconfirmed": [text for text in entry.unconfirmed if text.rstrip(".").casefold() not in used],
        "sources": sources,
    }
