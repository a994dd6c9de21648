"""The issue forms for people without Git, and the links in a page's foot that begin one, or else a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from copsite.catalog.models import Association, Words
from copsite.catalog.nouns import with_article
from copsite.channels.mailto import Message, query_of


@dataclass(frozen=True)
class Form:
    """A form in .github/ISSUE_TEMPLATE/, the text of links to it, and the title of the issue.

    The field named `takes` and the title are filled in with the name of the page, unless `takes` is ''. The text and
    the title may have the placeholders `{community}` and `{a_community}`.
    """

    file: str
    text: str
    title: str
    takes: str = ""

    def text_for(self, words: Words) -> str:
        """Return the text of links to it, in an association's words."""
        return _in_words(self.text, words.community)

    def title_for(self, name: str, words: Words) -> str:
        """Return the issue's title for the page `name`."""
        title = _in_words(self.title, words.community)
        return f"{title}: {name}" if self.takes else title


@lru_cache  # the same few on every page
def _in_words(text: str, community: str) -> str:
    return text.format(community=community, a_community=with_article(community))


REPORT = Form("wrong-entry.yml", "report what is wrong or missing", "Wrong or missing", "page")
PROPOSE = Form("propose.yml", "propose {a_community}", "Proposal for {a_community}")
HAND_OVER = Form("hand-over.yml", "hand over a role", "Hand over a role", "community")
HAND_OVER_ROLE = Form("hand-over.yml", "hand over this role", "Hand over a role", "role")
MEETING = Form("meeting.yml", "tell us about a meeting", "A meeting for the calendar")
RESOURCE = Form("resource.yml", "share a resource", "A resource to share")
CLOSE = Form("close.yml", "close or merge this {community}", "Close or merge", "community")
FORMS = (REPORT, PROPOSE, HAND_OVER, HAND_OVER_ROLE, CLOSE, MEETING, RESOURCE)


@dataclass(frozen=True)
class Foot:
    """The links in a page's footer, each as (text, address), and a message to the association.

    The links open forms if `on_web`, otherwise each starts its own message to the association.
    """

    links: tuple[tuple[str, str], ...]
    message: Message
    on_web: bool


def foot_of(association: Association, name: str, forms: Sequence[Form]) -> Foot:
    """Return the footer of the page `name` with links to these forms."""
    links = tuple((form.text_for(association.words), _address(association, form, name)) for form in forms)
    return Foot(links, _message(association, REPORT, name), on_web=association.issue_url is not None)


def _address(association: Association, form: Form, name: str) -> str:
    if association.issue_url is None:
        return _message(association, form, name).mailto
    # The code host fills in the fields whose ids the address names.
    values = {"title": form.title_for(name, association.words)} | ({form.takes: name} if form.takes else {})
    start, end = _around(association.issue_url, form)
    return f"{start}&{query_of(values)}{end}"


@lru_cache
def _around(issue_url: str, form: Form) -> tuple[str, str]:
    """Return the parts of the form's address before and after its prefilled values."""
    parts = urlsplit(issue_url)
    query = filter(None, (parts.query, query_of({"template": form.file})))
    start = urlunsplit(parts._replace(query="&".join(query), fragment=""))
    return start, f"#{parts.fragment}" if parts.fragment else ""


def _message(association: Association, form: Form, name: str) -> Message:
    return Message(association.contact, form.title_for(name, association.words))
