"""Help inside the desk: one page a task, in Chinese."""
