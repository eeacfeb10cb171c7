"""The site, put together."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import Route

from web.answers import Answers
from web.api import Api
from web.assets import STATIC, Assets, versions
from web.assistant.endpoint import Assistants
from web.assistant.tools import tools
from web.briefing.address import refuse_bad_selection
from web.briefing.pages import Briefings
from web.browsing import Browsing
from web.conditional import Conditional, edition
from web.desk import Desk
from web.discovery import Discovery
from web.failures import Failures
from web.feeds import Feeds
from web.guide import Guide
from web.head import HeadAsGet
from web.language import LanguageInAddress
from web.library import Library
from web.load import Bounded, FairShare
from web.operations import NAMED_VERSION
from web.pages import Pages
from web.reader import ZIPPED, Reader
from web.requested import Remembered
from web.security import SecurityHeaders, security_headers
from web.site import SiteSettings
from web.templating import inline_script_hashes, make_templates
from web.urls import Urls, WholeUrls

Routes = dict[str, Callable[..., object]]
"""Who answers, by path."""

SMALLEST_ZIPPED = 1_024
"""Bytes: a smaller answer fits in one packet anyway."""
ZIPPING = 5
"""Of 9, at which a page takes half as long again for 2 % less."""


def create_app(library: Library | None, settings: SiteSettings | None = None) -> FastAPI:
    """The site over an open library; over None, a site that says that nothing is indexed yet."""
    settings = settings or SiteSettings()
    urls = Urls(versions(settings))
    templates = make_templates(settings, urls)
    headers = security_headers(
        inline_script_hashes(templates), is_secure=settings.public_url.startswith("https:")
    )
    desk = Desk(library)
    app = FastAPI(
        title=settings.service_name,
        # The API describes itself (openapi.py). The stock pages load their scripts from elsewhere.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(refuse_bad_selection)],
    )
    house = (desk, settings, urls, templates)
    for routes in (
        _discovery(Discovery(*house), urls),
        _feeds(Feeds(*house), urls),
        _pages(Pages(*house), urls),
        _browsing(Browsing(*house), urls),
        _reader(Reader(*house)),
    ):
        for path, answer in routes.items():
            app.add_api_route(path, answer, include_in_schema=False)
    briefings = Briefings(*house)
    briefings.register(app)
    answers = Answers(desk, urls)
    api = Api(answers, settings)
    for path, answer in _api(api, briefings, urls).items():
        for address in {path, path.replace("/api/", f"{NAMED_VERSION}/", 1)}:
            app.add_api_route(address, answer, response_model=None)
    asked = tools(Answers(desk, WholeUrls()))
    guide = Guide(*house, answers, briefings, asked)
    app.add_api_route(urls.api_guide, guide.page, include_in_schema=False)
    app.router.routes.append(Route(urls.assistants, Assistants(asked, settings)))
    app.mount("/static", Assets(directory=STATIC), name="static")
    failures = Failures(templates, urls, headers)
    failures.register(app)
    app.add_middleware(Bounded, answer=failures.site_error)
    app.add_middleware(FairShare, per_minute=settings.requests_a_minute, answer=failures.site_error)
    app.add_middleware(
        GZipMiddleware,
        minimum_size=SMALLEST_ZIPPED,
        compresslevel=ZIPPING,
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, *ZIPPED),
    )
    app.add_middleware(SecurityHeaders, headers=headers)
    app.add_middleware(Remembered, public_url=settings.public_url)
    app.add_middleware(LanguageInAddress)
    app.add_middleware(Conditional, edition=edition(settings), state=desk.state)
    app.add_middleware(HeadAsGet)
    return app


def _discovery(discovery: Discovery, urls: Urls) -> Routes:
    return {
        urls.opensearch: discovery.opensearch,
        urls.sitemap: discovery.sitemap,
        urls.robots: discovery.robots,
    }


def _feeds(feeds: Feeds, urls: Urls) -> Routes:
    return {
        urls.search_feed_page: feeds.search,
        urls.committees + "/{slug}.atom": feeds.committee,
        urls.recent_feed: feeds.recent,
    }


def _pages(pages: Pages, urls: Urls) -> Routes:
    return {
        urls.home: pages.home,
        urls.search_page: pages.search,
        urls.export_page: pages.export,
        urls.committees: pages.committees,
        urls.about: pages.about,
        urls.accessibility: pages.accessibility,
        urls.privacy: pages.privacy,
        "/cookies": pages.cookies,
        "/theme.css": pages.theme,
        urls.favicon: pages.favicon,
    }


def _browsing(browsing: Browsing, urls: Urls) -> Routes:
    return {
        urls.committees + "/{slug}": browsing.committee,
        urls.meetings(): browsing.meetings,
        urls.meetings() + "/{slug}/{date}": browsing.meeting,
        urls.decisions(): browsing.decisions,
        urls.unanswered(): browsing.unanswered,
        urls.reports: browsing.reports,
        urls.reports + "/{slug}": browsing.series,
        urls.reports + "/{slug}/{section}": browsing.section,
        urls.recent(): browsing.recent,
        urls.people: browsing.people,
        urls.people + "/{slug}": browsing.person,
    }


def _reader(reader: Reader) -> Routes:
    return {
        "/documents/{document_id}": reader.document,
        "/documents/{document_id}/changes": reader.changes,
        "/documents/{document_id}/verify": reader.verify,
        "/documents/{document_id}/original": reader.original,
        "/documents/{document_id}/pages/{number}.webp": reader.page_picture,
        "/passages/{passage_id}": reader.passage,
    }


def _api(api: Api, briefings: Briefings, urls: Urls) -> Routes:
    return {
        urls.api_search_page: api.search,
        "/api/passages/{passage_id}": api.passage,
        urls.api_documents: api.documents,
        urls.api_documents + "/{document_id}": api.document,
        urls.api_briefing_page: briefings.data,
        urls.api_committees: api.committees,
        "/api/meetings": api.meetings,
        "/api/meetings/{slug}/{date}": api.meeting,
        urls.api_reports: api.reports,
        urls.api_people: api.people,
        urls.api_coverage: api.coverage,
        urls.api_schema: api.schema,
        urls.health: api.health,
    }
