"""Pages about seats: choosing a bootcamp, the waiting list, invitations, swapping and moving."""
