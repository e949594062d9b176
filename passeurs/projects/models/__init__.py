"""Tables of projects."""

from passeurs.projects.models.handover import Handover
from passeurs.projects.models.mentor import Mentor, MentorMessage
from passeurs.projects.models.project import PUBLIC_STATES, Project, ProjectProof, ProjectQuerySet, ProjectStep

__all__ = [
    "PUBLIC_STATES",
    "Handover",
    "Mentor",
    "MentorMessage",
    "Project",
    "ProjectProof",
    "ProjectQuerySet",
    "ProjectStep",
]
