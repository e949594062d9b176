"""Rules of editorial."""

from passeurs.editorial.rules.issue import (
    can_change_issue,
    can_pause_issue,
    can_resume_issue,
    can_run_letter,
    can_save_issue,
    can_send_issue,
)

__all__ = [
    "can_change_issue",
    "can_pause_issue",
    "can_resume_issue",
    "can_run_letter",
    "can_save_issue",
    "can_send_issue",
]
