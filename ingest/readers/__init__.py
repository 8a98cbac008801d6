"""The engines that turn a piece of paper into characters."""
