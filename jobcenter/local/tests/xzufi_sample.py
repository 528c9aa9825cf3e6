"""XZuFi messages for tests, put together from pieces. Everything in them is made up."""

UNIT = """
<x:schreibe><x:organisationseinheit xsi:type="x:OrganisationseinheitErweitert">
  <x:id schemeAgencyID="L900" schemeID="x">{id}</x:id>
  <x:name><x:name languageCode="de">{name}</x:name><x:name languageCode="en">Office</x:name></x:name>
  {inner}
</x:organisationseinheit></x:schreibe>"""
FULL = """
  <x:anschrift>
    <x:typ listURI="urn:xoev-de:fim:codeliste:xzufi.anschrifttyp" listVersionID="2.0"><code>001</code></x:typ>
    <x:strasse>Postweg</x:strasse><x:hausnummer>9</x:hausnummer>
    <x:postleitzahl>33602</x:postleitzahl><x:ort>Musterstadt</x:ort></x:anschrift>
  <x:anschrift><x:typ><code>002</code></x:typ>
    <x:strasse>Musterweg</x:strasse><x:hausnummer>1 a</x:hausnummer>
    <x:postleitzahl>33604</x:postleitzahl><x:ort>Musterstadt</x:ort>
    <x:geokodierung><gml:Point srsName="urn:ogc:def:crs:EPSG::4326">
      <gml:pos>52.02 8.53</gml:pos></gml:Point></x:geokodierung>
    <x:kennzeichenAufzug>false</x:kennzeichenAufzug>
    <x:kennzeichenRollstuhlgerecht>true</x:kennzeichenRollstuhlgerecht>
    <x:infoOEPNV languageCode="de">Linie 1, Haltestelle Rathaus</x:infoOEPNV></x:anschrift>
  <x:anschrift><x:typ><code>003</code></x:typ><x:postleitzahl>33501</x:postleitzahl></x:anschrift>
  <x:kommunikation><x:kanal><code>01</code></x:kanal><x:kennung>post@example.org</x:kennung></x:kommunikation>
  <x:kommunikation><x:kanal><code>03</code></x:kanal><x:kennung>0170 000</x:kennung></x:kommunikation>
  <x:kommunikation><x:kanal><code>02</code></x:kanal>
    <x:kennung>Tel.: 0521 / 000-0 (Zentrale)</x:kennung></x:kommunikation>
  <x:internetadresse><x:uri>www.jobcenter.example</x:uri></x:internetadresse>
  <x:infoBarrierefreiheit languageCode="de">Der Eingang ist ebenerdig.</x:infoBarrierefreiheit>
  <x:infoBarrierefreiheit languageCode="en">Step-free entrance.</x:infoBarrierefreiheit>
  <x:gueltigkeit><x:beginn>2026-01-01</x:beginn><x:ende>2027-12-31+01:00</x:ende></x:gueltigkeit>
  <x:versionsinformation><x:geaendertDatumZeit>2026-10-01T12:00:00Z</x:geaendertDatumZeit></x:versionsinformation>"""
COMPETENCE = """
  <x:zustaendigkeit xsi:type="x:ZustaendigkeitOrganisationseinheit"><x:id schemeAgencyID="L900">{id}</x:id>
    <x:leistungID schemeAgencyID="L900">{service}</x:leistungID>
    <x:gebietID schemeID="urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs">{area}</x:gebietID>
    <x:rolle><code>01</code></x:rolle></x:zustaendigkeit>"""
SERVICE = """
<x:schreibe><x:leistung><x:id schemeAgencyID="L900">{id}</x:id>
  <x:modulText><x:inhalt languageCode="de">Grundsicherungsgeld Bewilligung</x:inhalt>
    <x:leikaTextmodul><code>02</code></x:leikaTextmodul></x:modulText>
  <x:modulText><x:inhalt languageCode="de">Grundsicherungsgeld beantragen</x:inhalt>
    <x:inhalt languageCode="en">Apply for basic income support</x:inhalt>
    <x:inhalt languageCode="fr">Demander le revenu de base</x:inhalt>
    <x:leikaTextmodul><code>03</code></x:leikaTextmodul></x:modulText>
  <x:modulText><x:inhalt languageCode="de">&lt;p&gt;Sie haben &lt;b&gt;wenig&lt;/b&gt; Geld?&lt;/p&gt;
      <![CDATA[<ul><li>Antrag</li><li>Ausweis</li></ul><script>alert(1)</script>]]></x:inhalt>
    <x:leikaTextmodul><code>06</code></x:leikaTextmodul></x:modulText>
  <x:modulUrsprungsportal><x:uri>https://portal.example/leistung</x:uri></x:modulUrsprungsportal>
</x:leistung></x:schreibe>"""
ONLINE = """
<x:schreibe><x:onlinedienst xsi:type="x:OnlinedienstErweitert"><x:id schemeAgencyID="L900">{id}</x:id>
  <x:bezeichnung languageCode="de">Antrag online</x:bezeichnung>
  <x:link><x:typ><code>02</code></x:typ><x:link>https://online.example/datenschutz</x:link></x:link>
  <x:link languageCode="en"><x:typ><code>01</code></x:typ><x:link>https://online.example/en</x:link></x:link>
  <x:link languageCode="de"><x:typ><code>01</code></x:typ><x:link>https://online.example/de</x:link></x:link>
  {inner}</x:onlinedienst></x:schreibe>"""
DELETE = """
<x:loesche klasse="{kind}"><x:id schemeAgencyID="L900">{id}</x:id></x:loesche>"""


def unit(number="1", name="Jobcenter Musterstadt", inner=""):
    return UNIT.format(id=number, name=name, inner=inner)


def competence(area="", service="7", number="z1"):
    return COMPETENCE.format(id=number, service=service, area=area)


def message(*parts, version="2.2.0", before="", namespace="http://xoev.de/schemata/xzufi/2_2_0"):
    return f"""<?xml version="1.0" encoding="UTF-8"?>{before}
<x:transfer.operation.schreiben xmlns:x="{namespace}" xmlns:gml="http://www.opengis.net/gml/3.2"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xzufiVersion="{version}"><x:nachrichtenkopf/>
{"".join(parts)}</x:transfer.operation.schreiben>""".encode()


TRANSFER = """
<x:schreibe><x:zustaendigkeitTransferObjekt>
  <x:uebergeordnetesObjektID schemeAgencyID="L900">{owner}</x:uebergeordnetesObjektID>{inner}
</x:zustaendigkeitTransferObjekt></x:schreibe>"""


def series(*times, kind="ALLGEMEINE_OEFFNUNGSZEIT", more=""):
    rows = "".join(
        f"<x:regulaereZeiten><x:tagesTyp>{day}</x:tagesTyp><x:beginn>{begin}</x:beginn>"
        f"<x:ende>{end}</x:ende><x:zusatz>{note}</x:zusatz></x:regulaereZeiten>"
        for day, begin, end, note in times
    )
    return f"<x:infoOeffnungszeitenStrukturiert><x:typ>{kind}</x:typ>{rows}{more}</x:infoOeffnungszeitenStrukturiert>"


WEEK = (
    *[(day, "08:00:00", "12:00:00", "") for day in ("MONTAG", "DIENSTAG", "MITTWOCH")],
    *[(day, "13:00", "15:30", "") for day in ("MONTAG", "DIENSTAG", "MITTWOCH")],
    ("DONNERSTAG", "08:00", "18:00", ""),
    ("FREITAG", "08:00", "12:00", "nur mit Termin"),
)


def free(text, language="de"):
    return f'<x:infoOeffnungszeitenText languageCode="{language}">{text}</x:infoOeffnungszeitenText>'
