"""Small widgets that every view is made of; they follow the theme and the text size by themselves."""
