"""An outcome as JSON: for who asks by document, through the API, the command and a batch.

It stands below those three and beside the pages, which read the outcome itself.

results    arrays to a record for each number of hours
bereken    a document (or a request that was read) to its whole answer
"""
