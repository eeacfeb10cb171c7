"""What a page is about, in schema.org's words, for search engines."""

from __future__ import annotations

from collections.abc import Mapping

from archive.document import DocumentKind, Entry
from web import wording
from web.committees import MeetingDay
from web.site import SiteSettings
from web.urls import Urls, followable

Structured = Mapping[str, object]
"""As JSON-LD has it."""

_CONTEXT = "https://schema.org"
_TYPES = {
    DocumentKind.MINUTES: "DigitalDocument",
    DocumentKind.AGENDA: "DigitalDocument",
    DocumentKind.REPORT: "Report",
    DocumentKind.ANNUAL_REPORT: "Report",
}


def of_site(settings: SiteSettings, site: str, urls: Urls) -> Structured:
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": settings.service_name,
        "url": site + urls.home,
        **_publisher(settings, ""),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{site}{urls.search_page}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def of_document(entry: Entry, settings: SiteSettings, site: str, urls: Urls) -> Structured:
    known = entry.provenance
    facts = {
        "@context": _CONTEXT,
        "@type": _TYPES[entry.kind],
        "name": entry.title,
        "url": site + urls.document(entry.id),
        "inLanguage": "en",
        "genre": wording.document_kind(entry),
        "datePublished": entry.date.isoformat() if entry.date else "",
        "dateModified": known.retrieved.date().isoformat(),
        "isBasedOn": followable(known.source_url),
        "license": known.licence,
        "sourceOrganization": (
            {"@type": "Organization", "name": entry.committee} if entry.committee else ""
        ),
        **_publisher(settings, known.publisher),
    }
    return {name: value for name, value in facts.items() if value}


def of_meeting(
    meeting: MeetingDay, title: str, settings: SiteSettings, site: str, urls: Urls
) -> Structured:
    facts = {
        "@context": _CONTEXT,
        "@type": "Event",
        "name": title,
        "url": site + urls.meeting(meeting.slug, meeting.date),
        "startDate": meeting.date.isoformat(),
        "location": (
            {"@type": "Place", "name": meeting.places[0], "address": meeting.places[0]}
            if meeting.places
            else ""
        ),
        "organizer": {"@type": "Organization", "name": meeting.committee or title},
    }
    return {
        **{name: value for name, value in facts.items() if value},
        **_publisher(settings, "", "sponsor"),
    }


def _publisher(settings: SiteSettings, publisher: str, role: str = "publisher") -> Structured:
    name = publisher or settings.council_name
    if not name:
        return {}
    council: dict[str, object] = {"@type": "GovernmentOrganization", "name": name}
    if settings.council_url and name == settings.council_name:
        council["url"] = settings.council_url
    return {role: council}
