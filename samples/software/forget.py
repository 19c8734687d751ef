"""The monthly job that forgets: removes addresses of people who no longer order.

Runs on the first of each month at 3:00. Promised on the page about security: whoever has
not ordered for 24 months is deleted, orders stay as numbers for the tax office.
"""

import datetime
import sqlite3
import sys

MONTHS_TO_KEEP = 24


def cutoff(today):
    """The day 24 months before today; the 28th stands in where the month is shorter."""
    month = today.month - MONTHS_TO_KEEP % 12
    year = today.year - MONTHS_TO_KEEP // 12
    if month < 1:
        month, year = month + 12, year - 1
    return datetime.date(year, month, min(today.day, 28))


def forget(connection, before):
    """Deletes customers whose last order is older than `before`; returns how many.

    Subscribers on a pause are kept: they have not left, they are at the seaside.
    """
    with connection:
        cursor = connection.execute(
            """
            DELETE FROM customers
            WHERE last_order < ? AND id NOT IN (SELECT customer FROM subscriptions WHERE stopped IS NULL)
            """,
            (before.isoformat(),),
        )
    return cursor.rowcount


def main(path):
    before = cutoff(datetime.date.today())
    with sqlite3.connect(path) as connection:
        count = forget(connection, before)
    print(f"forgot {count} customers who last ordered before {before}")


if __name__ == "__main__":
    main(sys.argv[1])
