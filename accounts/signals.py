"""What happened to people and administrations, told to the apps above. Sent inside the transaction."""

from django.dispatch import Signal

administration_created = Signal()
"""Keyword arguments: administration."""

member_joined = Signal()
"""Keyword arguments: membership. Sent for a new membership only."""

members_imported = Signal()
"""Keyword arguments: administration, officers (new people, trainees there from now on)."""

people_merged = Signal()
"""Keyword arguments: kept, closed (people: the second is closed now, its records are the first's), now."""
