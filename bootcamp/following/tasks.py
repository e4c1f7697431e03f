from bootcamp.following import certificates, colleagues
from portal.jobs import queue
from portal.jobs.lanes import Lane


@queue.handler(certificates.KIND, lane=Lane.PAPERS, attempts=3)
def make_certificate(*, certificate_id):
    certificates.make(certificate_id)


@queue.handler(colleagues.KIND, lane=Lane.MAIL)
def bring_colleague_in(*, invitation_id):
    colleagues.bring_in(invitation_id)
