"""A mail server that keeps what it gets, for programs that really send."""

import email
import email.policy
import socketserver
import threading


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 brievenbus")
        while words := self.rfile.readline().split():
            verb = words[0].upper()
            if verb == b"DATA":
                self.say("354 ga je gang")
                self.server.letters.append(email.message_from_bytes(self.text(), policy=email.policy.default))
            self.say("221 dag" if verb == b"QUIT" else "250 goed")
            if verb == b"QUIT":
                return

    def text(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class Postbox(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, port=0, session=Session):
        super().__init__(("127.0.0.1", port), session)
        self.letters = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def environment(self):
        return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.server_address[1]), "EMAIL_USE_TLS": "0"}
