"""The screens: a script per page, and in ``ui`` what they share."""
