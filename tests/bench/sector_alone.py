"""`python -m tests.bench.sector_alone FILE`: a whole sector on one core; says how many seconds of it that took."""

import sys
import time
from pathlib import Path

from calculator.batch.lines import in_blocks, read_line
from calculator.batch.sector import PEOPLE_AT_ONCE, pictures

with Path(sys.argv[1]).open("rb") as file:
    pictures([read_line(line) for line in next(in_blocks(file, 100_000))])  # what is looked up once a year
    file.seek(0)
    began, total = time.process_time(), 0
    for block in in_blocks(file, PEOPLE_AT_ONCE):
        total += pictures([read_line(line) for line in block]).disposable.sum()
print(time.process_time() - began)
