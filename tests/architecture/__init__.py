"""The house's own rules, each with a planted violation that shows the rule can fail."""
