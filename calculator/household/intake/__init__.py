"""From a document (JSON as Python values) to households, with every fault named at once."""
