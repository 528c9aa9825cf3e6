"""Which Jobcenters there are, read again and again from the register of the Bundesagentur für Arbeit.

Its statistics department publishes two spreadsheets among the "Regionale Gliederungen" on statistik.arbeitsagentur.de,
anew with every change of territory. They are the authoritative register of Jobcenters, of both kinds:

- "Gebietsstruktur-Traeger-Grundsicherung": Typ (gE or zkT; rows without one are headings and sums), Träger-Nr.,
  Jobcenterbezirk (its name), Land.
- "Zuordnung-Jobcenter": Träger-Nr. and Kreisschlüssel (AGS, five digits). A district that several Jobcenters share
  stands there once for each of them.

Where the header row stands, in which order the columns come and what stands beside them differs from edition to
edition, so columns are found by name. The files could not be fetched where this was written; their columns are known
from public programs that read them (as of 2026).
"""
