"""Objectives as an author writes them: one a line, a code and what the officer can. Values in, values out."""

from collections import Counter

from django.utils.translation import gettext as _

# As in the form of a pack and in the table.
LONGEST_CODE = 20
LONGEST_TEXT = 400


class NotObjectives(Exception):
    """The lines cannot be read. `messages` are sentences, one for each fault."""

    def __init__(self, messages):
        super().__init__("\n".join(messages))
        self.messages = messages


def read_objectives(text):
    """[(code, text)] of lines; empty lines say nothing. Raises NotObjectives with all that is wrong."""
    rows, faults = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        code, _space, words = line.strip().partition(" ")
        words = " ".join(words.split())
        if not code:
            continue
        here = {"number": number, "code": code[:LONGEST_CODE]}
        if not words:
            faults.append(_("Line %(number)s: write a code, a space and what the officer can.") % here)
        elif len(code) > LONGEST_CODE:
            faults.append(_("Line %(number)s: a code has at most 20 characters.") % here)
        elif len(words) > LONGEST_TEXT:
            faults.append(_("Line %(number)s: an objective has at most 400 characters.") % here)
        rows.append((code, words))
    for code, times in Counter(code for code, _words in rows).items():
        if times > 1:
            faults.append(_("The code %(code)s stands on two lines.") % {"code": code[:LONGEST_CODE]})
    if faults:
        raise NotObjectives(faults)
    return rows


def write_objectives(rows):
    """The lines of (code, text) rows."""
    return "\n".join(f"{code} {text}" for code, text in rows)
