"""Files of orders and products at the window: brought, taken in beside the packing, told of, mended."""
