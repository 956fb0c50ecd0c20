"""The terms that somebody may read: those of all modules whose existence is no secret to that person."""

import unicodedata

from django.db.models import Q
from django.urls import reverse

from courses.access import administrations_of
from courses.models import Module
from reference.finding import Find
from reference.models import GlossaryTerm

MOST_FINDS = 8


def terms_for(user):
    """Terms in the order of their letters, and the titles of the modules they may come from, by slug."""
    lands = administrations_of(user)
    own = Q() if lands is None else Q(administration=None) | Q(administration__in=lands)
    titles = dict(Module.objects.filter(own).values_list("slug", "title"))
    terms = GlossaryTerm.objects.in_use().filter(pack__in=titles)
    return sorted(terms, key=lambda term: (term.term.lower(), term.pack)), titles


def find_terms(words, user):
    """Terms one of whose forms holds all the words, with a way to the glossary."""
    terms, _titles = terms_for(user)
    glossary = reverse("courses:glossary")
    return [
        Find(term.term, term.meaning, f"{glossary}#{term.pack}-{term.slug}")
        for term in terms
        if any(all(word in _folded(form) for word in words) for form in term.forms)
    ][:MOST_FINDS]


def _folded(text):
    return unicodedata.normalize("NFC", text).casefold()
