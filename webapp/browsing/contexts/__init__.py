"""What the templates of these pages are given."""

from webapp.browsing.contexts.authority import Kin, Known, PlacePage, PlacesPage, UnitPage, UnitsPage
from webapp.browsing.contexts.books import BookPage, LeafPage, RostersPage
from webapp.browsing.contexts.figures import Bar, Chart, Dot, MapPage, StatisticsPage
from webapp.browsing.contexts.lists import Counted, Group, People
from webapp.browsing.contexts.names import Surname, SurnamePage, SurnamesPage
from webapp.browsing.contexts.time import DayOfYear, DayPage, DaysPage, YearPage, YearsPage

__all__ = [
    "Bar",
    "BookPage",
    "Chart",
    "Counted",
    "DayOfYear",
    "DayPage",
    "DaysPage",
    "Dot",
    "Group",
    "Kin",
    "Known",
    "LeafPage",
    "MapPage",
    "People",
    "PlacePage",
    "PlacesPage",
    "RostersPage",
    "StatisticsPage",
    "Surname",
    "SurnamePage",
    "SurnamesPage",
    "UnitPage",
    "UnitsPage",
    "YearPage",
    "YearsPage",
]
