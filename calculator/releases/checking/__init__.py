"""Whether blocks of values may be released: complete, in range, in step with what was published; what they change."""
