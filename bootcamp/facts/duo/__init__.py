"""DUO's yearly files, read. Without Django, so that what is read can be compared with a count of one's own.

kinds.py     which file this is, by its columns
sheets.py    CSV and Excel as rows under the names of their columns
reading.py   from rows to sites, boards and series of years
cells.py     what stands in a cell: a number, or why not
years.py     what a 0 or a hidden cell in a row of years means
jobs.py      from fte in three classes to how many people that can be
"""
