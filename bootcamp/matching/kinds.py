"""The jobs of this room, by name."""

PROPOSE, EXPLAIN, WEIGH = "matching.propose", "matching.explain", "matching.weigh"
