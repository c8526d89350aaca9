"""Ways to reach a help line as links: where they lead, and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.interface import word_of

if TYPE_CHECKING:
    from ..model.documents import Contact
    from ..model.interface import Interface


def contact_href(contact: Contact) -> str:
    """The address that calls, texts or opens it."""
    number = re.sub(r"[^0-9+]", "", contact.value)
    other = f"mailto:{contact.value}" if contact.how == "email" else f"https://{contact.value}"
    return {"call": f"tel:{number}", "text": f"sms:{number}"}.get(contact.how, other)


def contact_label(contact: Contact, words: Interface) -> str:
    """What its link says: 'Text HOME to 741741'."""
    if contact.how == "web":
        return contact.value
    if contact.how == "text" and contact.message:
        return words.lines.text_message.format(message=contact.message, value=contact.value)
    return word_of(words.lines, contact.how).format(value=contact.value)
