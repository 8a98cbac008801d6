"""What each template is given: one frozen dataclass a page, and the values they share.

A context holds words and identities, never addresses: templates make those with `url_for`, so
everything here can be built and tested without a server.
"""

from webapp.contexts.home import Anniversaries, HomePage
from webapp.contexts.pages import (
    AboutPage,
    Companion,
    Company,
    Fact,
    FieldAccuracy,
    MessagePage,
    Outline,
    PaperPage,
    PersonPage,
    Scrap,
    Shown,
    Source,
    Witness,
)
from webapp.contexts.results import (
    Address,
    Another,
    Card,
    Choice,
    Chosen,
    Elsewhere,
    Facet,
    Leaf,
    Line,
    Order,
    Pager,
    ResultsPage,
    SearchForm,
    YearsForm,
)

__all__ = [
    "AboutPage",
    "Address",
    "Anniversaries",
    "Another",
    "Card",
    "Choice",
    "Chosen",
    "Companion",
    "Company",
    "Elsewhere",
    "Facet",
    "Fact",
    "FieldAccuracy",
    "HomePage",
    "Leaf",
    "Line",
    "MessagePage",
    "Order",
    "Outline",
    "Pager",
    "PaperPage",
    "PersonPage",
    "ResultsPage",
    "Scrap",
    "SearchForm",
    "Shown",
    "Source",
    "Witness",
    "YearsForm",
]
