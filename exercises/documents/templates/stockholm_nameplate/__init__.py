"""The nameplate of a transformer or capacitor, with the PCB label beside it."""
