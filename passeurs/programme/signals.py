"""Facts told to the floors above."""

from django.dispatch import Signal

# mandate
mandate_closed = Signal()
# season, phase
season_moved = Signal()
