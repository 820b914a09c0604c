"""An SMTP server of bad moods: it drops connections before and after DATA, refuses for now and for good, and is slow; and writes down what it did.

usage: moody_smtp.py LOG SEED MOOD [MAILS]    MOOD: calm, moody, or the name of one thing to do always; MAILS: a folder that gets what it took
Says its port on standard output. Ends with its standard input.
"""
import asyncio
import os
import random
import sys
import threading

from aiosmtpd.smtp import SMTP

# One thing in so many goes wrong, by what it is.
MOODY = {"drop-rcpt": 25, "450": 20, "421": 40, "550": 25, "data-451": 40, "drop-data": 60, "drop-body": 60, "end-451": 30, "end-421": 60, "end-550": 60, "drop-end": 25, "slow": 10}

log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
chance = random.Random(int(sys.argv[2]))
mood = sys.argv[3]
mails = sys.argv[4] if len(sys.argv) > 4 else None


def happens(what):
    if mood in ("calm", "moody"):
        return mood == "moody" and chance.randrange(MOODY[what]) == 0
    return mood == what


def note(*words):
    os.write(log, (" ".join(words) + "\n").encode())


class Moods:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if happens("slow"):
            await asyncio.sleep(chance.random() / 4)
        if happens("drop-rcpt"):
            server.transport.abort()
        for code, text in (("450", "4.2.1 mailbox busy"), ("421", "4.3.2 too many, going away"), ("550", "5.1.1 <%s> unknown" % address)):
            if happens(code):
                note("refused", address, code)
                if code == "421":
                    asyncio.get_running_loop().call_later(0.01, server.transport.close)
                return "%s %s" % (code, text)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        who = envelope.rcpt_tos[0]
        if happens("slow"):
            await asyncio.sleep(chance.random())
        for what, reply in (("end-451", "451 4.3.0 later"), ("end-421", "421 4.3.2 going away"), ("end-550", "550 5.7.1 no")):
            if happens(what):
                note("refused", who, reply[:3])
                if what == "end-421":
                    asyncio.get_running_loop().call_later(0.01, server.transport.close)
                return reply
        if mails:
            number = len(os.listdir(mails))
            with open(os.path.join(mails, "%04d.part" % number), "wb") as file:
                file.write(envelope.content)
            os.rename(file.name, file.name.replace(".part", ".eml"))
        text = envelope.content.decode("ascii").split("\r\n")
        note("took", who, next(line.split(": ")[1] for line in text if line.lower().startswith("message-id: ")))
        if happens("drop-end"):
            note("dropped", who)
            server.transport.abort()
        return "250 2.0.0 queued as %d" % chance.randrange(1000000)


class Server(SMTP):
    sending = None

    async def smtp_DATA(self, arg):
        who = self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else None
        if who and happens("data-451"):
            note("refused", who, "451")
            await self.push("451 4.3.0 later")
            return
        if who and happens("drop-data"):
            self.transport.abort()
        if who:
            note("began", who)
            self.sending = who
        await super().smtp_DATA(arg)

    async def push(self, status):
        await super().push(status)
        if status.startswith("354") and happens("drop-body"):
            asyncio.get_running_loop().call_later(0.01, self.transport.abort)

    async def smtp_MAIL(self, arg):
        self.sending = None
        await super().smtp_MAIL(arg)

    async def smtp_QUIT(self, arg):
        self.sending = None
        await super().smtp_QUIT(arg)

    async def smtp_RSET(self, arg):
        self.sending = None
        await super().smtp_RSET(arg)

    def connection_made(self, transport):
        note("connected", "-")
        super().connection_made(transport)

    def connection_lost(self, error):
        if self.sending:
            note("lost", self.sending)
        super().connection_lost(error)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)
    server = await loop.create_server(lambda: Server(Moods(), hostname="moody.example", loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(ended.set)), daemon=True).start()
    await ended.wait()
    os._exit(0)


asyncio.run(main())
