"""The tables of people and of the administrations they serve in."""

from accounts.models.administrations import Administration, Membership, Office, Role
from accounts.models.append_only import AppendOnly
from accounts.models.audit import AuditEntry
from accounts.models.imports import OfficerImport, OfficerImportRow
from accounts.models.merging import NotTheSame, PeopleMerge
from accounts.models.people import User
from accounts.models.sign_up import JoinCode, SignInLink, SignUpRequest

__all__ = [
    "Administration",
    "AppendOnly",
    "AuditEntry",
    "JoinCode",
    "Membership",
    "NotTheSame",
    "Office",
    "OfficerImport",
    "OfficerImportRow",
    "PeopleMerge",
    "Role",
    "SignInLink",
    "SignUpRequest",
    "User",
]
