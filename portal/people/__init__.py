"""Who someone is: the second step, sessions, passwords."""
