"""What XZuFi and the PVOG have in common: both describe offices and services as the registers of the Länder do."""
