"""What becomes of rows of reference when two accounts are merged."""

from accounts.services.merging import declare, move

declare(
    move,
    "reference.Handout.uploaded_by_user",
    "reference.Illustration.uploaded_by_user",
    "reference.ReviewMark.cleared_by",
)
