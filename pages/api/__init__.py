"""What pages show as JSON at ``/api/…``, its OpenAPI description, and a guide; all made from `careers.answers`."""
