"""The air waybill."""
