"""From the agencies' files to the published tables in ``data/tables``.

The ETL imports none of the other rooms. ``python -m etl --help`` lists its commands.
"""
