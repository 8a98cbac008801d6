"""Ways in beside search: places, units, years, surnames, days, the map, figures, and rosters as books.

Nothing here writes, and nothing needs a script; what is counted comes from the columns of the index.
"""

from webapp.browsing.machines import blueprint as machines
from webapp.browsing.views import blueprint

__all__ = ["blueprint", "machines"]
