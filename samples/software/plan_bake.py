"""Plans tomorrow's bake: how many of each loaf, and how much flour that takes.

Reads orders as lines of "product,quantity" on standard input, adds what the shops
usually sell on that weekday, and prints dough and flour by product.

    cat orders.csv | python plan_bake.py --weekday friday
"""

import argparse
import csv
import math
import sys
from collections import Counter
from dataclasses import dataclass

SACK_KG = 25
SPARE = 0.04  # What is left over on a good day; see the page on flour and stock.


@dataclass(frozen=True)
class Loaf:
    """A product, its dough in grams a piece and its share of flour in the dough."""

    name: str
    dough_grams: int
    flour_share: float
    batch: int


LOAVES = {
    loaf.name: loaf
    for loaf in (
        Loaf("harbour rye", 1120, 0.53, 12),
        Loaf("quay white", 880, 0.60, 18),
        Loaf("seeded crown", 940, 0.52, 15),
        Loaf("milk rolls", 62, 0.56, 120),
        Loaf("cinnamon knots", 78, 0.54, 48),
    )
}

# Sold over the counter of all three shops, mean of the last eight weeks.
COUNTER_SALES = {
    "monday": {"harbour rye": 70, "quay white": 90, "milk rolls": 240},
    "tuesday": {"harbour rye": 85, "quay white": 95, "milk rolls": 260},
    "wednesday": {"harbour rye": 80, "quay white": 90, "milk rolls": 250},
    "thursday": {"harbour rye": 90, "quay white": 105, "milk rolls": 260},
    "friday": {"harbour rye": 130, "quay white": 150, "milk rolls": 380, "cinnamon knots": 140},
    "saturday": {"harbour rye": 190, "quay white": 210, "milk rolls": 520, "cinnamon knots": 230},
}


def read_orders(lines):
    """Adds up the ordered quantities; a product nobody knows is an error, not a guess."""
    orders = Counter()
    for number, row in enumerate(csv.reader(lines), start=1):
        if not row:
            continue
        product, quantity = row[0].strip().lower(), int(row[1])
        if product not in LOAVES:
            raise SystemExit(f"line {number}: no such product: {product}")
        orders[product] += quantity
    return orders


def pieces_to_bake(orders, weekday):
    """Orders and counter sales with some to spare, in whole batches."""
    wanted = orders + Counter(COUNTER_SALES.get(weekday, {}))
    plan = {}
    for product, quantity in wanted.items():
        batch = LOAVES[product].batch
        plan[product] = math.ceil(quantity * (1 + SPARE) / batch) * batch
    return plan


def flour_kg(plan):
    """Kilograms of flour for a plan, rounded up to full sacks."""
    grams = sum(count * LOAVES[product].dough_grams * LOAVES[product].flour_share for product, count in plan.items())
    return math.ceil(grams / 1000 / SACK_KG) * SACK_KG


def main():
    parser = argparse.ArgumentParser(description="Plan tomorrow's bake.")
    parser.add_argument("--weekday", required=True, choices=sorted(COUNTER_SALES))
    arguments = parser.parse_args()

    plan = pieces_to_bake(read_orders(sys.stdin), arguments.weekday)
    for product, count in sorted(plan.items()):
        print(f"{product:16} {count:5} pieces")
    print(f"{'flour':16} {flour_kg(plan):5} kg")


if __name__ == "__main__":
    main()
