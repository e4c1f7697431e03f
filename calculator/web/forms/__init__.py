"""The questions, in five steps. What was typed is kept as it was typed, from step to step."""
