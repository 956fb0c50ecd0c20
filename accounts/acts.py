"""The acts that the audit log knows: permanent names with words for people. Apps above add their own.

A name is never used for another act afterwards: entries that stand keep it.
"""

from django.utils.translation import gettext_lazy as _

_acts = {}
_details = {
    "after": _("After"),
    "before": _("Before"),
    "closed": _("Account closed"),
    "count": _("Number"),
    "day": _("Day"),
    "format": _("Format"),
    "from": _("From"),
    "email": _("E-mail address"),
    "kept": _("Account that stays"),
    "latin_name": _("In Latin letters"),
    "left_out": _("Left out"),
    "name": _("Name"),
    "office": _("Office"),
    "officers": _("Officers"),
    "reason": _("Reason"),
    "role": _("Role"),
    "staff_number": _("Staff number"),
    "to": _("To"),
}


def register(acts, details=None):
    """Add acts, and words for the names of their details: {permanent name: words}. Adding twice adds once."""
    _acts.update(acts)
    _details.update(details or {})


def known_acts():
    """All acts that are registered, {permanent name: words}."""
    return dict(_acts)


def words_of(act):
    """How an act is called; its permanent name where no app knows it any more."""
    return _acts.get(act, act)


def words_of_detail(name):
    return _details.get(name, name)


register(
    {
        "administration.created": _("Administration made"),
        "import.confirmed": _("Import of officers confirmed"),
        "import.discarded": _("Import of officers discarded"),
        "import.undone": _("Import of officers undone"),
        "import.uploaded": _("File of officers uploaded"),
        "join_code.closed": _("Join code closed"),
        "join_code.made": _("Join code made"),
        "link.made": _("Sign-in link made"),
        "log.exported": _("Audit log downloaded"),
        "member.added": _("Member added"),
        "member.left": _("Officer left"),
        "officer.taken_back": _("Officer taken back"),
        "officer.transferred": _("Officer transferred"),
        "people.merged": _("Two accounts merged"),
        "people.told_apart": _("Two officers told apart"),
        "sign_up.approved": _("Sign-up approved"),
        "sign_up.refused": _("Sign-up refused"),
        "user.changed": _("Account changed in the admin"),
        "user.created": _("Account made in the admin"),
        "user.deleted": _("Account deleted in the admin"),
    },
    {"expires": _("Expires")},
)
