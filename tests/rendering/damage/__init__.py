"""What years, paper and scanner do to a printed page; the truth's boxes follow every bend."""
