"""Reading of the YAML beside these modules."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def typed(row: dict[str, Any], numbers: tuple[str, ...]) -> dict[str, Any]:
    """Lists as tuples, and the exact numbers that are named."""
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return {key: Decimal(value) if key in numbers else value for key, value in lists.items()}
