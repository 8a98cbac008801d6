"""The words of the rosters: people, places, units and dates, made up from parts."""
