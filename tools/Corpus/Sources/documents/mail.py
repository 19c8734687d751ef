"""Writes mail as Python's email and mailbox packages write it: mail.py NAME TARGET."""
import mailbox
import sys
from email import encoders, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from datetime import datetime, timezone

EDDA = Address("Edda Morrow", "edda", "ternrock.example")
BRAM = Address("Bram Ødegård", "bram", "ternrock.example")


def new(subject, number, sender=EDDA, receiver=BRAM):
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = sender
    message["To"] = receiver
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime(2026, 3, number, 8, 30, tzinfo=timezone.utc))
    message["Message-ID"] = f"<{number}.letters@ternrock.example>"
    return message


def fixed(message):
    """Boundaries that do not change from run to run."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart() and part.get_content_maintype() == "multipart"):
        part.set_boundary(f"=====part{number}=====")
    return message


def plain():
    message = new("The spare mantles have come", 2)
    message.set_content("Dear Bram,\n\nthe spare mantles have come at last, forty of them in straw.\nPlease count them before you sign.\n\n> Did the tender bring anything?\nIt did.\n\n-- \nEdda Morrow\n")
    return message


def alternative():
    message = new("Ångström, Überfahrt und ein Gruß: the crossing is moved", 3, BRAM, EDDA)
    message.set_content("The crossing is moved to Thursday at half past six.\n\nViele Grüße, Bram\n", cte="quoted-printable")
    message.add_alternative("<html><head><style>p { color: navy }</style></head><body><p>The crossing is moved to <b>Thursday</b> at half past six.</p><p>Viele Grüße, Bram</p></body></html>", subtype="html", cte="base64")
    message.add_attachment("buoy;depth\nGull Sand;14\nThe attached table counts two buoys;9\n", subtype="csv", filename="bøyer.csv")
    message.add_attachment(bytes(range(256)), maintype="application", subtype="octet-stream", filename="chart.bin")
    return fixed(message)


def only_html():
    message = new("Newsletter of the harbour", 4)
    message.set_content("<html><body><h1>Harbour news</h1><p>The crane is repaired &amp; painted green.</p><img src='cid:none' alt=''><script>track()</script></body></html>", subtype="html")
    return message


def forwarded():
    message = new("Fwd: The spare mantles have come", 5, BRAM, EDDA)
    message.set_content("I counted thirty-nine mantles. See the letter below.\n")
    message.add_attachment(plain(), disposition="inline")
    return fixed(message)


def old_charset():
    """The old interface of the package, which many programs still use, with a charset of its time."""
    message = MIMEMultipart()
    message["From"] = "edda@ternrock.example"
    message["To"] = "bram@ternrock.example"
    message["Subject"] = "=?koi8-r?B?7c/SxQ==?= and =?iso-8859-1?Q?caf=E9?="
    message["Date"] = "Fri, 06 Mar 2026 08:30:00 +0000"
    message.attach(MIMEText("Смотритель варит кофе на рассвете.\n", "plain", "koi8-r"))
    attachment = MIMEBase("application", "zip")
    attachment.set_payload(b"PK\5\6" + bytes(18))
    encoders.encode_base64(attachment)
    attachment.add_header("Content-Disposition", "attachment", filename="empty.zip")
    message.attach(attachment)
    return fixed(message)


def quoting():
    message = new("A line that begins with From", 7)
    message.set_content("From the gallery one sees the whole bay.\n\nFrom below one sees the rock.\n", cte="7bit")
    return message


LETTERS = {"plain": plain, "alternative": alternative, "html": only_html, "forwarded": forwarded, "charset": old_charset}

name, target = sys.argv[1:]
if name == "mbox":
    box = mailbox.mbox(target)
    for number, letter in enumerate([plain(), alternative(), only_html(), quoting(), forwarded()], 2):
        entry = mailbox.mboxMessage(letter)
        entry.set_from("edda@ternrock.example", (2026, 3, number, 8, 30, 0, number - 2, 0, 0))
        box.add(entry)
    box.flush()
else:
    with open(target, "wb") as file:
        file.write(LETTERS[name]().as_bytes())
