"""Rules of editorial."""

from passeurs.editorial.rules.letter import (
    can_change_issue,
    can_pause_issue,
    can_resume_issue,
    can_run_letter,
    can_send_issue,
)

__all__ = ["can_change_issue", "can_pause_issue", "can_resume_issue", "can_run_letter", "can_send_issue"]
