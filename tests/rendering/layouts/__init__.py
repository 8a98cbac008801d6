"""The kinds of pages: each module composes one kind and says what stands where."""
