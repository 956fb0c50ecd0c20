"""What to flag in a round."""

from exercises.inspections.rounds import entries_of, reasons_of
from exercises.services.inspections import hand_in, inspection_of, save_flags
from tests.factories import NOON


def name_of(entry):
    return ":".join(entry)


def faults_of(one):
    """One entry of each fault, with its reason."""
    signals = inspection_of(one).key.signals
    return {name_of(min(signal.entries)): signal.kind for signal in signals}


def sound_of(one):
    """An entry in order that the page lets officers flag."""
    made = inspection_of(one)
    return name_of(min(entries_of(made.given) & made.key.sound))


def decision_of(one):
    return str(min(inspection_of(one).key.decisions))


def answered(one, flags, decision):
    """The round handed in with these flags."""
    one = save_flags(round_=one, flags=flags, decision=decision, saves=one.saves)
    return hand_in(round_=one, now=NOON)


def solved(one):
    """The round handed in without a mistake."""
    return answered(one, faults_of(one), decision_of(one))


def form_of(one, flags, decision, **other):
    """What the page sends for these flags."""
    signs = {slug: sign for sign, slug in reasons_of(one.version.template).items()}
    reasons = {f"reason:{name}": signs.get(slug, slug) for name, slug in flags.items()}
    return {"saves": one.saves, "flag": list(flags), "decision": decision, **reasons, **other}
