"""The calculation as data for other programs: one document in, one answer out, as the contract says."""
