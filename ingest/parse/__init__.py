"""What the printed words mean: headings, dates, places, compound cells."""
