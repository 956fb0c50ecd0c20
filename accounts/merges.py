"""What becomes of the rows of people's own tables, and of Wagtail's, when two accounts are merged."""

from datetime import timedelta

from accounts.services.merging import Plan, declare, join, move, stay


def _memberships(both):
    """Past service goes over. Of two that run in the same role the kept account's goes on.

    The other ends where that one begins; if it began no earlier, it ends yesterday and stays behind.
    """
    plan = Plan()
    yesterday = both.now.date() - timedelta(days=1)
    running = {}
    for row in both.rows_of(both.kept):
        if row.until is None or row.until > yesterday:
            place = (row.administration_id, row.role)
            running[place] = min(row.since, running.get(place, row.since))
    for row in both.rows_of(both.closed):
        begins = running.get((row.administration_id, row.role))
        if begins is None or (row.until is not None and row.until <= yesterday):
            plan.move.append(row.pk)
        elif row.since < begins:
            plan.move.append(row.pk)
            if row.until is None or row.until >= begins:
                plan.change[row.pk] = {"until": begins - timedelta(days=1)}
        else:
            plan.stay.append(row.pk)
            plan.change[row.pk] = {"until": max(row.since, yesterday)}
    return plan


declare(_memberships, "accounts.Membership.user")
declare(
    move,
    "accounts.JoinCode.created_by",
    "accounts.OfficerImport.confirmed_by",
    "accounts.OfficerImport.created_by",
    "accounts.OfficerImport.undone_by",
    "accounts.OfficerImportRow.user",
    "accounts.SignInLink.created_by",
    "accounts.SignUpRequest.decided_by",
    "accounts.SignUpRequest.user",
    "accounts.User.merged_into",
    "wagtailcore.Comment.resolved_by",
    "wagtailcore.Comment.user",
    "wagtailcore.CommentReply.user",
    "wagtailcore.Page.locked_by",
    "wagtailcore.Page.owner",
    "wagtailcore.Revision.user",
    "wagtailcore.TaskState.finished_by",
    "wagtailcore.UploadedFile.uploaded_by_user",
    "wagtailcore.WorkflowState.requested_by",
    "wagtaildocs.Document.uploaded_by_user",
    "wagtailimages.Image.uploaded_by_user",
)
# Logs say what was said then; keys and sessions of an account open nothing once it is closed.
declare(
    stay,
    "account.EmailAddress.user",
    "accounts.AuditEntry.by",
    "accounts.AuditEntry.subject",
    "accounts.NotTheSame.by",
    "accounts.NotTheSame.first",
    "accounts.NotTheSame.second",
    "accounts.PeopleMerge.by",
    "accounts.PeopleMerge.closed",
    "accounts.PeopleMerge.kept",
    "accounts.SignInLink.user",
    "wagtailadmin.EditingSession.user",
    "wagtailadmin.FormState.user",
    "wagtailcore.APIToken.user",
    "wagtailcore.ModelLogEntry.user",
    "wagtailcore.PageLogEntry.user",
    "wagtailusers.UserProfile.user",
)
declare(join("group_id"), "accounts.User_groups.user")
declare(join("permission_id"), "accounts.User_user_permissions.user")
declare(join("page_id"), "wagtailcore.PageSubscription.user")
