"""How rows of a workbook become this room's rows: institutions aside, each sheet's people first, then its thing."""
