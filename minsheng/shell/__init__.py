"""What stands around every page: the first start, the pickers and the address, a past day, 本单位. ``frame`` puts it together."""
