"""What pages share: selection, widgets, charts, theme."""
