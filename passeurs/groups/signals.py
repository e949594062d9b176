"""Facts of groups that apps above may act on."""

from django.dispatch import Signal

# Arguments: `source`, `target` (Group): the members of the first are now in the second.
groups_merged = Signal()
