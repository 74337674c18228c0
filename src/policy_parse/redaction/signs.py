"""Signs of personal data."""

from __future__ import annotations

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class ContactSigns(SignTable):
    """The signs of ``data/signs_contacts.toml``, by name."""

    table = "signs_contacts"

    mail: Sign
    mobile: Sign
    landline: Sign
    labelled_number: Sign
    account: Sign
    labelled_person: Sign
    name_in_list: Sign
    a_number: Sign
    named_before_number: Sign
    named_in_brackets: Sign
    contact_head: Sign
    person_head: Sign
    number_head: Sign
