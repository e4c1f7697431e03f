"""Many households at once, with the same answers as one by one.

side_by_side   requests of one kind in one pass, in pieces that fit in the processor's cache
answers        requests to answers, in order
lines          JSON Lines in, JSON Lines out, whatever their number
sector         the whole picture of each teacher as arrays, for sums over a sector
chunks, spread the same work by several processes or by Celery's workers
memory         how their memory is looked after meanwhile
"""
