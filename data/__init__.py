"""What the rooms exchange: published tables, hand-kept files, and the form in which people hand survey files in."""
