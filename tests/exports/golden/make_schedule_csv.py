"""Writes schedule.csv with Python's csv module (3.11), independently of EROS."""
import csv
import pathlib

COLUMNS = ("schedule_id,page_name,day_of_week,scheduled_send_time,message_type,caption_id,"
           "caption_text,price_tier,content_category,has_urgency,performance_score").split(",")
ID, PAGE = "sched_20261120_090000_000000_maple_kitchen", "maple_kitchen"
ROWS = [
    ("Monday", "2026-11-23 09:07:00", "PPV", 11, "Fresh bread, warm butter", "Budget", "Baking", "FALSE", "0.62"),
    ("Monday", "2026-11-23 13:42:00", "Bump", 12, 'She said "one more slice" 🍞', "Free", "Baking", "FALSE", "0.00"),
    ("Monday", "2026-11-23 19:16:00", "PPV", 13, "'=SUM of a good day\nand a long walk", "Mid", "Baking", "FALSE", "0.50"),
    ("Tuesday", "2026-11-24 20:31:00", "PPV", 14, "Éclairs on Sunday", "Premium", "Baking", "FALSE", "0.71"),
    ("Friday", "2026-11-27 18:03:00", "PPV", 15, "'@home with the dog\r\ntail wagging", "Luxury", "'-Pets", "TRUE", "1.00"),
    ("Saturday", "2026-11-28 17:55:00", "PPV", 16, "The whole recipe book", "Vip", "Baking", "FALSE", "0.00"),
]
with open(pathlib.Path(__file__).with_name("schedule.csv"), "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((ID, PAGE, *row) for row in ROWS)
