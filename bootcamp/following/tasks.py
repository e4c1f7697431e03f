from bootcamp.following import certificates, colleagues
from portal.jobs import queue


@queue.handler(certificates.KIND, attempts=3)
def make_certificate(*, certificate_id):
    certificates.make(certificate_id)


@queue.handler(colleagues.KIND)
def bring_colleague_in(*, invitation_id):
    colleagues.bring_in(invitation_id)
