"""The look of the bench in one place: colours, the style sheet, shapes and placeholders."""
